package org.attentionlab.data.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.text.Normalizer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HangulTest {

  /** Unicode's own decomposition knows the last consonant too: it is the third letter. */
  @Property
  void batchimByArithmeticIsBatchimByUnicode(@ForAll @IntRange(min = 0xAC00, max = 0xD7A3) int c) {
    String syllable = Character.toString(c);
    boolean threeLetters = Normalizer.normalize(syllable, Normalizer.Form.NFD).length() == 3;
    assertThat(Hangul.hasBatchim(syllable)).isEqualTo(threeLetters);
  }

  @Property
  void everyParticleFollowsTheBatchimRule(@ForAll @IntRange(min = 0xAC00, max = 0xD7A3) int c) {
    String noun = Character.toString(c);
    boolean consonant = (c - 0xAC00) % 28 != 0;
    boolean rieul = (c - 0xAC00) % 28 == 8;
    assertThat(KoreanParticle.TOPIC.after(noun)).isEqualTo(noun + (consonant ? "은" : "는"));
    assertThat(KoreanParticle.SUBJECT.after(noun)).isEqualTo(noun + (consonant ? "이" : "가"));
    assertThat(KoreanParticle.OBJECT.after(noun)).isEqualTo(noun + (consonant ? "을" : "를"));
    assertThat(KoreanParticle.AND.after(noun)).isEqualTo(noun + (consonant ? "과" : "와"));
    assertThat(KoreanParticle.TOWARDS.after(noun))
        .isEqualTo(noun + (consonant && !rieul ? "으로" : "로"));
  }

  @ParameterizedTest
  @CsvSource({"건너,건넜", "먹어,먹었", "해,했", "마셔,마셨", "가,갔", "주워,주웠", "도와,도왔", "써,썼"})
  void thePastTakesSsangSiot(String connected, String past) {
    assertThat(Hangul.withSsangSiot(connected)).isEqualTo(past);
  }

  @Test
  void whatIsNotKoreanIsRefused() {
    assertThatThrownBy(() -> Hangul.hasBatchim("dog")).hasMessageContaining("dog");
    assertThatThrownBy(() -> Hangul.withSsangSiot("먹")).hasMessageContaining("먹");
  }
}
