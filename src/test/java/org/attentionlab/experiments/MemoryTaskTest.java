package org.attentionlab.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.data.Offset;
import org.attentionlab.nn.RandomStream;
import org.attentionlab.recurrent.Seq2SeqConfig.Cell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MemoryTaskTest {

  private static final int ROWS = 400;

  @Test
  void theFirstSymbolIsTheAnswerAndTheOnlyOneWithAMark() {
    try (NDManager manager = NDManager.newBaseManager()) {
      FirstSymbolTask task = new FirstSymbolTask(5, 7);
      MemoryTask.Samples samples = task.samples(ROWS, RandomStream.of(3), manager);
      NDArray symbols = samples.inputs().get(":, :, :5"); // (B, T, symbols)
      assertThat(symbols.get(":, 0").argMax(-1).toLongArray())
          .isEqualTo(samples.answers().toLongArray());
      assertThat(symbols.sum(new int[] {2}).toFloatArray()).hasSize(ROWS * 8).containsOnly(1);
      NDArray marks = samples.inputs().get(":, :, 5"); // (B, T)
      assertThat(marks.get(":, 0").toFloatArray()).containsOnly(1);
      assertThat(marks.get(":, 1:").toFloatArray()).containsOnly(0);
      // 400 draws of 5 symbols at each step: 80 each
      for (float count : symbols.sum(new int[] {0}).toFloatArray()) {
        assertThat(count).isBetween(40f, 120f);
      }
      assertThat(task.chancePercent()).isEqualTo(20);
    }
  }

  @Test
  void practiceHasEveryDistanceOfTheRange() {
    try (NDManager manager = NDManager.newBaseManager()) {
      FirstSymbolTask task = new FirstSymbolTask(5, 7);
      RandomStream stream = RandomStream.of(3);
      Set<Long> steps = new TreeSet<>();
      for (int i = 0; i < 100; i++) {
        steps.add(task.practice(1, stream, manager).inputs().getShape().get(1));
      }
      assertThat(steps).containsExactly(2L, 3L, 4L, 5L, 6L, 7L, 8L); // distance + 1
    }
  }

  @Test
  void theSubjectDecidesTheVerbWhateverStandsBetween() {
    try (NDManager manager = NDManager.newBaseManager()) {
      AgreementTask task = new AgreementTask(2);
      long[][] inputs = symbols(task, manager);
      long[] answers = answers(task, manager).toLongArray();
      int asTheLastNoun = 0;
      for (int row = 0; row < ROWS; row++) {
        List<String> words =
            Arrays.stream(inputs[row])
                .mapToObj(id -> AgreementTask.vocabulary().get((int) id))
                .toList();
        assertThat(AgreementTask.ids(String.join(" ", words))).isEqualTo(inputs[row]);
        assertThat(isPlural(words.get(1))).isEqualTo(answers[row] == 1);
        asTheLastNoun += isPlural(words.get(7)) == isPlural(words.get(1)) ? 1 : 0;
      }
      assertThat(asTheLastNoun).isBetween(ROWS * 4 / 10, ROWS * 6 / 10);
    }
  }

  private static boolean isPlural(String noun) {
    return noun.endsWith("s"); // box is singular; no singular of ours ends in s
  }

  @Test
  void eachCopiedSymbolComesBackAfterTheDistance() {
    try (NDManager manager = NDManager.newBaseManager()) {
      CopyTask task = new CopyTask(3, 5);
      long[] answers = answers(task, manager).toLongArray();
      long[][] inputs = symbols(task, manager);
      for (int row = 0; row < ROWS; row++) {
        assertThat(Arrays.copyOf(inputs[row], 3))
            .isEqualTo(Arrays.copyOfRange(answers, 3 * row, 3 * row + 3));
        assertThat(Arrays.copyOfRange(inputs[row], 3, 8)).containsExactly(8, 8, 9, 9, 9);
      }
    }
  }

  @Test
  void twoNumbersAreMarkedOneInEachHalfAndTheirSumIsTheAnswer() {
    try (NDManager manager = NDManager.newBaseManager()) {
      MemoryTask.Samples samples = new AddingTask(9).samples(ROWS, RandomStream.of(3), manager);
      NDArray marks = samples.inputs().get(":, :, 1"); // (B, T)
      NDArray sums = samples.inputs().get(":, :, 0").mul(marks).sum(new int[] {1}); // (B)
      assertThat(sums.toFloatArray())
          .containsExactly(samples.answers().toFloatArray(), Offset.offset(1e-6f));
      assertThat(marks.get(":, :4").sum(new int[] {1}).toFloatArray()).containsOnly(1);
      assertThat(marks.get(":, 4:").sum(new int[] {1}).toFloatArray()).containsOnly(1);
    }
  }

  @Test
  void alwaysSayingTheMeanGivesTheChanceOfAdding() {
    try (NDManager manager = NDManager.newBaseManager()) {
      AddingTask task = new AddingTask(4);
      NDArray answers = task.samples(20_000, RandomStream.of(3), manager).answers();
      NDArray one = manager.ones(new Shape(20_000, 1, 1));
      double right = task.right(one, answers).toType(DataType.FLOAT32, false).mean().getFloat();
      assertThat(100 * right).isCloseTo(task.chancePercent(), Offset.offset(0.6));
      assertThat((double) task.loss(one, answers).getFloat())
          .isCloseTo(1 / 6.0, Offset.offset(5e-3));
    }
  }

  @Test
  void theLossOfASymbolIsMinusTheLogarithmOfItsProbability() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray outputs = manager.create(new float[] {1, 2, 3, 0}, new Shape(2, 1, 2));
      NDArray answers = manager.create(new long[] {1, 1}, new Shape(2, 1));
      FirstSymbolTask task = new FirstSymbolTask(2, 3);
      double expected = (Math.log1p(Math.exp(-1)) + Math.log1p(Math.exp(3))) / 2;
      assertThat((double) task.loss(outputs, answers).getFloat())
          .isCloseTo(expected, Offset.offset(1e-6));
      assertThat(task.right(outputs, answers).toBooleanArray()).containsExactly(true, false);
    }
  }

  @ParameterizedTest
  @EnumSource(Cell.class)
  void everyCellLearnsAShortDistanceFromChance(Cell cell) {
    try (MemoryTraining training =
        new MemoryTraining(new FirstSymbolTask(4, 3), cell, MemoryConfig.usual(), 1)) {
      assertThat(training.accuracyPercent(2000)).isCloseTo(25, Offset.offset(10.0));
      for (int i = 0; i < 150; i++) {
        training.step();
      }
      assertThat(training.accuracyPercent(500)).isGreaterThan(99);
    }
  }

  @Test
  void equalSeedsGiveEqualNumbersAndOtherSeedsOthers() {
    double[] first = losses(7);
    assertThat(losses(7)).isEqualTo(first);
    assertThat(losses(8)).isNotEqualTo(first);
  }

  @Test
  void impossibleDistancesAreRefused() {
    assertThatThrownBy(() -> new FirstSymbolTask(0)).hasMessageContaining("distance");
    assertThatThrownBy(() -> new CopyTask(5, 4)).hasMessageContaining("distance");
    assertThatThrownBy(() -> new AddingTask(1)).hasMessageContaining("2 steps");
  }

  private static double[] losses(long seed) {
    try (MemoryTraining training =
        new MemoryTraining(new AddingTask(6), Cell.LSTM, MemoryConfig.usual(), seed)) {
      return new double[] {
        training.step(), training.step(), training.step(), training.accuracyPercent(300)
      };
    }
  }

  private static long[][] symbols(MemoryTask task, NDManager manager) {
    NDArray inputs = task.samples(ROWS, RandomStream.of(3), manager).inputs().argMax(-1); // (B, T)
    long[] flat = inputs.toLongArray();
    int steps = flat.length / ROWS;
    long[][] rows = new long[ROWS][];
    Arrays.setAll(rows, row -> Arrays.copyOfRange(flat, row * steps, (row + 1) * steps));
    return rows;
  }

  private static NDArray answers(MemoryTask task, NDManager manager) {
    return task.samples(ROWS, RandomStream.of(3), manager).answers();
  }
}
