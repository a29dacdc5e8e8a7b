package org.attentionlab.experiments;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.attentionlab.nn.RandomStream;
import org.attentionlab.recurrent.CharacterLanguageModel;
import org.attentionlab.recurrent.RecurrentState;
import org.attentionlab.text.CharacterTokenizer;
import org.attentionlab.text.Vocabulary;
import org.attentionlab.training.GradientMode;

/**
 * Lets a character language model write: it reads what is there, draws the next character from its
 * probabilities, reads that one too, and so on.
 *
 * @param model a trained model
 * @param vocabulary its characters
 */
public record CharacterSampler(CharacterLanguageModel model, Vocabulary vocabulary) {

  private static final CharacterTokenizer TOKENIZER = new CharacterTokenizer();

  /**
   * Goes on from {@code beginning} to the end of the sentence.
   *
   * @param beginning may be empty
   * @param temperature divides the scores: 1 takes the model at its word, below 1 favours the
   *     likely characters, and towards 0 only the likeliest one is left
   * @param longest stops after so many characters even if the sentence has not ended
   * @param stream draws the characters
   * @return the beginning and what the model wrote
   */
  public String write(String beginning, double temperature, int longest, RandomStream stream) {
    if (!(temperature > 0)) {
      throw new IllegalArgumentException(
          "Expected a temperature above 0, but got " + temperature + ". Try 0.5 or 1.");
    }
    List<String> written = new ArrayList<>(TOKENIZER.tokenize(beginning));
    try (GradientMode off = GradientMode.off();
        NDManager manager = owner().newSubManager()) {
      List<Integer> unread = new ArrayList<>(List.of(Vocabulary.EOS)); // a sentence begins
      written.forEach(character -> unread.add(vocabulary.id(character)));
      RecurrentState state = null;
      while (written.size() < longest) {
        long[] ids = unread.stream().mapToLong(Integer::longValue).toArray();
        NDArray characters = manager.create(ids, new Shape(1, ids.length)); // (1, T)
        CharacterLanguageModel.Output output = model.read(characters, state);
        state = output.last();
        float[] scores = output.logits().get("0, -1").toFloatArray(); // (V)
        int next = draw(scores, temperature, stream);
        if (next == Vocabulary.EOS) {
          break;
        }
        written.add(vocabulary.token(next));
        unread.clear();
        unread.add(next);
      }
    }
    return TOKENIZER.join(written);
  }

  /** Draws an id with probability softmax(scores / temperature). */
  private static int draw(float[] scores, double temperature, RandomStream stream) {
    double largest = Double.NEGATIVE_INFINITY;
    for (float score : scores) {
      largest = Math.max(largest, score);
    }
    double[] weights = new double[scores.length];
    double sum = 0;
    for (int id = 0; id < scores.length; id++) {
      boolean writable = id == Vocabulary.EOS || id > Vocabulary.UNK; // not <pad>, <sos>, <unk>
      weights[id] = writable ? Math.exp((scores[id] - largest) / temperature) : 0;
      sum += weights[id];
    }
    double left = stream.nextDouble() * sum;
    int drawn = Vocabulary.EOS;
    for (int id = 0; id < weights.length; id++) {
      if (weights[id] > 0) {
        drawn = id;
        left -= weights[id];
        if (left < 0) {
          break;
        }
      }
    }
    return drawn;
  }

  private NDManager owner() {
    return model.hiddenWeight().getArray().getManager();
  }
}
