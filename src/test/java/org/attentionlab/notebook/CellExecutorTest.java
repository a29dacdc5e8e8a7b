package org.attentionlab.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.pytorch.jni.JniUtils;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CellExecutorTest {

  /** Built like the kernels: a pool behind a few private fields. */
  private static final class FakeKernel {
    private final Map<String, Object> controls = new HashMap<>(Map.of("one", new Control()));
  }

  private static final class Control {
    private final ExecutorService executor =
        Executors.newCachedThreadPool(task -> new Thread(task, "kernel-1"));
  }

  private final FakeKernel kernel = new FakeKernel();
  private final Control control = (Control) kernel.controls.get("one");

  @AfterEach
  void stop() {
    control.executor.shutdownNow();
  }

  @Test
  void cellsRunOnThreadsThatDoNotRecordGradients() throws Exception {
    ai.djl.engine.Engine.getInstance();
    assertThat(control.executor.submit(JniUtils::isGradMode).get()).isTrue();
    control.executor.shutdownNow();

    assertThat(CellExecutor.replaceIn(kernel, "controls", "executor")).isTrue();

    assertThat(control.executor.submit(JniUtils::isGradMode).get()).isFalse();
    assertThat(control.executor.submit(() -> Thread.currentThread().getName()).get())
        .isEqualTo("kernel-1"); // JJava knows its own threads by their names
  }

  @Test
  void anInterruptReachesTheCell() throws Exception {
    CellExecutor.replaceIn(kernel, "controls", "executor");
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);

    var running =
        control.executor.submit(
            () -> {
              started.countDown();
              while (!Interrupt.asked()) {
                Thread.onSpinWait();
              }
              stopped.countDown();
            });
    assertThat(started.await(30, TimeUnit.SECONDS)).isTrue();
    running.cancel(true);

    assertThat(stopped.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void anExceptionOfACellKeepsItsTypeAndLosesTheFramesOfTheLibraries() {
    CellExecutor.replaceIn(kernel, "controls", "executor");
    IllegalStateException thrown = new IllegalStateException("the message");
    StackTraceElement library = new StackTraceElement("a.Library", "call", "Library.java", 1);
    StackTraceElement cell = new StackTraceElement("REPL.$JShell$12", "do_it$", "", 1);
    thrown.setStackTrace(
        Stream.concat(Stream.generate(() -> library).limit(30), Stream.of(cell))
            .toArray(StackTraceElement[]::new));

    assertThatThrownBy(
            () ->
                control
                    .executor
                    .submit(
                        () -> {
                          throw new InvocationTargetException(thrown);
                        })
                    .get())
        .rootCause()
        .isSameAs(thrown);
    assertThat(thrown.getStackTrace()).hasSize(5).endsWith(cell);
  }

  @Test
  void aShortTraceAndOneFromOutsideOfCellsStayAsTheyAre() {
    StackTraceElement[] trace = new Throwable().getStackTrace();

    assertThat(CellExecutor.trimmed(trace)).isSameAs(trace);
    assertThat(CellExecutor.trimmed(Arrays.copyOf(trace, 1))).hasSize(1);
    assertThat(CellExecutor.trimmed(new StackTraceElement[0])).isEmpty();
  }

  @Test
  void aKernelThatHidesItsThreadsElsewhereIsLeftAlone() {
    ExecutorService before = control.executor;

    assertThat(CellExecutor.replaceIn(kernel, "controls", "noSuchField")).isFalse();
    assertThat(CellExecutor.replaceIn(kernel, "controls")).isFalse();
    assertThat(control.executor).isSameAs(before);
  }

  @Test
  void startingOnAConsoleTurnsRecordingOffAndChangesNoDisplay() throws Exception {
    Display before = Display.current();

    boolean records =
        control
            .executor
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
}
