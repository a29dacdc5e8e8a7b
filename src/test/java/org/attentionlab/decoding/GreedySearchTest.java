package org.attentionlab.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.attentionlab.text.CharacterTokenizer;
import org.attentionlab.text.Tokenizer;
import org.attentionlab.text.Vocabulary;
import org.attentionlab.transformer.Transformer;
import org.attentionlab.transformer.TransformerConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GreedySearchTest {

  private static final List<int[]> SOURCES =
      List.of(
          new int[] {5, 6, 7, 8, Vocabulary.EOS},
          new int[] {9, Vocabulary.EOS},
          new int[] {4, 4, 10, Vocabulary.EOS});

  private final NDManager manager = NDManager.newBaseManager();
  private Transformer model;

  @BeforeEach
  void anUntrainedModel() {
    model =
        new Transformer(
            TransformerConfig.tiny()
                .change()
                .optLayers(1)
                .optModelWidth(16)
                .optInnerWidth(32)
                .optHeads(2)
                .optVocabulary(11)
                .build(),
            3);
    model.initialize(manager);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void eachTokenIsTheLikeliestAfterThePrefixBeforeIt() {
    for (Hypothesis found : new GreedySearch(model, 4, 2).search(SOURCES.subList(0, 1))) {
      List<Integer> said = new ArrayList<>();
      said.add(Vocabulary.SOS);
      for (int k = 0; k <= found.tokens().length && k < 8; k++) {
        long[] prefix = said.stream().mapToLong(i -> i).toArray();
        NDArray source = manager.create(new long[] {5, 6, 7, 8, 2}, new Shape(1, 5));
        NDArray target = manager.create(prefix, new Shape(1, prefix.length));
        long likeliest =
            model.logits(source, target, false).get(":, -1, :").argMax(-1).toLongArray()[0];
        int expected = k < found.tokens().length ? found.tokens()[k] : Vocabulary.EOS;
        assertThat(likeliest).isEqualTo(expected);
        said.add(expected);
      }
    }
  }

  @Test
  void sentencesDecodedTogetherGetWhatTheyGetAlone() {
    List<Hypothesis> together = new GreedySearch(model, 6, 3).search(SOURCES);
    for (int i = 0; i < SOURCES.size(); i++) {
      Hypothesis alone = new GreedySearch(model, 6, 1).search(SOURCES.subList(i, i + 1)).get(0);
      assertThat(together.get(i).tokens()).isEqualTo(alone.tokens());
      assertThat(together.get(i).finished()).isEqualTo(alone.finished());
    }
  }

  @Test
  void anOutputThatNeverEndsIsCutAtInputPlusExtra() {
    List<Hypothesis> found = new GreedySearch(model, 5, 3).search(SOURCES);
    assertThat(found)
        .as("the untrained model does not know how to end")
        .anyMatch(h -> !h.finished());
    for (int i = 0; i < SOURCES.size(); i++) {
      if (!found.get(i).finished()) {
        assertThat(found.get(i).tokens()).hasSize(SOURCES.get(i).length - 1 + 5);
      }
    }
  }

  @Test
  void aModelThatSaysNoNumbersIsNamed() {
    model.outputWeight().getArray().set(new NDIndex("7"), Float.NaN);
    assertThatThrownBy(() -> new GreedySearch(model).search(SOURCES))
        .hasMessageContaining("not a number (NaN)");
  }

  @Test
  void aSearchLeavesNoArraysBehind() {
    new GreedySearch(model).search(SOURCES); // tables of positions are made once
    int arrays = manager.getManagedArrays().size();
    new GreedySearch(model).search(SOURCES);
    assertThat(manager.getManagedArrays().size()).isEqualTo(arrays);
  }

  @Test
  void emptyAndOverlongTextAreRefusedAndUnknownTokensNamed() {
    Tokenizer tokenizer = new CharacterTokenizer();
    Vocabulary vocabulary = Vocabulary.of(List.of(List.of("a", "b", "c", "d", "e", "f", "g")));
    Translator translator = new Translator(new GreedySearch(model, 3, 8), tokenizer, vocabulary, 6);
    assertThatThrownBy(() -> translator.translate("  ")).hasMessageContaining("empty");
    assertThatThrownBy(() -> translator.translate("abcdefg"))
        .hasMessageContaining("7 tokens")
        .hasMessageContaining("at most 6");
    Translation translation = translator.translate("abXcX");
    assertThat(translation.unknown()).containsExactly("X");
    assertThat(translation.sourceTokens()).containsExactly("a", "b", "X", "c", "X");
    assertThat(translation.text()).isEqualTo(tokenizer.join(translation.targetTokens()));
  }
}
