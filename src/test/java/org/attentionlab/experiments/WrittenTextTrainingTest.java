package org.attentionlab.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.attentionlab.data.Corpus;
import org.attentionlab.decoding.Translation;
import org.attentionlab.text.BytePairTokenizer;
import org.attentionlab.text.WordTokenizer;
import org.attentionlab.training.Budget;
import org.attentionlab.training.Safetensors;
import org.attentionlab.training.TrainingListener;
import org.attentionlab.training.TrainingStep;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What text written by people needs besides: pieces of words, and averaged weights. */
class WrittenTextTrainingTest {

  private static final String CONFIG =
      """
      {"size": "mini",
       "training": {"batch_tokens": 400, "warmup": 5, "validate_every": 2, "validation_pairs": 4,
                    "merges": 60, "average": 3}}
      """;

  @TempDir static Path shared;
  private static Corpus corpus;
  private static Path config;
  private static Path trained;

  @TempDir Path folder;

  @BeforeAll
  static void trainOnce() throws IOException {
    corpus = SmallCorpora.dates(shared, new WordTokenizer());
    config = Files.writeString(shared.resolve("config.json"), CONFIG);
    trained = shared.resolve("trained");
    experiment(trained).build().run();
  }

  private static TranslationExperimentBuilder experiment(Path out) {
    return TranslationExperiment.builder()
        .setCorpus(corpus)
        .setFolder(out)
        .optConfig(config.toString())
        .optThreads(1)
        .optBudget(Budget.steps(9));
  }

  @Test
  void aModelOfPiecesOfWordsIsSavedWithItsMerges() throws IOException {
    try (SavedTranslator saved = SavedTranslator.load(trained)) {
      assertThat(saved.tokenizer().name()).isEqualTo(BytePairTokenizer.NAME);
      assertThat(BytePairTokenizer.read(trained.resolve("merges.txt")).merges().pairs())
          .hasSize(60);
      Translation said = saved.translator().translate("5 March 2021");
      assertThat(saved.tokenizer().join(said.sourceTokens())).isEqualTo("5 March 2021");
      assertThat(said.unknown()).isEmpty();
    }
  }

  @Test
  void theWeightsAreTheMeanOfTheLastMeasurements() throws IOException {
    Path snapshots = trained.resolve("snapshots");
    assertThat(snapshots.toFile().list())
        .containsExactlyInAnyOrder(
            "step-00000006.safetensors", "step-00000008.safetensors", "step-00000009.safetensors");
    try (NDManager manager = NDManager.newBaseManager()) {
      Map<String, NDArray> weights = weights(trained.resolve("model.safetensors"), manager);
      NDArray sum = null;
      for (int step : new int[] {6, 8, 9}) {
        Path file = snapshots.resolve("step-0000000" + step + ".safetensors");
        NDArray one = weights(file, manager).get("embedding.weight");
        sum = sum == null ? one : sum.add(one);
      }
      float largest = sum.div(3).sub(weights.get("embedding.weight")).abs().max().getFloat();
      assertThat(largest).isLessThan(1e-6f);
    }
  }

  @Test
  void aTrainingCutOffAndResumedAveragesTheSameWeights() throws IOException {
    Path out = folder.resolve("resumed");
    TrainingListener failing =
        new TrainingListener() {
          @Override
          public void step(TrainingStep step) {
            if (step.step() == 7) {
              throw new IllegalStateException("cut off");
            }
          }
        };
    try {
      experiment(out).optListener(failing).build().run();
    } catch (IllegalStateException e) {
      assertThat(e).hasMessageContaining("cut off");
    }
    experiment(out).optResume(true).build().run();
    assertThat(out.resolve("model.safetensors"))
        .hasSameBinaryContentAs(trained.resolve("model.safetensors"));
  }

  @Test
  void aTrainingCutOffAfterItsLastStepStillAveragesTheLastWeights() throws IOException {
    Path out = folder.resolve("unfinished");
    experiment(out).build().run();
    Files.delete(out.resolve("model.json")); // as if it had not come to that
    Files.delete(out.resolve("model.safetensors"));
    Files.delete(out.resolve("snapshots/step-00000009.safetensors"));
    experiment(out).optResume(true).build().run();
    assertThat(out.resolve("model.safetensors"))
        .hasSameBinaryContentAs(trained.resolve("model.safetensors"));
  }

  private static Map<String, NDArray> weights(Path file, NDManager manager) throws IOException {
    return Safetensors.read(file, manager).tensors();
  }
}
