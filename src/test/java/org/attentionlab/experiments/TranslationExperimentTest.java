package org.attentionlab.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.attentionlab.data.Corpus;
import org.attentionlab.data.PairFile;
import org.attentionlab.data.SentencePair;
import org.attentionlab.data.Split;
import org.attentionlab.text.CharacterTokenizer;
import org.attentionlab.text.TextFiles;
import org.attentionlab.training.Budget;
import org.attentionlab.training.TrainingListener;
import org.attentionlab.training.TrainingResult;
import org.attentionlab.training.TrainingStep;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TranslationExperimentTest {

  private static final String CONFIG =
      """
      {"size": "mini",
       "training": {"batch_tokens": 800, "warmup": 5, "validate_every": 4, "validation_pairs": 4}}
      """;

  @TempDir static Path shared;
  private static Corpus corpus;
  private static Path config;
  private static Path trained;

  @TempDir Path folder;

  @BeforeAll
  static void trainOnce() throws IOException {
    corpus = SmallCorpora.dates(shared, new CharacterTokenizer());
    config = Files.writeString(shared.resolve("config.json"), CONFIG);
    trained = shared.resolve("trained");
    experiment(trained, 4).build().run();
  }

  private static TranslationExperimentBuilder experiment(Path out, long steps) {
    return TranslationExperiment.builder()
        .setCorpus(corpus)
        .setFolder(out)
        .optConfig(config.toString())
        .optThreads(1)
        .optBudget(Budget.steps(steps));
  }

  @Test
  void theFolderHoldsAllThatATranslatorNeeds() throws IOException {
    assertThat(trained)
        .isDirectoryContaining("glob:**/model.safetensors")
        .isDirectoryContaining("glob:**/model.json")
        .isDirectoryContaining("glob:**/vocabulary.txt")
        .isDirectoryContaining("glob:**/log.csv");
    try (SavedTranslator saved = SavedTranslator.load(trained)) {
      assertThat(saved.kind()).isEqualTo("transformer");
      assertThat(saved.translator().translate("5 March 2021").sourceTokens()).contains("5", "M");
      assertThat(saved.description().getAsJsonObject("provenance").get("machine").getAsString())
          .contains("cores");
      assertThat(saved.description().getAsJsonObject("result").get("steps").getAsLong())
          .isEqualTo(4);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"seq2seq", "seq2seq-attention"})
  void recurrentModelsGoTheSameWay(String kind) throws IOException {
    Path out = folder.resolve(kind);
    experiment(out, 2).optModel(kind).build().run();
    try (SavedTranslator saved = SavedTranslator.load(out)) {
      assertThat(saved.kind()).isEqualTo(kind);
      saved.translator().translate("5 March 2021");
    }
  }

  @Test
  void aUsedFolderIsNotTouchedWithoutResume() throws IOException {
    byte[] before = Files.readAllBytes(trained.resolve("model.safetensors"));
    assertThatThrownBy(() -> experiment(trained, 9).build().run())
        .hasMessageContaining("already exists")
        .hasMessageContaining("--resume");
    assertThat(trained.resolve("model.safetensors")).hasBinaryContent(before);
  }

  @Test
  void aFirstStartThatFailsLeavesNothingAndCanBeRepeated() throws IOException {
    Path out = folder.resolve("repeated");
    TrainingListener failing =
        new TrainingListener() {
          @Override
          public void step(TrainingStep step) {
            assertThat(out).isDirectoryContaining("glob:**/vocabulary.txt");
            throw new IllegalStateException("a failure in the first step");
          }
        };
    assertThatThrownBy(() -> experiment(out, 2).optListener(failing).build().run())
        .hasMessage("a failure in the first step");
    assertThat(out).doesNotExist();
    assertThat(experiment(out, 2).build().run().state().step()).isEqualTo(2);
  }

  @Test
  void whatAFailureAfterACheckpointLeavesIsKeptForResuming() throws IOException {
    Path out = folder.resolve("kept");
    TrainingListener failing =
        new TrainingListener() {
          @Override
          public void step(TrainingStep step) {
            if (step.step() == 6) { // validated and saved after step 4
              throw new IllegalStateException("a failure in step 6");
            }
          }
        };
    assertThatThrownBy(() -> experiment(out, 8).optListener(failing).build().run())
        .hasMessage("a failure in step 6");
    assertThatThrownBy(() -> experiment(out, 8).build().run()).hasMessageContaining("--resume");
    TrainingResult result = experiment(out, 8).optResume(true).build().run();
    assertThat(result.state().step()).isEqualTo(8);
  }

  @Test
  void aTrainingKilledBeforeItsFirstCheckpointCanBeStartedAgainButForeignFilesAreSafe()
      throws IOException {
    Path out = Files.createDirectories(folder.resolve("killed"));
    Files.copy(trained.resolve("vocabulary.txt"), out.resolve("vocabulary.txt"));
    Path unfinished = out.resolve("checkpoint").resolve(".unfinished-step-00000000");
    Files.writeString(Files.createDirectories(unfinished).resolve("log.csv"), "half a li");
    Path foreign = Files.writeString(out.resolve("thesis.txt"), "mine");
    assertThatThrownBy(() -> experiment(out, 1).build().run()).hasMessageContaining("not empty");
    assertThat(foreign).hasContent("mine");
    Files.delete(foreign);
    assertThat(experiment(out, 1).build().run().state().step()).isEqualTo(1);
    assertThat(unfinished).doesNotExist();
  }

  @Test
  void resumingWithAnotherSeedModelOrConfigurationIsRefused() {
    assertThatThrownBy(() -> experiment(trained, 9).optResume(true).optSeed(5L).build().run())
        .hasMessageContaining("with 1 as --seed, not 5");
    assertThatThrownBy(
            () -> experiment(trained, 9).optResume(true).optModel("seq2seq").build().run())
        .hasMessageContaining("--model");
    assertThatThrownBy(() -> experiment(trained, 9).optResume(true).optConfig("tiny").build().run())
        .hasMessageContaining("--config");
  }

  @Test
  void stoppingLeavesAUsableModelAndResumingFinishesIt() throws IOException {
    Path out = folder.resolve("stopped");
    List<TranslationExperiment> running = new ArrayList<>();
    TrainingListener stopAtThree =
        new TrainingListener() {
          @Override
          public void step(TrainingStep step) {
            if (step.step() == 3) {
              running.get(0).stop();
            }
          }
        };
    running.add(experiment(out, 6).optListener(stopAtThree).build());
    assertThat(running.get(0).run().end()).isEqualTo(TrainingResult.End.STOPPED);
    SavedTranslator.load(out).close();
    TrainingResult result = experiment(out, 6).optResume(true).build().run();
    assertThat(result.state().step()).isEqualTo(6);
    assertThat(Files.readAllLines(out.resolve("log.csv"))).hasSize(7);
  }

  @Test
  void damagedFoldersAreExplained() throws IOException {
    assertThatThrownBy(() -> SavedTranslator.load(folder.resolve("none")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("not the folder of a trained model")
        .hasMessageContaining("./course train");

    Path copy = copyOf(trained);
    byte[] weights = Files.readAllBytes(copy.resolve("model.safetensors"));
    Files.write(copy.resolve("model.safetensors"), Arrays.copyOf(weights, weights.length / 2));
    assertThatThrownBy(() -> SavedTranslator.load(copy)).hasMessageContaining("cut short");

    Path other = folder.resolve("other");
    experiment(other, 1).optModel("seq2seq").build().run();
    Files.copy(
        other.resolve("model.safetensors"),
        copy.resolve("model.safetensors"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    assertThatThrownBy(() -> SavedTranslator.load(copy))
        .hasMessageContaining("belong to another model")
        .hasMessageContaining("not in the file");

    Files.writeString(copy.resolve("model.json"), "{ half");
    assertThatThrownBy(() -> SavedTranslator.load(copy)).hasMessageContaining("model.json");
  }

  @Test
  void configurationsWithUnknownOrImpossibleNumbersAreRefusedByName() throws IOException {
    assertThatThrownBy(() -> experiment(folder.resolve("a"), 1).optConfig("huge").build().run())
        .hasMessageContaining("huge")
        .hasMessageContaining("tiny");
    Path bad = folder.resolve("bad.json");
    Files.writeString(bad, "{\"sizes\": {\"layer\": 2}}");
    assertThatThrownBy(
            () -> experiment(folder.resolve("a"), 1).optConfig(bad.toString()).build().run())
        .hasMessageContaining("\"layer\"")
        .hasMessageContaining("layers");
    Files.writeString(bad, "{\"sizes\": {\"heads\": 3}}");
    assertThatThrownBy(
            () -> experiment(folder.resolve("a"), 1).optConfig(bad.toString()).build().run())
        .hasMessageContaining("multiple of h");
    Files.writeString(bad, "{\"training\": {\"warmup\": \"soon\"}}");
    assertThatThrownBy(
            () -> experiment(folder.resolve("a"), 1).optConfig(bad.toString()).build().run())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("bad.json");
    assertThat(folder.resolve("a")).doesNotExist();
  }

  @Test
  void unknownModelsAndDevicesAreRefused() {
    assertThatThrownBy(() -> experiment(folder.resolve("a"), 1).optModel("bert").build().run())
        .hasMessageContaining("bert")
        .hasMessageContaining("transformer");
    assertThatThrownBy(() -> Processor.named("tpu")).hasMessageContaining("cpu or gpu");
  }

  @Test
  void aFileOfPairsNamesTheLineThatIsNone() throws IOException {
    Path file = folder.resolve("mine.tsv");
    Files.writeString(file, "a\tb\n\nonly one side\n");
    assertThatThrownBy(() -> PairFile.read(file, new CharacterTokenizer()))
        .hasMessageContaining("mine.tsv, line 3")
        .hasMessageContaining("tab");
    Files.write(file, "a\tb\nc\t\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> PairFile.read(file, new CharacterTokenizer()))
        .hasMessageContaining("not UTF-8")
        .hasMessageContaining("line 2");
  }

  @Test
  void equalSourcesOfAFileNeverLieInTwoSplits() throws IOException {
    Path file = folder.resolve("mine.tsv");
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      lines.add("sentence " + i % 500 + "\ttarget " + i);
    }
    TextFiles.writeLines(file, lines);
    PairFile pairs = PairFile.read(file, new CharacterTokenizer());
    List<List<String>> sources = new ArrayList<>();
    for (Split split : Split.values()) {
      sources.add(pairs.pairs(split).stream().map(SentencePair::source).distinct().toList());
    }
    assertThat(sources.get(0)).doesNotContainAnyElementsOf(sources.get(1));
    assertThat(sources.get(0)).doesNotContainAnyElementsOf(sources.get(2));
    assertThat(sources.get(1)).doesNotContainAnyElementsOf(sources.get(2));
    assertThat(sources.get(1).size()).isBetween(5, 60);
    assertThat(sources.get(2).size()).isBetween(5, 60);
  }

  private Path copyOf(Path model) throws IOException {
    Path copy = Files.createDirectories(folder.resolve("copy"));
    for (String name : List.of("model.safetensors", "model.json", "vocabulary.txt")) {
      Files.copy(model.resolve(name), copy.resolve(name));
    }
    return copy;
  }
}
