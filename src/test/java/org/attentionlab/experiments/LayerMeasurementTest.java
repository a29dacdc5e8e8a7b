package org.attentionlab.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.attentionlab.experiments.SequenceLayer.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LayerMeasurementTest {

  @Test
  void theExponentOfAPowerIsFoundWhateverItsFactor() {
    double[] sizes = {8, 16, 64, 100};
    double[] times =
        IntStream.range(0, 4).mapToDouble(i -> 0.7 * Math.pow(sizes[i], 1.5)).toArray();
    assertThat(LayerMeasurement.exponent(sizes, times)).isCloseTo(1.5, within(1e-9));
  }

  @Test
  void oneSizeHasNoExponent() {
    assertThatThrownBy(() -> LayerMeasurement.exponent(new double[] {8}, new double[] {1}))
        .hasMessageContaining("1 sizes and 1 times");
  }

  @ParameterizedTest
  @EnumSource(SequenceLayer.class)
  void everyKindTakesSomeTime(SequenceLayer kind) {
    assertThat(LayerMeasurement.milliseconds(kind, new Settings(16, 8, 3, 5), 3)).isPositive();
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 11, 33})
  void pathsAreThoseThatOneCountsOnPaper(int n) {
    assertThat(LayerMeasurement.path(SequenceLayer.SELF_ATTENTION, n, 5)).isEqualTo(1);
    assertThat(LayerMeasurement.path(SequenceLayer.RECURRENT, n, 5)).isEqualTo(n);
    int reach = 0; // of L layers with dilations 1, 5, 25, …: 2 + 10 + 50 + …
    int layers = 0;
    while (reach < n - 1) {
      reach += 2 * (int) Math.pow(5, layers++);
    }
    assertThat(LayerMeasurement.path(SequenceLayer.CONVOLUTIONAL, n, 5)).isEqualTo(layers);
    assertThat(LayerMeasurement.path(SequenceLayer.RESTRICTED_SELF_ATTENTION, n, 5))
        .isEqualTo(n / 2); // two places to the right a layer, and n is odd
  }

  @Test
  void aKernelThatStepsOverTheEndsIsReported() {
    assertThatThrownBy(() -> LayerMeasurement.path(SequenceLayer.CONVOLUTIONAL, 4, 5))
        .hasMessageContaining("does not depend on the first input");
  }

  @Test
  void oneConvolutionReachesHalfItsKernel() {
    assertThat(LayerMeasurement.moved(SequenceLayer.CONVOLUTIONAL, 5, 1, 3))
        .containsExactly(true, true, false, false, false);
  }
}
