package org.attentionlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.assertj.core.data.Percentage;
import org.attentionlab.data.Batch;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class BenchTrainTest {

  @Test
  void withoutPyTorchItSaysWhatIsMissingAndFails() {
    StringWriter err = new StringWriter();
    CommandLine line = Main.commandLine();
    line.setErr(new PrintWriter(err));
    int status = Main.run(line, "bench", "train", "--python", "/nowhere/python");
    assertThat(status).isNotZero();
    assertThat(err.toString()).contains("/nowhere/python").contains("--python");
  }

  @Test
  void theBatchHasNoPaddingAndAsManyTokensAsItSays() {
    BenchSizes sizes = BenchSizes.tiny(2, false);
    Batch batch = sizes.batch();
    assertThat(batch.size()).isEqualTo(160);
    assertThat(batch.sourceTokens()).isEqualTo(160 * batch.sourceLength()).isEqualTo(160 * 26);
    assertThat(batch.targetTokens()).isEqualTo(sizes.tokens());
  }

  /** Six for each weight and position, and the scores and averages of twelve attentions. */
  @Test
  void theOperationsOfAStepAreThoseOfItsMatrices() {
    BenchSizes sizes = BenchSizes.tiny(2, false);
    long weights = 4 * (4 * 128 * 128 + 2 * 128 * 256) + 4 * (8 * 128 * 128 + 2 * 128 * 256);
    double output = 128 * 10_000;
    double attentions = 12 * 2 * 26 * 128;
    assertThat(sizes.matrixOperations())
        .isCloseTo(6 * 4160 * (weights + output + attentions), Percentage.withPercentage(1e-9));
  }
}
