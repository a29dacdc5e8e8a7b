package org.attentionlab.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.pytorch.jni.JniUtils;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KernelThreadsTest {

  private final ExecutorService executor = Executors.newCachedThreadPool();
  private final Map<String, Object> holder = new WeakHashMap<>(Map.of("one", this));

  @AfterEach
  void stop() {
    executor.shutdownNow();
  }

  @Test
  void aNewThreadOfTheKernelDoesNotRecordGradients() throws Exception {
    assertThat(executor.submit(() -> recordsInAFreshThread()).get()).isTrue();

    assertThat(KernelThreads.prepareAll(this, "holder", "executor")).isTrue();

    // Two at once, so that at least one thread is new.
    var first = executor.submit(KernelThreadsTest::recordsAfterAMoment);
    var second = executor.submit(KernelThreadsTest::recordsAfterAMoment);
    assertThat(first.get() && second.get()).isFalse();
  }

  @Test
  void aKernelThatHidesItsThreadsElsewhereIsLeftAlone() {
    assertThat(KernelThreads.prepareAll(this, "noSuchField")).isFalse();
    assertThat(KernelThreads.prepareAll(this, "holder")).isFalse();
  }

  @Test
  void startingOnAConsoleTurnsRecordingOffAndChangesNoDisplay() throws Exception {
    Display before = Display.current();

    boolean records =
        executor
            .submit(
                () -> {
                  Lab.start();
                  Lab.start();
                  return JniUtils.isGradMode();
                })
            .get();

    assertThat(records).isFalse();
    assertThat(Display.current()).isSameAs(before);
  }

  private static boolean recordsInAFreshThread() {
    ai.djl.engine.Engine.getInstance();
    JniUtils.setGradMode(true); // as in any thread but the one that loaded the engine
    return JniUtils.isGradMode();
  }

  private static boolean recordsAfterAMoment() throws InterruptedException {
    Thread.sleep(100);
    return JniUtils.isGradMode();
  }
}
