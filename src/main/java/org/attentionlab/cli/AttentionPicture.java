package org.attentionlab.cli;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.attentionlab.decoding.Translation;
import org.attentionlab.experiments.SavedTranslator;
import org.attentionlab.nn.SequenceToSequence;
import org.attentionlab.notebook.Charts;
import org.attentionlab.notebook.HeatMap;
import org.attentionlab.recurrent.Seq2Seq;
import org.attentionlab.text.Vocabulary;
import org.attentionlab.training.GradientMode;
import org.attentionlab.transformer.Transformer;

/** Where a model looked in the source while it said each token of its translation. */
final class AttentionPicture {

  private AttentionPicture() {}

  /**
   * Draws the attention from target to source: for a Transformer the last layer, mean of all heads.
   *
   * @throws IllegalStateException if the model has no attention
   */
  static HeatMap of(SavedTranslator saved, Translation translation) {
    List<String> columns = new ArrayList<>(translation.sourceTokens());
    List<String> rows = new ArrayList<>(translation.targetTokens());
    String end = saved.vocabulary().token(Vocabulary.EOS);
    columns.add(end);
    rows.add(end);
    NDManager owner = saved.model().outputWeight().getArray().getManager();
    try (GradientMode off = GradientMode.off();
        NDManager manager = owner.newSubManager()) {
      NDArray source =
          manager.create(ids(saved, translation.sourceTokens(), Vocabulary.EOS, false));
      NDArray target = manager.create(ids(saved, translation.targetTokens(), Vocabulary.SOS, true));
      NDArray weights =
          weights(
              saved.model(),
              source.reshape(new Shape(1, -1)), // (1, S)
              target.reshape(new Shape(1, -1))); // (1, T)
      return Charts.heatMap("Where the model looks while it writes", rows, columns, weights);
    }
  }

  /** The weights (T, S). */
  private static NDArray weights(SequenceToSequence model, NDArray source, NDArray target) {
    if (model instanceof Transformer transformer) {
      List<NDArray> layers = transformer.attentionWeights(source, target).cross();
      return layers.get(layers.size() - 1).get(0).mean(new int[] {0}); // (h, T, S) to (T, S)
    }
    if (model instanceof Seq2Seq recurrent) {
      return recurrent.attentionWeights(source, target).get(0);
    }
    throw new IllegalStateException(
        "A " + model.getClass().getSimpleName() + " has no attention that could be drawn.");
  }

  private static long[] ids(
      SavedTranslator saved, List<String> tokens, int special, boolean atFront) {
    int[] ids = saved.vocabulary().ids(tokens);
    long[] all = new long[ids.length + 1];
    all[atFront ? 0 : ids.length] = special;
    for (int i = 0; i < ids.length; i++) {
      all[atFront ? i + 1 : i] = ids[i];
    }
    return all;
  }
}
