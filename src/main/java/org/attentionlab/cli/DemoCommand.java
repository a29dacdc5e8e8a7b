package org.attentionlab.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.attentionlab.data.Corpora;
import org.attentionlab.data.Corpus;
import org.attentionlab.data.SentencePair;
import org.attentionlab.data.Split;
import org.attentionlab.decoding.Translation;
import org.attentionlab.decoding.Translator;
import org.attentionlab.evaluation.ExactMatch;
import org.attentionlab.experiments.SavedTranslator;
import org.attentionlab.experiments.TranslationExperiment;
import org.attentionlab.training.Budget;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./course demo}: the whole road in two minutes, in a terminal. */
@Command(
    name = "demo",
    description =
        "The tour in two minutes: trains a small Transformer to write English dates in Korean, translates what you type, and draws where it looks.",
    footer = {
      "",
      "Examples:",
      "  ./course demo",
      "  echo \"5 March 2021\" | ./course demo --budget 60s"
    })
final class DemoCommand implements Callable<Integer> {

  private static final String CORPUS = "dates-en-ko";
  private static final int SAMPLES = 3;
  private static final int MEASURED = 200;
  private static final List<String> EXAMPLES =
      List.of("5 March 2021", "the 23rd of August, 1987", "Sunday, June 3, 2012", "12/25/1999");

  @Spec private CommandSpec spec;

  @Option(
      names = "--budget",
      paramLabel = "TIME",
      defaultValue = "80s",
      description = "How long to train (default: ${DEFAULT-VALUE}).")
  private String budget;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Keep the model in this new folder (default: it is thrown away).")
  private Path out;

  @Option(
      names = "--picture",
      paramLabel = "FILE.png",
      description =
          "Where the picture goes (default: demo-attention.png here, or the next free number).")
  private Path picture;

  private PrintWriter screen;

  @Override
  public Integer call() throws IOException {
    screen = spec.commandLine().getOut();
    Path folder = out == null ? Files.createTempDirectory("attention-lab-demo") : out;
    Thread cleanUp = new Thread(() -> deleteQuietly(folder));
    if (out == null) {
      Runtime.getRuntime().addShutdownHook(cleanUp); // after Ctrl-C too
    }
    Corpus corpus = Corpora.named(CORPUS);
    say("A Transformer that knows nothing will now learn to write English dates in Korean:");
    for (SentencePair pair : corpus.pairs(Split.TRAIN).subList(0, SAMPLES)) {
      say("  " + pair.source() + "  →  " + pair.target());
    }
    say("");
    TranslationExperiment.builder()
        .setCorpus(corpus)
        .setFolder(folder)
        .optConfig("mini")
        .optBudget(Budget.time(budget))
        .optCommand("./course demo --budget " + budget)
        .optMessages(this::say)
        .optListener(new TrainingProgress(screen, System.console() != null))
        .build()
        .run();
    try (SavedTranslator saved = SavedTranslator.load(folder)) {
      measure(saved.translator(), corpus);
      draw(saved);
      translate(saved.translator());
    }
    say("");
    say("How it works: ./course lab opens the lessons; the Transformer is lesson 10.");
    return 0;
  }

  private void measure(Translator translator, Corpus corpus) {
    List<SentencePair> pairs = corpus.pairs(Split.TEST).subList(0, MEASURED);
    List<String> outputs =
        translator.translate(pairs.stream().map(SentencePair::source).toList()).stream()
            .map(Translation::text)
            .toList();
    ExactMatch exact = ExactMatch.of(outputs, pairs.stream().map(SentencePair::target).toList());
    say("");
    say(
        String.format(
            Locale.ROOT,
            "Of %d dates that it has never seen, it writes %d exactly right (%.1f %%).",
            exact.total(),
            exact.right(),
            exact.percent()));
  }

  private void draw(SavedTranslator saved) {
    Path file = picture == null ? freeName() : picture;
    AttentionPicture.of(saved, saved.translator().translate(EXAMPLES.get(0))).save(file);
    say("Where it looks while it writes \"" + EXAMPLES.get(0) + "\" is drawn in " + file + ".");
    say("");
  }

  private void translate(Translator translator) throws IOException {
    boolean typed = System.console() != null;
    if (typed) {
      say("Type a date in English, in any way you like (an empty line ends):");
    } else if (!answer(translator, lines())) {
      EXAMPLES.forEach(text -> answer(translator, text));
    }
    if (typed) {
      BufferedReader in =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      for (String text = in.readLine(); text != null && !text.isBlank(); text = in.readLine()) {
        answer(translator, text);
      }
    }
  }

  private static List<String> lines() throws IOException {
    return new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.isBlank())
        .toList();
  }

  private boolean answer(Translator translator, List<String> texts) {
    texts.forEach(text -> answer(translator, text));
    return !texts.isEmpty();
  }

  private void answer(Translator translator, String text) {
    try {
      say("  " + text + "  →  " + translator.translate(text).text());
    } catch (IllegalArgumentException e) {
      say("  " + e.getMessage());
    }
  }

  private static Path freeName() {
    Path name = Path.of("demo-attention.png");
    for (int i = 2; Files.exists(name); i++) {
      name = Path.of("demo-attention-" + i + ".png");
    }
    return name;
  }

  private static void deleteQuietly(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | java.io.UncheckedIOException e) {
      // It lies in the system's folder for temporary files, which is emptied anyway.
    }
  }

  private void say(String text) {
    screen.println(text);
    screen.flush();
  }
}
