package org.attentionlab.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.List;
import org.attentionlab.data.Corpora;
import org.attentionlab.data.Corpus;
import org.attentionlab.data.SentencePair;
import org.attentionlab.data.Split;
import org.attentionlab.recurrent.Seq2Seq;
import org.attentionlab.recurrent.Seq2SeqConfig;
import org.attentionlab.recurrent.Seq2SeqConfig.LookBack;
import org.attentionlab.text.Tokenizer;
import org.attentionlab.text.Vocabulary;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class AttentionAlignmentTest {

  private static final NDManager MANAGER = NDManager.newBaseManager();
  private static final Corpus CORPUS = Corpora.named("grammar-en-ko");
  private static final Tokenizer TOKENIZER = CORPUS.tokenizer();
  private static final List<SentencePair> PAIRS = CORPUS.pairs(Split.TEST).subList(0, 5);
  private static final Vocabulary VOCABULARY = SmallCorpora.vocabulary(PAIRS, TOKENIZER);

  private static AttentionAlignment alignment(LookBack attention) {
    Seq2SeqConfig sizes =
        new Seq2SeqConfig(
            VOCABULARY.size(),
            VOCABULARY.size(),
            8,
            8,
            1,
            Seq2SeqConfig.Cell.GRU,
            attention,
            true,
            0,
            Vocabulary.PAD);
    Seq2Seq model = new Seq2Seq(sizes, 1);
    model.initialize(MANAGER);
    return new AttentionAlignment(model, TOKENIZER, VOCABULARY);
  }

  @AfterAll
  static void close() {
    MANAGER.close();
  }

  @Test
  void there_is_a_row_for_each_target_token_and_a_column_for_each_source_token() {
    List<double[][]> weights = alignment(LookBack.GENERAL).weights(PAIRS);
    for (int i = 0; i < PAIRS.size(); i++) {
      assertThat(weights.get(i))
          .hasDimensions(
              TOKENIZER.tokenize(PAIRS.get(i).target()).size() + 1,
              TOKENIZER.tokenize(PAIRS.get(i).source()).size() + 1);
      for (double[] row : weights.get(i)) {
        assertThat(Arrays.stream(row).sum()).isCloseTo(1, within(1e-5));
      }
    }
  }

  @Test
  void the_weights_of_a_sentence_do_not_depend_on_its_company() {
    AttentionAlignment alignment = alignment(LookBack.ADDITIVE);
    double[][] alone = alignment.weights(PAIRS.subList(2, 3)).get(0);
    double[][] together = alignment.weights(PAIRS).get(2);
    for (int t = 0; t < alone.length; t++) {
      assertThat(together[t]).containsExactly(alone[t], within(1e-6));
    }
  }

  @Test
  void an_untrained_model_counts_all_words_with_a_true_link_and_hits_few() {
    var rate = alignment(LookBack.ADDITIVE).errorRate(PAIRS);
    int sure = PAIRS.stream().mapToInt(p -> p.alignment().orElseThrow().sure().size()).sum();
    assertThat(rate.sure()).isEqualTo(sure).isEqualTo(rate.predicted());
    assertThat(rate.rate()).isBetween(0.3, 1.0);
  }

  @Test
  void pairs_without_a_known_alignment_are_refused() {
    List<SentencePair> unknown = List.of(SentencePair.of(PAIRS.get(0).source(), "x"));
    assertThatThrownBy(() -> alignment(LookBack.GENERAL).errorRate(unknown))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("pocket grammar");
    assertThatThrownBy(() -> alignment(LookBack.NONE).errorRate(PAIRS))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no attention");
  }
}
