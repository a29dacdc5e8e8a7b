package org.attentionlab.cli;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.attentionlab.text.BytePairConvention;
import org.attentionlab.text.BytePairEncoder;
import org.attentionlab.text.BytePairLearner;
import org.attentionlab.text.BytePairMerges;
import org.attentionlab.text.IncrementalBytePairLearner;
import org.attentionlab.text.TextFiles;

/**
 * Our side of {@code ./course bench bpe}, in a process of its own. It takes the same orders as
 * {@code bench_bpe.py}, see there, and writes the same files.
 */
final class BenchBpeSide {

  private static final BytePairConvention CONVENTION = BytePairConvention.SUBWORD_NMT;
  private static final int MIN_FREQUENCY = 2; // subword-nmt's default

  private BenchBpeSide() {}

  /**
   * Answers orders until standard input ends.
   *
   * @param args the {@link BpeTask} as JSON
   */
  public static void main(String[] args) throws IOException {
    BpeTask task = new Gson().fromJson(args[0], BpeTask.class);
    BenchOrders.serve(
        "Attention Lab, Java " + System.getProperty("java.version"),
        line -> {
          String[] order = line.split("\t");
          long began = System.nanoTime();
          if (order[0].equals("learn")) {
            learn(task, Path.of(order[1]));
          } else {
            apply(task, Path.of(order[1]), Path.of(order[2]));
          }
          return Map.of("seconds", (System.nanoTime() - began) / 1e9);
        });
  }

  private static void learn(BpeTask task, Path merges) throws IOException {
    List<List<String>> sentences = sentences(task);
    BytePairMerges.of(
            CONVENTION,
            new IncrementalBytePairLearner(CONVENTION)
                .learn(BytePairLearner.count(sentences), task.merges(), MIN_FREQUENCY))
        .write(merges);
  }

  private static void apply(BpeTask task, Path merges, Path out) throws IOException {
    BytePairEncoder encoder = new BytePairEncoder(BytePairMerges.read(merges));
    List<String> lines = new ArrayList<>();
    for (List<String> sentence : sentences(task)) {
      List<String> symbols = new ArrayList<>();
      sentence.forEach(word -> symbols.addAll(encoder.encode(word)));
      lines.add(shown(symbols));
    }
    TextFiles.writeLines(out, lines);
  }

  /** As subword-nmt writes symbols: @@ where the word goes on, nothing at its end. */
  private static String shown(List<String> symbols) {
    StringBuilder line = new StringBuilder();
    for (String symbol : symbols) {
      int end = symbol.length() - BytePairConvention.END.length();
      line.append(line.isEmpty() ? "" : " ");
      if (symbol.endsWith(BytePairConvention.END)) {
        line.append(symbol, 0, end);
      } else {
        line.append(symbol).append("@@");
      }
    }
    return line.toString();
  }

  /** The words of all lines, parted by one blank or more. */
  private static List<List<String>> sentences(BpeTask task) throws IOException {
    List<List<String>> sentences = new ArrayList<>();
    for (String file : task.files()) {
      for (String line : TextFiles.readLines(Path.of(file))) {
        List<String> words = new ArrayList<>(List.of(line.split(" ")));
        words.removeIf(String::isEmpty);
        sentences.add(words);
      }
    }
    return sentences;
  }
}
