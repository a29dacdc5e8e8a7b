package org.attentionlab.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.List;
import org.attentionlab.decoding.BeamSearch;
import org.attentionlab.decoding.BeamTrace;
import org.attentionlab.text.Vocabulary;
import org.attentionlab.text.WordTokenizer;
import org.attentionlab.transformer.Transformer;
import org.attentionlab.transformer.TransformerConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/** The tree of a search with a small model that was never trained. */
class BeamTreeTest {

  private static final int[] SOURCE = {5, 6, 7, Vocabulary.EOS};

  private final NDManager manager = NDManager.newBaseManager();
  private final Vocabulary vocabulary =
      Vocabulary.of(List.of(List.of("a", "b", "c", "d", "e", "f", "g")));
  private final BeamSearch search = search();

  @AfterEach
  void close() {
    manager.close();
  }

  private BeamSearch search() {
    Transformer model =
        new Transformer(
            TransformerConfig.tiny()
                .change()
                .optLayers(1)
                .optModelWidth(8)
                .optInnerWidth(16)
                .optHeads(2)
                .optVocabulary(vocabulary.size())
                .build(),
            3);
    model.initialize(manager);
    return BeamSearch.builder().setModel(model).optWidth(3).optExtra(4).build();
  }

  private BeamTree tree() {
    return BeamTree.of(search.trace(SOURCE), vocabulary, new WordTokenizer());
  }

  @Test
  void theTraceFindsWhatTheSearchFinds() {
    assertThat(search.trace(SOURCE).hypotheses())
        .isEqualTo(search.searchAll(List.of(SOURCE)).get(0));
  }

  @Test
  void everyStepContinuesWhatTheStepBeforeKept() {
    List<BeamTrace.Step> steps = search.trace(SOURCE).steps();
    for (int s = 1; s < steps.size(); s++) {
      BeamTrace.Step before = steps.get(s - 1);
      BeamTrace.Step step = steps.get(s);
      assertThat(step.live()).allMatch(b -> before.live().get(b.parent()) == b.before());
      assertThat(step.dropped()).allMatch(b -> before.live().get(b.parent()) == b.before());
      double worst = step.live().stream().mapToDouble(b -> b.logProbability()).min().orElse(0);
      assertThat(step.dropped()).allMatch(b -> b.logProbability() <= worst);
    }
  }

  @Test
  void everyScoreInTheTableIsLogProbabilityByDivisor() {
    Table table = tree().hypotheses();
    assertThat(table.rowCount()).isEqualTo(3);
    for (Row row : table) {
      double divisor = Math.pow((5 + row.getInt("length")) / 6.0, 0.6);
      assertThat(row.getDouble("divisor")).isCloseTo(divisor, within(1e-12));
      assertThat(row.getDouble("score"))
          .isCloseTo(row.getDouble("log-probability") / divisor, within(1e-12));
    }
    double[] scores = table.doubleColumn("score").asDoubleArray();
    double[] sorted = Arrays.stream(scores).sorted().toArray();
    assertThat(scores).containsExactly(sorted[2], sorted[1], sorted[0]);
  }

  @Test
  void theWordsForThePictureNameWinnerSecondAndScore() {
    Table table = tree().hypotheses();
    String score = "%.2f".formatted(table.doubleColumn("score").get(0)).replace('-', '−');
    assertThat(tree().altText()).contains("Winner: “", "Second: “", "score " + score);
  }

  @Test
  void aPartOfTheStepsMakesASmallerPicture() {
    int steps = search.trace(SOURCE).steps().size();
    assertThat(tree().image(1).getWidth()).isGreaterThan(tree().optSteps(2, 3).image(1).getWidth());
    assertThatThrownBy(() -> tree().optSteps(2, steps + 1))
        .hasMessageContaining("between 1 and " + steps);
  }
}
