package org.attentionlab.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import org.attentionlab.transformer.Transformer;
import org.attentionlab.transformer.TransformerConfig;
import org.attentionlab.transformer.Walk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

class WalkViewTest {

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void the_table_has_a_row_for_every_station_with_its_numbers() {
    List<Walk.Station> walk = walk(2);
    Table table = WalkView.of("A finding", walk).table();
    assertThat(table.rowCount()).isEqualTo(walk.size());
    for (int i = 0; i < walk.size(); i++) {
      Walk.Station station = walk.get(i);
      assertThat(table.stringColumn("station").get(i)).isEqualTo(station.name());
      assertThat(table.stringColumn("shape").get(i)).isEqualTo(station.value().getShape() + "");
      NDArray numbers =
          station.value().toType(ai.djl.ndarray.types.DataType.FLOAT64, true); // ids are whole
      double mean = numbers.mean().getDouble();
      assertThat(table.doubleColumn("mean").get(i)).isCloseTo(mean, within(1e-6));
      assertThat(table.doubleColumn("deviation").get(i))
          .isCloseTo(Math.sqrt(numbers.sub(mean).square().mean().getDouble()), within(1e-6));
    }
  }

  @Test
  void its_last_column_is_shown_as_pictures_and_stays_so_when_rows_are_chosen() throws IOException {
    Table table = WalkView.of("A finding", walk(1)).table();
    Table memory = table.where(table.stringColumn("station").isEqualTo("memory"));
    Bundle bundle = Rendering.of(memory);
    assertThat(bundle.text()).contains("[picture]").doesNotContain("base64");
    assertThat(bundle.html()).contains("<img alt=\"picture of memory\" src=\"data:image/png");
    String data = memory.stringColumn("picture").get(0).replaceFirst("^[^,]*,", "");
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(data)));
    assertThat(image.getWidth()).isEqualTo(3 * image.getHeight());
  }

  @Test
  void the_flow_grows_with_the_layers_and_names_every_tensor() {
    WalkView two = WalkView.of("A finding", walk(2));
    WalkView six = WalkView.of("A finding", walk(6));
    assertThat(six.image(1).getWidth()).isEqualTo(two.image(1).getWidth()).isLessThan(1000);
    assertThat(six.image(1).getHeight()).isGreaterThan(two.image(1).getHeight());
    walk(2).forEach(station -> assertThat(two.altText()).contains(station.name()));
  }

  @Test
  void it_keeps_no_tensor() {
    List<Walk.Station> walk = walk(1);
    int before = manager.getManagedArrays().size();
    WalkView view = WalkView.of("A finding", walk);
    assertThat(manager.getManagedArrays()).hasSize(before);
    manager.close();
    assertThat(view.image(1).getHeight()).isPositive();
    assertThat(view.table().rowCount()).isEqualTo(walk.size());
  }

  private List<Walk.Station> walk(int layers) {
    Transformer model =
        new Transformer(
            TransformerConfig.tiny()
                .change()
                .optLayers(layers)
                .optModelWidth(16)
                .optInnerWidth(32)
                .optHeads(4)
                .optVocabulary(11)
                .build(),
            1);
    model.initialize(manager);
    NDArray source = manager.create(new long[][] {{3, 4, 5, 2, 6}});
    NDArray target = manager.create(new long[][] {{1, 6, 7}});
    return Walk.of(model, source, target);
  }
}
