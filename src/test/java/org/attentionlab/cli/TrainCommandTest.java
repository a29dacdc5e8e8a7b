package org.attentionlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.attentionlab.data.Corpora;
import org.attentionlab.data.SentencePair;
import org.attentionlab.data.Split;
import org.attentionlab.nn.MatrixProduct;
import org.attentionlab.nn.MatrixProductTrial;
import org.attentionlab.text.TextFiles;
import org.attentionlab.training.Checkpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class TrainCommandTest {

  private static final String CONFIG =
      """
      {"size": "mini",
       "sizes": {"layers": 1, "model_width": 32, "inner_width": 32},
       "training": {"batch_tokens": 400, "validate_every": 5, "validation_pairs": 2}}
      """;

  @TempDir Path folder;

  private final String before = System.getProperty(MatrixProductTrial.PROPERTY);
  private final StringWriter errors = new StringWriter();
  private Path pairs;
  private Path config;

  @BeforeEach
  void writeCorpus() throws IOException {
    pairs = folder.resolve("pairs.tsv");
    List<SentencePair> dates = Corpora.named("dates-en-ko").pairs(Split.TRAIN).subList(0, 100);
    TextFiles.writeLines(pairs, dates.stream().map(p -> p.source() + "\t" + p.target()).toList());
    config = Files.writeString(folder.resolve("config.json"), CONFIG);
  }

  @AfterEach
  void forgetTheMatrixProduct() {
    if (before == null) {
      System.clearProperty(MatrixProductTrial.PROPERTY);
    } else {
      System.setProperty(MatrixProductTrial.PROPERTY, before);
    }
    MatrixProduct.choose(MatrixProduct.MKL);
  }

  @ParameterizedTest
  @CsvSource({"mkl, MKL", "onednn, ONE_DNN"})
  void theMatrixProductThatIsAskedForIsTakenAndRemembered(String asked, String taken)
      throws IOException {
    assertThat(train("--matrix-product", asked)).as(errors.toString()).isZero();
    Checkpoint checkpoint = Checkpoint.newest(folder.resolve("out/checkpoint")).orElseThrow();
    assertThat(checkpoint.state().matrixProduct()).isEqualTo(taken);
  }

  @Test
  void anUnknownMatrixProductIsAWrongCallThatNamesTheRightOnes() {
    assertThat(train("--matrix-product", "fast")).isEqualTo(2);
    assertThat(errors.toString().toLowerCase(Locale.ROOT))
        .contains("--matrix-product", "[auto, mkl, onednn]", "fast");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void aWrongConfigurationCanBeCorrectedWithoutResume() throws IOException {
    Files.writeString(config, "{\"training\": {\"warmup\": \"soon\"}}");
    assertThat(train("--matrix-product", "mkl")).isEqualTo(1);
    Files.writeString(config, CONFIG);
    assertThat(train("--matrix-product", "mkl")).as(errors.toString()).isZero();
  }

  private int train(String... more) {
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(new StringWriter()));
    line.setErr(new PrintWriter(errors, true));
    String[] typed = {
      "train",
      pairs.toString(),
      "--tokenizer",
      "character",
      "--config",
      config.toString(),
      "--out",
      folder.resolve("out").toString(),
      "--steps",
      "1",
      "--threads",
      "1",
      more[0],
      more[1]
    };
    return Main.run(line, typed);
  }
}
