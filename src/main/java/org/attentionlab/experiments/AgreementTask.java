package org.attentionlab.experiments;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.attentionlab.nn.RandomStream;

/**
 * Number agreement: "the keys near the cabinet behind the doors …": is or are? The verb agrees with
 * the first noun, however many other nouns stand between (Linzen, Dupoux and Goldberg 2016 asked
 * this of LSTMs). So the number of the subject must be remembered, and that of all other nouns must
 * be ignored: with the last noun alone one is right in half of the cases.
 */
public final class AgreementTask extends SymbolTask {

  private static final List<String> NOUNS =
      List.of("key", "cabinet", "door", "box", "table", "lamp", "letter", "garden");
  private static final List<String> PREPOSITIONS = List.of("near", "behind", "under", "beside");
  private static final List<String> WORDS = words();

  private final int phrases;

  /**
   * A task over sentences of one length.
   *
   * @param phrases how many nouns stand between the subject and the verb
   */
  public AgreementTask(int phrases) {
    if (phrases < 0) {
      throw new IllegalArgumentException("Expected 0 or more phrases, but got " + phrases + ".");
    }
    this.phrases = phrases;
  }

  private static List<String> words() {
    List<String> words = new ArrayList<>(List.of("the"));
    words.addAll(PREPOSITIONS);
    NOUNS.forEach(noun -> words.addAll(List.of(noun, noun.equals("box") ? "boxes" : noun + "s")));
    return List.copyOf(words);
  }

  /** All words; a word's place here is its number. */
  public static List<String> vocabulary() {
    return WORDS;
  }

  /** The two answers. */
  public static List<String> verbs() {
    return List.of("is", "are");
  }

  /**
   * The numbers of the words of a sentence.
   *
   * @throws IllegalArgumentException if there is an unknown word
   */
  public static long[] ids(String sentence) {
    return Arrays.stream(sentence.split(" ")).mapToLong(AgreementTask::id).toArray();
  }

  private static int id(String word) {
    int id = WORDS.indexOf(word);
    if (id < 0) {
      throw new IllegalArgumentException(
          "There is no word \"" + word + "\". Known: " + String.join(" ", WORDS));
    }
    return id;
  }

  @Override
  public String name() {
    return "agreement";
  }

  @Override
  public int distance() {
    return 3 * phrases;
  }

  @Override
  public int inputWidth() {
    return WORDS.size();
  }

  @Override
  public int outputWidth() {
    return 2;
  }

  @Override
  public int answers() {
    return 1;
  }

  /** Every noun is singular or plural by the toss of a coin. */
  @Override
  public Samples samples(int count, RandomStream stream, NDManager manager) {
    int steps = 2 + 3 * phrases;
    int firstNoun = 1 + PREPOSITIONS.size();
    long[] inputs = new long[count * steps];
    long[] answers = new long[count];
    for (int row = 0; row < count; row++) {
      for (int t = 0; t < steps; t++) {
        inputs[row * steps + t] =
            switch (t % 3) {
              case 0 -> 0; // the
              case 1 -> firstNoun + draw(stream, 2 * NOUNS.size());
              default -> 1 + draw(stream, PREPOSITIONS.size());
            };
      }
      // A singular stands before its plural.
      answers[row] = (inputs[row * steps + 1] - firstNoun) % 2;
    }
    return oneHot(inputs, answers, count, manager);
  }
}
