package org.attentionlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.attentionlab.data.Corpora;
import org.attentionlab.data.SentencePair;
import org.attentionlab.data.Split;
import org.attentionlab.text.TextFiles;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real commands in processes of their own, one of which gets no chance to say goodbye. */
class KilledTrainingTest {

  private static final String CONFIG =
      """
      {"size": "mini",
       "sizes": {"layers": 1, "model_width": 32, "inner_width": 32, "dropout": 0.2},
       "training": {"batch_tokens": 600, "warmup": 20, "validate_every": 8, "validation_pairs": 8}}
      """;
  private static final String STEPS = "40";

  @TempDir Path folder;

  @Test
  @Tag("slow")
  void aTrainingKilledInTheMiddleAndResumedEndsWithTheBitsOfAnUndisturbedOne() throws Exception {
    Path pairs = folder.resolve("pairs.tsv");
    List<SentencePair> dates = Corpora.named("dates-en-ko").pairs(Split.TRAIN).subList(0, 300);
    TextFiles.writeLines(pairs, dates.stream().map(p -> p.source() + "\t" + p.target()).toList());
    Path config = Files.writeString(folder.resolve("config.json"), CONFIG);

    Path whole = folder.resolve("whole");
    Process undisturbed = train("onednn", pairs, config, whole);
    assertThat(undisturbed.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(undisturbed.exitValue()).isZero();

    Path parted = folder.resolve("parted");
    Process victim = train("onednn", pairs, config, parted);
    waitForCheckpoint(parted, victim);
    victim.destroyForcibly().waitFor(); // SIGKILL
    assertThat(parted.resolve("model.safetensors")).as("it was killed in time").doesNotExist();

    // The checkpoint's way of matrix products holds, whatever this process would choose.
    Process resumed = train("mkl", pairs, config, parted, "--resume");
    assertThat(resumed.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(resumed.exitValue()).isZero();

    assertThat(parted.resolve("model.safetensors"))
        .hasSameBinaryContentAs(whole.resolve("model.safetensors"));
    for (String file : List.of("weights.safetensors", "optimizer.safetensors")) {
      assertThat(last(parted).resolve(file)).hasSameBinaryContentAs(last(whole).resolve(file));
    }
    assertThat(withoutSeconds(parted)).isEqualTo(withoutSeconds(whole));
  }

  private Process train(String matrixProduct, Path pairs, Path config, Path out, String... more)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Dattentionlab.matrixProduct=" + matrixProduct,
                "-cp",
                System.getProperty("java.class.path") + File.pathSeparator,
                Main.class.getName(),
                "train",
                pairs.toString(),
                "--tokenizer",
                "character",
                "--out",
                out.toString(),
                "--config",
                config.toString(),
                "--steps",
                STEPS,
                "--threads",
                "1"));
    command.addAll(List.of(more));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("output.txt").toFile())
        .start();
  }

  /** Waits until the training has saved itself somewhere after the start. */
  private static void waitForCheckpoint(Path out, Process process) throws Exception {
    for (int i = 0; i < 6000 && process.isAlive(); i++) {
      if (Files.isDirectory(out.resolve("checkpoint"))
          && !last(out).endsWith("step-00000000")
          && Files.exists(last(out).resolve("state.json"))) {
        return;
      }
      Thread.sleep(10);
    }
    throw new AssertionError("There was no checkpoint before the training ended.");
  }

  private static Path last(Path out) throws IOException {
    try (Stream<Path> folders = Files.list(out.resolve("checkpoint"))) {
      return folders
          .filter(f -> f.getFileName().toString().startsWith("step-"))
          .max(java.util.Comparator.naturalOrder())
          .orElse(Path.of("step-00000000"));
    }
  }

  private static List<String> withoutSeconds(Path out) throws IOException {
    return Files.readAllLines(out.resolve("log.csv")).stream()
        .map(line -> line.replaceFirst("^(\\d+,\\d+),[^,]*", "$1"))
        .toList();
  }
}
