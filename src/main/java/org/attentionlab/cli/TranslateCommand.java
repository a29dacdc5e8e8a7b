package org.attentionlab.cli;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.attentionlab.decoding.Translation;
import org.attentionlab.decoding.Translator;
import org.attentionlab.experiments.Processor;
import org.attentionlab.experiments.SavedTranslator;
import org.attentionlab.text.TextFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./course translate}: a sentence in, a sentence out. */
@Command(
    name = "translate",
    description = "Translates sentences with a trained model, one line for each.",
    footer = {
      "",
      "Examples:",
      "  ./course translate runs/dates \"5 March 2021\" \"the 3rd of May, 1999\"",
      "  ./course translate runs/dates < dates.txt > translated.txt",
      "  ./course translate runs/dates \"5 March 2021\" --attention attention.png",
      "",
      "A sentence that cannot be translated gives an empty line and a message on standard error;",
      "then, and if a word was unknown, the exit status is 1.",
    })
final class TranslateCommand implements Callable<Integer> {

  private static final int WORDS_SHOWN = 5;

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "DIR", description = "The folder of a trained model.")
  private Path folder;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "TEXT",
      description = "Sentences; without any, standard input is read, a line a sentence.")
  private List<String> texts;

  @Option(
      names = "--attention",
      paramLabel = "FILE.png",
      description = "Draw where the model looked while it translated the first sentence.")
  private Path picture;

  @Mixin private SearchOptions search;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "1",
      description = "Threads of one operation (default: ${DEFAULT-VALUE}).")
  private int threads;

  @Option(
      names = "--device",
      paramLabel = "cpu|gpu",
      defaultValue = "cpu",
      description = "Where to compute (default: ${DEFAULT-VALUE}).")
  private String device;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter messages = spec.commandLine().getErr();
    Processor.useThreads(threads);
    boolean allGood = true;
    try (SavedTranslator saved = SavedTranslator.load(folder, Processor.named(device));
        Sentences sentences = texts != null ? Sentences.of(texts) : Sentences.of(System.in)) {
      Translator translator = search.translator(saved);
      Translation first = null;
      for (String text = sentences.next(); text != null; text = sentences.next()) {
        try {
          Translation translation = translator.translate(text);
          first = first == null ? translation : first;
          out.println(translation.text());
          allGood &= report(translation, sentences.number(), messages);
        } catch (IllegalArgumentException e) {
          out.println();
          messages.println("course: sentence " + sentences.number() + ": " + e.getMessage());
          allGood = false;
        }
        out.flush();
        messages.flush();
      }
      if (sentences.number() == 0) {
        throw new CourseException("There is nothing to translate: standard input is empty.");
      }
      if (picture != null && first != null) {
        AttentionPicture.of(saved, first).save(picture);
        messages.println("The attention of the first sentence is drawn in " + picture + ".");
      }
    }
    return allGood ? 0 : 1;
  }

  private boolean report(Translation translation, int number, PrintWriter messages) {
    List<String> unknown = translation.unknown();
    if (!unknown.isEmpty()) {
      String shown = String.join(", ", unknown.stream().limit(WORDS_SHOWN).toList());
      messages.println(
          "course: sentence %d: the model does not know %s%s and reads <unk> instead, so expect mistakes. What it knows is listed in %s."
              .formatted(
                  number,
                  shown,
                  unknown.size() > WORDS_SHOWN ? ", …" : "",
                  folder.resolve("vocabulary.txt")));
    }
    if (!translation.finished()) {
      messages.println(
          "course: sentence %d: the model came to no end and was cut after %d tokens. Sentences like those it was trained on work best."
              .formatted(number, translation.targetTokens().size()));
    }
    return unknown.isEmpty() && translation.finished();
  }

  /** Where the sentences come from. */
  private abstract static class Sentences implements AutoCloseable {
    private int number;

    static Sentences of(List<String> texts) {
      return new Sentences() {
        @Override
        String read() {
          return number() < texts.size() ? texts.get(number()) : null;
        }
      };
    }

    static Sentences of(InputStream stream) {
      InputStream in = new BufferedInputStream(stream);
      return new Sentences() {
        @Override
        String read() throws IOException {
          ByteArrayOutputStream line = new ByteArrayOutputStream();
          int next = in.read();
          if (next < 0) {
            return null;
          }
          for (; next >= 0 && next != '\n'; next = in.read()) {
            line.write(next);
          }
          List<String> decoded =
              TextFiles.lines(line.toByteArray(), "standard input, sentence " + (number() + 1));
          return decoded.isEmpty() ? "" : decoded.get(0);
        }
      };
    }

    abstract String read() throws IOException;

    /** The next sentence, or null. */
    String next() throws IOException {
      String text = read();
      number += text == null ? 0 : 1;
      return text;
    }

    /** How many were read. */
    int number() {
      return number;
    }

    @Override
    public void close() {}
  }
}
