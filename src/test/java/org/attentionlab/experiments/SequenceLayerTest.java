package org.attentionlab.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.attentionlab.experiments.SequenceLayer.Settings;
import org.junit.jupiter.api.Test;

class SequenceLayerTest {

  @Property
  void selfAttentionIsCheaperThanRecurrenceExactlyWhereTheSequenceIsShorterThanWide(
      @ForAll @IntRange(min = 1, max = 5000) int n, @ForAll @IntRange(min = 1, max = 5000) int d) {
    Settings sizes = new Settings(n, d, 3, 3);
    assertThat(
            SequenceLayer.SELF_ATTENTION.operations(sizes)
                < SequenceLayer.RECURRENT.operations(sizes))
        .isEqualTo(n < d);
  }

  @Property
  void aSeparableConvolutionWithKernelNCostsAttentionPlusAMatrixForEachPosition(
      @ForAll @IntRange(min = 2, max = 500) int n, @ForAll @IntRange(min = 1, max = 500) int d) {
    Settings sizes = new Settings(n, d, n, n);
    double attentionAndFeedForward =
        SequenceLayer.SELF_ATTENTION.operations(sizes) + (double) n * d * d;
    assertThat(SequenceLayer.SEPARABLE_CONVOLUTIONAL.operations(sizes))
        .isCloseTo(attentionAndFeedForward, within(1e-6));
  }

  @Test
  void sizesBelowOneAreRefused() {
    assertThatThrownBy(() -> new Settings(0, 8, 3, 3)).hasMessageContaining("n = 0");
  }
}
