package org.attentionlab.experiments;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.attentionlab.data.NativeIds;
import org.attentionlab.nn.RandomStream;
import org.attentionlab.text.CharacterTokenizer;
import org.attentionlab.text.Vocabulary;

/**
 * A text as one long row of characters, for a language model: sentence after sentence, each with
 * {@code <eos>} before it and after it.
 */
public final class CharacterText {

  private static final CharacterTokenizer TOKENIZER = new CharacterTokenizer();

  private final Vocabulary vocabulary;
  private final int[] ids;
  private final int[] starts; // where the <eos> before each sentence stands

  private CharacterText(Vocabulary vocabulary, int[] ids, int[] starts) {
    this.vocabulary = vocabulary;
    this.ids = ids;
    this.starts = starts;
  }

  /** A text with a vocabulary of its own: the characters that occur in it. */
  public static CharacterText of(List<String> sentences) {
    return of(sentences, Vocabulary.of(sentences.stream().map(TOKENIZER::tokenize).toList()));
  }

  /** A text in the characters of another one, such as the unseen part of the same corpus. */
  public static CharacterText of(List<String> sentences, Vocabulary vocabulary) {
    List<Integer> ids = new ArrayList<>(List.of(Vocabulary.EOS));
    int[] starts = new int[sentences.size()];
    for (int i = 0; i < starts.length; i++) {
      starts[i] = ids.size() - 1;
      for (String character : TOKENIZER.tokenize(sentences.get(i))) {
        ids.add(vocabulary.id(character));
      }
      ids.add(Vocabulary.EOS);
    }
    return new CharacterText(
        vocabulary, ids.stream().mapToInt(Integer::intValue).toArray(), starts);
  }

  /** The characters and their ids. */
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  /** How many characters there are, with the ends of sentences. */
  public int length() {
    return ids.length;
  }

  /**
   * Pieces of the text, each of which begins where some sentence begins.
   *
   * @param pieces B
   * @param length T
   * @param stream draws where
   * @return (B, T) int64 ids, owned by {@code manager}
   */
  public NDArray pieces(NDManager manager, int pieces, int length, RandomStream stream) {
    int last = ids.length - length;
    int possible = (int) Arrays.stream(starts).filter(start -> start <= last).count();
    if (possible == 0) {
      throw new IllegalArgumentException(
          "Expected a text longer than a piece of %d characters, but it has %d. Give more sentences"
                  .formatted(length, ids.length)
              + " or ask for shorter pieces.");
    }
    long[] batch = new long[pieces * length];
    for (int piece = 0; piece < pieces; piece++) {
      int from = starts[(int) (stream.nextDouble() * possible)];
      for (int t = 0; t < length; t++) {
        batch[piece * length + t] = ids[from + t];
      }
    }
    return NativeIds.create(manager, batch, new Shape(pieces, length));
  }
}
