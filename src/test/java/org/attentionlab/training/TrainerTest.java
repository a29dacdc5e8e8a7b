package org.attentionlab.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.attentionlab.transformer.Transformer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {

  @TempDir Path folder;
  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void aSmallTransformerLearnsToCopy() {
    Transformer model = CopyTask.model(manager, 1);
    try (Trainer trainer = CopyTask.trainer(model).build()) {
      TrainingResult result = trainer.train(Budget.steps(150));
      assertThat(result.end()).isEqualTo(TrainingResult.End.BUDGET_SPENT);
      assertThat(result.log().rows()).hasSize(150);
      assertThat(result.log().rows().get(149).loss())
          .isLessThan(0.75 * result.log().rows().get(0).loss());
      assertThat(result.log().table().columnNames()).contains("learning rate", "loss");
    }
  }

  @Test
  void equalSeedsGiveEqualBitsAndOtherSeedsDoNot() {
    assertThat(trained(7)).usingRecursiveComparison().isEqualTo(trained(7));
    assertThat(trained(7).get("embedding.weight")).isNotEqualTo(trained(8).get("embedding.weight"));
  }

  private Map<String, float[]> trained(long seed) {
    Transformer model = CopyTask.model(manager, seed);
    try (Trainer trainer = CopyTask.trainer(model).optClipping(1).build()) {
      trainer.train(Budget.steps(25));
    }
    return bits(model);
  }

  @Test
  void aResumedTrainingEndsWithTheBitsOfAnUndisturbedOne() throws IOException {
    Transformer whole = CopyTask.model(manager, 7);
    try (Trainer trainer = CopyTask.trainer(whole).build()) {
      trainer.train(Budget.steps(25));
    }
    Transformer first = CopyTask.model(manager, 7);
    try (Trainer trainer = CopyTask.trainer(first).optCheckpoints(folder).build()) {
      trainer.train(Budget.steps(11)); // in the middle of an epoch
    }
    Transformer second = CopyTask.model(manager, 99); // all its weights come from the checkpoint
    try (Trainer trainer = CopyTask.trainer(second).optCheckpoints(folder).build()) {
      trainer.resume(Checkpoint.newest(folder).orElseThrow());
      TrainingResult result = trainer.train(Budget.steps(25));
      assertThat(result.log().rows()).hasSize(25);
    }
    assertThat(bits(second)).usingRecursiveComparison().isEqualTo(bits(whole));
  }

  @Test
  void anInterruptStopsWithinOneBatchAndTheTrainingCanGoOn() {
    Transformer model = CopyTask.model(manager, 7);
    List<Long> steps = new ArrayList<>();
    TrainingListener pressStop =
        new TrainingListener() {
          @Override
          public void step(TrainingStep step) {
            steps.add(step.step());
            if (step.step() == 4) {
              Thread.currentThread().interrupt();
            }
          }
        };
    Transformer whole = CopyTask.model(manager, 7);
    try (Trainer stopped =
            CopyTask.trainer(model).optListener(pressStop).optCheckpoints(folder).build();
        Trainer undisturbed = CopyTask.trainer(whole).build()) {
      TrainingResult result = stopped.train(Budget.steps(20));
      assertThat(result.end()).isEqualTo(TrainingResult.End.STOPPED);
      assertThat(steps).containsExactly(1L, 2L, 3L, 4L);
      assertThat(folder.resolve("step-00000004")).isDirectory();
      assertThat(Thread.interrupted()).as("the flag is left for loops around").isTrue();
      assertThat(stopped.train(Budget.steps(20)).state().step()).isEqualTo(20);
      undisturbed.train(Budget.steps(20));
    }
    assertThat(bits(model)).usingRecursiveComparison().isEqualTo(bits(whole));
  }

  @Test
  void trainingOnAnotherThreadGivesTheSameBits() throws InterruptedException {
    Map<String, Map<String, float[]>> found = new LinkedHashMap<>();
    Thread other = new Thread(() -> found.put("there", trained(7)));
    other.start();
    other.join();
    assertThat(found.get("there")).usingRecursiveComparison().isEqualTo(trained(7));
  }

  @Test
  void aLearningRateThatIsFarTooHighEndsWithAClearMessageAndTheCheckpointStays()
      throws IOException {
    Transformer model = CopyTask.model(manager, 7);
    LearningRateSchedule mad = (step, spent) -> step < 4 ? 1e-3 : 1e38;
    try (Trainer trainer =
        CopyTask.trainer(model)
            .setSchedule(mad)
            .optCheckpoints(folder)
            .optCheckpointEvery(Duration.ZERO)
            .build()) {
      assertThatThrownBy(() -> trainer.train(Budget.steps(50)))
          .isInstanceOf(DivergedException.class)
          .hasMessageContaining("at step")
          .hasMessageContaining("learning rate");
    }
    assertThat(Checkpoint.newest(folder)).isPresent();
    // A fresh training is not harmed by what the failed one left behind.
    assertThat(trained(7)).usingRecursiveComparison().isEqualTo(trained(7));
  }

  @Test
  void theBestMeasurementIsKeptWhenLaterOnesAreWorse() throws IOException {
    Transformer model = CopyTask.model(manager, 7);
    Map<Long, Map<String, float[]>> weights = new LinkedHashMap<>();
    double[] exact = {10, 30, 20, 5};
    Validation scripted =
        m -> {
          int call = weights.size();
          weights.put((long) call, bits(model));
          return new ValidationResult(1, OptionalDouble.of(exact[call]));
        };
    try (Trainer trainer =
        CopyTask.trainer(model).optValidation(scripted, 5).optCheckpoints(folder).build()) {
      TrainingResult result = trainer.train(Budget.steps(20));
      assertThat(result.state().best().step()).isEqualTo(10);
      assertThat(result.last().orElseThrow().exactMatch()).hasValue(5);
      assertThat(result.log().rows().get(9).validation().exactMatch()).hasValue(30);
    }
    Checkpoint newest = Checkpoint.newest(folder).orElseThrow();
    assertThat(newest.state().step()).isEqualTo(20);
    assertThat(newest.bestWeights(manager).get("embedding.weight").toFloatArray())
        .isEqualTo(weights.get(1L).get("embedding.weight"));
    assertThat(newest.weights(manager).get("embedding.weight").toFloatArray())
        .isEqualTo(weights.get(3L).get("embedding.weight"));
    assertThat(newest.log().csv()).contains(",30.0\n");
  }

  @Test
  void anUnfinishedCheckpointIsNeverRead() throws IOException {
    Transformer model = CopyTask.model(manager, 7);
    try (Trainer trainer = CopyTask.trainer(model).optCheckpoints(folder).build()) {
      trainer.train(Budget.steps(3));
    }
    Path unfinished = Files.createDirectory(folder.resolve(".unfinished-step-00000009"));
    Files.writeString(unfinished.resolve("weights.safetensors"), "half");
    assertThat(Checkpoint.newest(folder).orElseThrow().state().step()).isEqualTo(3);
  }

  @Test
  void aCheckpointMovedAsideWhenThePowerWasCutIsFoundAndRestsAreTidiedUp() throws IOException {
    Transformer model = CopyTask.model(manager, 7);
    try (Trainer trainer = CopyTask.trainer(model).optCheckpoints(folder).build()) {
      trainer.train(Budget.steps(3));
      Files.move(folder.resolve("step-00000003"), folder.resolve(".aside-step-00000003"));
      Files.createDirectory(folder.resolve(".unfinished-step-00000009"));
      Files.createDirectory(folder.resolve("step-00000001")); // half deleted

      assertThat(Checkpoint.newest(folder).orElseThrow().state().step()).isEqualTo(3);

      trainer.train(Budget.steps(4));
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(folder.resolve("step-00000004"));
    }
  }

  @Test
  void aCheckpointThatCannotBeWrittenIsReportedAtTheVeryStart() throws IOException {
    Path file = Files.writeString(folder.resolve("occupied"), "a file where a folder should be");
    Transformer model = CopyTask.model(manager, 7);
    try (Trainer trainer = CopyTask.trainer(model).optCheckpoints(file).build()) {
      assertThatThrownBy(() -> trainer.train(Budget.steps(3)))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("occupied");
      assertThat(trainer.log().rows()).isEmpty();
    }
    assertThat(file).hasContent("a file where a folder should be");
  }

  @Test
  void theManagersOfTheModelHoldNoMoreArraysAfterManySteps() {
    Transformer model = CopyTask.model(manager, 7);
    try (Trainer trainer = CopyTask.trainer(model).optClipping(1).build()) {
      trainer.train(Budget.steps(3));
      int arrays = manager.getManagedArrays().size();
      trainer.train(Budget.steps(40));
      assertThat(manager.getManagedArrays().size()).isEqualTo(arrays);
    }
  }

  @Test
  void theFastLossIsTheUsualOneAndEqualsThePlainOneInATraining() {
    LabelSmoothing plain = new LabelSmoothing(0.1, 0);
    List<Double> losses = new ArrayList<>();
    for (SequenceLoss loss : List.of(plain, new ChunkedLabelSmoothing(plain, 16))) {
      Transformer model = CopyTask.model(manager, 7);
      try (Learner learner = new Learner(model, loss, Optional.empty())) {
        for (int i = 0; i < 3; i++) {
          losses.add(learner.learn(CopyTask.batches(16, 400).epoch(0).get(0), 0.01).loss());
        }
      }
    }
    assertThat(losses.subList(0, 3))
        .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-5 ? 0 : Double.compare(a, b))
        .isEqualTo(losses.subList(3, 6));
  }

  private static Map<String, float[]> bits(Transformer model) {
    Map<String, float[]> bits = new LinkedHashMap<>();
    for (Map.Entry<String, NDArray> weight : Weights.of(model).entrySet()) {
      bits.put(weight.getKey(), weight.getValue().toFloatArray());
    }
    return bits;
  }
}
