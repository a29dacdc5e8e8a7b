package org.attentionlab.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DropoutMaskTest {

  private static final Shape LARGE = new Shape(400, 1001); // large enough for several threads

  private NDManager manager;
  private int threads;

  @BeforeEach
  void open() {
    Engine.getInstance();
    manager = NDManager.newBaseManager();
    threads = JniUtils.getNumThreads();
  }

  @AfterEach
  void close() {
    JniUtils.setNumThreads(threads);
    manager.close();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.3, 0.5, 0.9})
  void theRateIsKeptAndTheMeanIsOne(double rate) {
    NDArray mask = DropoutMask.draw(manager, LARGE, rate, RandomStream.of(7));
    double n = LARGE.size();
    double dropped = mask.eq(0).toType(mask.getDataType(), true).sum().getFloat() / n;
    double fiveDeviations = 5 * Math.sqrt(rate * (1 - rate) / n);
    assertThat(dropped).isCloseTo(rate, within(fiveDeviations));
    assertThat((double) mask.mean().getFloat())
        .isCloseTo(1, within(fiveDeviations / (1 - rate) + 1e-5));
    assertThat((double) mask.max().getFloat()).isCloseTo(1 / (1 - rate), within(1e-3));
  }

  @Test
  void neighboursAreDroppedIndependently() {
    NDArray mask = DropoutMask.draw(manager, new Shape(100_000, 4), 0.5, RandomStream.of(5));
    for (int distance = 1; distance < 4; distance++) {
      float both = mask.get(":, 0").mul(mask.get(":, " + distance)).mean().getFloat();
      assertThat(both).isCloseTo(1f, within(0.03f)); // E[m m'] = E[m] E[m']
    }
  }

  @Test
  void theMaskDoesNotDependOnTheNumberOfThreads() {
    JniUtils.setNumThreads(1);
    RandomStream one = RandomStream.of(11);
    float[] alone = DropoutMask.draw(manager, LARGE, 0.3, one).toFloatArray();
    JniUtils.setNumThreads(3);
    RandomStream three = RandomStream.of(11);
    assertThat(DropoutMask.draw(manager, LARGE, 0.3, three).toFloatArray()).isEqualTo(alone);
    assertThat(three.state()).isEqualTo(one.state());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 3, 4, 5, 1001, 131_072, 262_147})
  void aRestoredStreamDrawsTheSameMasksOfAnySize(long size) {
    RandomStream stream = RandomStream.of(2);
    DropoutMask.draw(manager, new Shape(size), 0.3, stream);
    long saved = stream.state();
    float[] second = DropoutMask.draw(manager, new Shape(size), 0.3, stream).toFloatArray();
    RandomStream resumed = RandomStream.of(99);
    resumed.restore(saved);
    assertThat(DropoutMask.draw(manager, new Shape(size), 0.3, resumed).toFloatArray())
        .isEqualTo(second);
  }

  @Test
  void masksOfOneStreamDiffer() {
    RandomStream stream = RandomStream.of(2);
    float[] first = DropoutMask.draw(manager, new Shape(64), 0.5, stream).toFloatArray();
    assertThat(DropoutMask.draw(manager, new Shape(64), 0.5, stream).toFloatArray())
        .isNotEqualTo(first);
  }
}
