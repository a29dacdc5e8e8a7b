package org.attentionlab.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.attentionlab.text.TextFiles;

/**
 * A text that nobody has to download, in a language that nobody speaks: words are made of
 * syllables, and as in real languages the word of rank r is about as frequent as 1/r (Zipf's law).
 * Two such languages, which share their letters but not their syllables, stand for source and
 * target.
 */
final class BenchText {

  private static final int LANGUAGES = 2;
  private static final int SENTENCES = 30_000;
  private static final int WORDS = 15_000;
  private static final int SYLLABLES = 400;

  private BenchText() {}

  /** Writes a file for each language into {@code folder}; the same text every time. */
  static List<Path> write(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    for (int language = 1; language <= LANGUAGES; language++) {
      Path file = folder.resolve("language-" + language + ".txt");
      TextFiles.writeLines(file, sentences(new Random(language)));
      files.add(file);
    }
    return files;
  }

  private static List<String> sentences(Random random) {
    List<String> words = List.copyOf(words(random));
    double[] upTo = new double[words.size()]; // the share of the words up to this one
    for (int i = 0; i < upTo.length; i++) {
      upTo[i] = (i == 0 ? 0 : upTo[i - 1]) + 1.0 / (i + 1);
    }
    List<String> sentences = new ArrayList<>();
    while (sentences.size() < SENTENCES) {
      List<String> sentence = new ArrayList<>();
      int length = 6 + random.nextInt(14);
      while (sentence.size() < length) {
        int place = Arrays.binarySearch(upTo, random.nextDouble() * upTo[upTo.length - 1]);
        sentence.add(words.get(place < 0 ? -place - 1 : place));
      }
      sentences.add(String.join(" ", sentence));
    }
    return sentences;
  }

  private static Set<String> words(Random random) {
    List<String> syllables = new ArrayList<>();
    for (int i = 0; i < SYLLABLES; i++) {
      syllables.add(
          letter("bdfghklmnprstvwzß", random)
              + letter("aeiouäöü", random)
              + letter("lnrst      ", random).strip());
    }
    Set<String> words = new LinkedHashSet<>();
    while (words.size() < WORDS) {
      StringBuilder word = new StringBuilder();
      int length = 1 + random.nextInt(words.size() < 100 ? 1 : 4); // frequent words are short
      for (int i = 0; i < length; i++) {
        word.append(syllables.get(random.nextInt(SYLLABLES)));
      }
      words.add(word.toString());
    }
    return words;
  }

  private static String letter(String letters, Random random) {
    return letters.substring(random.nextInt(letters.length())).substring(0, 1);
  }
}
