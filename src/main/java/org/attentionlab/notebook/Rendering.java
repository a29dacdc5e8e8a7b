package org.attentionlab.notebook;

import ai.djl.ndarray.NDArray;
import java.awt.image.BufferedImage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.attentionlab.attention.Mask;
import org.attentionlab.evaluation.BleuReport;
import org.knowm.xchart.internal.chartpart.Chart;
import tech.tablesaw.api.Table;

/** Knows how each kind of value looks; both kernels and the console ask here. */
public final class Rendering {

  private static final Map<Class<?>, Function<Object, Bundle>> RENDERERS = new LinkedHashMap<>();

  static {
    add(Bundle.class, bundle -> bundle);
    add(Picture.class, Pictures::bundle);
    add(NDArray.class, NDArrayView::bundle);
    add(AttentionView.class, AttentionView::bundle);
    add(BleuView.class, BleuView::bundle);
    add(BleuReport.class, BleuReportView::bundle);
    add(MaskMicroscope.class, MaskMicroscope::bundle);
    add(OwnershipView.class, OwnershipView::bundle);
    add(OwnershipChange.class, OwnershipChange::bundle);
    add(Mask.class, MaskView::bundle);
    add(Table.class, TableView::bundle);
    add(Chart.class, chart -> Pictures.bundle(Pictures.of(chart)));
    add(BufferedImage.class, image -> Pictures.bundle(Pictures.of(image)));
    add(Source.class, Source::bundle);
  }

  private Rendering() {}

  private static <T> void add(Class<T> type, Function<? super T, Bundle> renderer) {
    RENDERERS.put(type, value -> renderer.apply(type.cast(value)));
  }

  /** The types that have a form of their own. */
  public static List<Class<?>> types() {
    return List.copyOf(RENDERERS.keySet());
  }

  /** {@code value} as it is to be shown; types without a form of their own as plain text. */
  public static Bundle of(Object value) {
    for (Map.Entry<Class<?>, Function<Object, Bundle>> entry : RENDERERS.entrySet()) {
      if (entry.getKey().isInstance(value)) {
        return entry.getValue().apply(value);
      }
    }
    return Bundle.ofText(Numbers.text(value));
  }
}
