package org.attentionlab.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import org.attentionlab.data.Antecedent;
import org.attentionlab.data.Batch;
import org.attentionlab.data.Corpora;
import org.attentionlab.data.Corpus;
import org.attentionlab.data.EncodedPair;
import org.attentionlab.data.SentencePair;
import org.attentionlab.data.Split;
import org.attentionlab.text.Tokenizer;
import org.attentionlab.text.Vocabulary;
import org.attentionlab.transformer.AttentionUse;
import org.attentionlab.transformer.AttentionWeights;
import org.attentionlab.transformer.Transformer;
import org.attentionlab.transformer.TransformerConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class AntecedentHeadsTest {

  private static final NDManager MANAGER = NDManager.newBaseManager();
  private static final Corpus CORPUS = Corpora.named("grammar-en-ko");
  private static final Tokenizer TOKENIZER = CORPUS.tokenizer();
  private static final List<SentencePair> PAIRS = CORPUS.pairs(Split.TEST).subList(0, 400);
  private static final Vocabulary VOCABULARY = SmallCorpora.vocabulary(PAIRS, TOKENIZER);
  private static final Transformer MODEL = model();

  private static Transformer model() {
    TransformerConfig config =
        TransformerConfig.tiny()
            .change()
            .optLayers(2)
            .optModelWidth(16)
            .optInnerWidth(16)
            .optHeads(2)
            .optVocabulary(VOCABULARY.size())
            .build();
    Transformer model = new Transformer(config, 1);
    model.initialize(MANAGER);
    return model;
  }

  private static AntecedentHeads heads(List<SentencePair> pairs) {
    return AntecedentHeads.of(MODEL, TOKENIZER, VOCABULARY, pairs);
  }

  @AfterAll
  static void close() {
    MANAGER.close();
  }

  /** Sentence by sentence, without batches and padding. */
  @Test
  void a_head_has_a_point_where_the_noun_weighs_more_than_its_rival() {
    List<SentencePair> riddles = PAIRS.stream().filter(p -> p.antecedent().isPresent()).toList();
    double[][] encoder = new double[2][2];
    double[][] cross = new double[2][2];
    for (SentencePair pair : riddles) {
      Antecedent truth = pair.antecedent().orElseThrow();
      try (NDManager scratch = MANAGER.newSubManager()) {
        Batch batch = new Batch(List.of(EncodedPair.of(pair, TOKENIZER, VOCABULARY)));
        AttentionWeights looked =
            MODEL.attentionWeights(batch.source(scratch), batch.target(scratch).get(":, :-1"));
        for (int layer = 0; layer < 2; layer++) {
          for (int head = 0; head < 2; head++) {
            NDArray self = looked.encoderSelf().get(layer).get(0).get(head);
            NDArray across = looked.cross().get(layer).get(0).get(head);
            encoder[layer][head] += point(self, truth.pronoun(), truth);
            cross[layer][head] += point(across, truth.choice(), truth);
          }
        }
      }
    }
    AntecedentHeads heads = heads(PAIRS);
    assertThat(heads.sentences()).isEqualTo(riddles.size()).isGreaterThan(64); // two batches
    for (int layer = 0; layer < 2; layer++) {
      for (int head = 0; head < 2; head++) {
        // One sentence may differ: padding changes the rounding of two nearly equal weights.
        assertThat(heads.shares(AttentionUse.ENCODER_SELF)[layer][head])
            .isCloseTo(encoder[layer][head] / riddles.size(), within(1.01 / riddles.size()));
        assertThat(heads.shares(AttentionUse.CROSS)[layer][head])
            .isCloseTo(cross[layer][head] / riddles.size(), within(1.01 / riddles.size()));
      }
    }
  }

  private static double point(NDArray weights, int row, Antecedent truth) {
    return weights.getFloat(row, truth.noun()) > weights.getFloat(row, truth.rival()) ? 1 : 0;
  }

  @Test
  void a_head_chosen_on_some_sentences_gets_the_share_that_it_has_on_others() {
    AntecedentHeads some = heads(PAIRS.subList(0, 200));
    AntecedentHeads others = heads(PAIRS.subList(200, 400));
    AntecedentHeads.Score chosen = some.best(AttentionUse.CROSS);
    AntecedentHeads.Score scored = others.scoreOf(chosen);
    assertThat(some.ranking()).hasSize(8);
    assertThat(some.ranking().get(0).share()).isGreaterThanOrEqualTo(some.ranking().get(7).share());
    assertThat(scored.layer()).isEqualTo(chosen.layer());
    assertThat(scored.head()).isEqualTo(chosen.head());
    assertThat(scored.share())
        .isEqualTo(others.shares(AttentionUse.CROSS)[chosen.layer()][chosen.head()]);
  }

  @Test
  void the_decoders_own_attention_and_pairs_without_it_are_refused() {
    AntecedentHeads heads = heads(PAIRS);
    assertThatThrownBy(() -> heads.shares(AttentionUse.DECODER_SELF))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("CROSS");
    List<SentencePair> plain = List.of(SentencePair.of("The dog slept .", "x"));
    assertThatThrownBy(() -> heads(plain))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("grammar-en-ko");
  }
}
