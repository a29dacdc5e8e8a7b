package org.attentionlab.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.attentionlab.experiments.SpectralRadiusSweep.Curve;
import org.attentionlab.recurrent.RnnCell.Activation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpectralRadiusSweepTest {

  private static final double[] RADII = {0.5, 0.8, 0.95, 1, 1.05, 1.3, 2};

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void withoutTanhTheFactorAStepIsTheSpectralRadius(long seed) {
    for (Curve curve : SpectralRadiusSweep.of(Activation.LINEAR, seed).measure(RADII)) {
      assertThat(curve.factor(20, 100) / curve.radius())
          .as("radius %s", curve.radius())
          .isCloseTo(1, within(0.1));
      assertThat(curve.largestSingularValue()).isGreaterThan(1.3 * curve.radius());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theBoundByTheLargestSingularValueIsNeverCrossed(long seed) {
    for (Activation activation : Activation.values()) {
      for (Curve curve : SpectralRadiusSweep.of(activation, seed).measure(RADII)) {
        assertThat(curve.closestToBound()).as("%s", curve.radius()).isLessThanOrEqualTo(1 + 1e-5);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.8, 1, 1.3})
  void tanhTakesAwayFromEveryStep(double radius) {
    Curve linear = SpectralRadiusSweep.of(Activation.LINEAR, 1).measure(radius).get(0);
    Curve tanh = SpectralRadiusSweep.of(Activation.TANH, 1).measure(radius).get(0);
    assertThat(tanh.norms()[0]).isEqualTo(linear.norms()[0]);
    assertThat(tanh.factor(20, 100)).isLessThan(linear.factor(20, 100));
  }
}
