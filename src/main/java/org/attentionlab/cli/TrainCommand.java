package org.attentionlab.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.attentionlab.data.Corpus;
import org.attentionlab.data.SentencePair;
import org.attentionlab.data.Split;
import org.attentionlab.experiments.ModelKinds;
import org.attentionlab.experiments.TranslationExperiment;
import org.attentionlab.text.Tokenizer;
import org.attentionlab.training.Budget;
import org.attentionlab.training.TrainingResult;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./course train}: trains a model on a corpus into a folder. */
@Command(
    name = "train",
    description = "Trains a model to translate, into a folder that translate and evaluate use.",
    footer = {
      "",
      "Examples:",
      "  ./course train dates-en-ko --out runs/dates",
      "  ./course train grammar-en-ko --out runs/grammar --budget 10m --seed 2",
      "  ./course train my-pairs.tsv --out runs/mine --config my-sizes.json --epochs 20",
      "  ./course train dates-en-ko --out runs/dates --resume",
      "",
      "A configuration file changes numbers of a size, for example:",
      "  {\"size\": \"tiny\", \"sizes\": {\"layers\": 2}, \"training\": {\"warmup\": 200}}",
      "With \"merges\": 5000 under training, pieces of words are learned by byte-pair encoding.",
    })
final class TrainCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "CORPUS",
      description =
          "The name of a corpus (./course data list), or a UTF-8 file with a pair a line: source, tab, target.")
  private String corpus;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "The folder for the model; it must be new or empty, unless --resume is given.")
  private Path out;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      description = "Which model: ${COMPLETION-CANDIDATES} (default: transformer).",
      completionCandidates = ModelNames.class)
  private String model;

  @Option(
      names = "--config",
      paramLabel = "NAME|FILE",
      description = "mini, tiny, small, base, or a JSON file (default: tiny).")
  private String config;

  @ArgGroup private Length length;

  /** Only one of these can be given. */
  private static final class Length {
    @Option(
        names = "--budget",
        paramLabel = "TIME",
        description = "How long, e.g. 90s, 5m, 1.5h (default: 5m).")
    private String time;

    @Option(names = "--steps", paramLabel = "N", description = "How many steps instead.")
    private Long steps;

    @Option(
        names = "--epochs",
        paramLabel = "N",
        description = "How many passes through the data instead.")
    private Long epochs;
  }

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Equal seeds give equal models, with --steps and one thread (default: 1).")
  private Long seed;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads of one operation (default: one for each core, at most 8).")
  private Integer threads;

  @Option(
      names = "--device",
      paramLabel = "cpu|gpu",
      description = "Where to compute (default: cpu).")
  private String device;

  @Option(
      names = "--matrix-product",
      paramLabel = "auto|mkl|onednn",
      description =
          "How matrices are multiplied (default: auto, the faster way, measured once and remembered);"
              + " both round differently. A resumed training keeps its own.")
  private RememberedMatrixProduct.Wish matrixProduct;

  @Option(
      names = "--tokenizer",
      paramLabel = "word|character",
      defaultValue = "word",
      description = "How the sentences of a file are cut (default: ${DEFAULT-VALUE}).")
  private String tokenizer;

  @Option(
      names = "--resume",
      description =
          "Go on with the training in DIR, with its model, configuration and seed; if there is none yet, begin it.")
  private boolean resume;

  @Override
  public Integer call() throws IOException {
    PrintWriter screen = spec.commandLine().getOut();
    Corpus data = CorpusArgument.read(corpus, Tokenizer.named(tokenizer));
    RememberedMatrixProduct.take(CourseHome.find(), matrixProduct);
    TranslationExperiment experiment =
        TranslationExperiment.builder()
            .setCorpus(data)
            .setFolder(out)
            .optModel(model)
            .optConfig(config)
            .optBudget(budget())
            .optSeed(seed)
            .optThreads(threads)
            .optDevice(device)
            .optResume(resume)
            .optCommand(typed())
            .optMessages(
                message -> {
                  screen.println(message);
                  screen.flush();
                })
            .optListener(new TrainingProgress(screen, System.console() != null))
            .build();
    String goOn = "Go on with: ./course train " + corpus + " --out " + out + " --resume";
    try (StopOnCtrlC watch = new StopOnCtrlC(experiment::stop, screen, goOn)) {
      TrainingResult result = experiment.run();
      if (result.end() == TrainingResult.End.BUDGET_SPENT) {
        SentencePair example = data.pairs(Split.VALIDATION).get(0);
        screen.println("The model is in " + out + ". Try it:");
        screen.println("  ./course translate " + out + " \"" + example.source() + "\"");
        screen.println("  ./course evaluate " + out + " --corpus " + corpus + " --split test");
      }
      screen.flush();
    }
    return 0;
  }

  private Budget budget() {
    if (length == null) {
      return null;
    }
    if (length.time != null) {
      return Budget.time(length.time);
    }
    return length.steps != null ? Budget.steps(length.steps) : Budget.epochs(length.epochs);
  }

  private String typed() {
    return "./course "
        + String.join(" ", spec.commandLine().getParseResult().originalArgs()).strip();
  }

  /** The names of the models, for the help. */
  private static final class ModelNames implements Iterable<String> {
    @Override
    public java.util.Iterator<String> iterator() {
      return ModelKinds.names().iterator();
    }
  }
}
