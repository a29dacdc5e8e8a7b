package org.attentionlab.decoding;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import org.attentionlab.nn.Decodable;
import org.attentionlab.nn.DecodingState;
import org.attentionlab.nn.Scalars;

/**
 * Several models that speak as one: at each step the mean of their probabilities counts. All must
 * read and write the same vocabulary.
 *
 * @param models two or more, usually the same model trained from different seeds
 */
public record Ensemble(List<Decodable> models) implements Decodable {

  /** Checks that there are models. */
  public Ensemble {
    models = List.copyOf(models);
    if (models.isEmpty()) {
      throw new IllegalArgumentException("An ensemble needs at least one model, but got none.");
    }
  }

  @Override
  public DecodingState start(NDArray source) {
    List<DecodingState> states = new ArrayList<>();
    try {
      models.forEach(model -> states.add(model.start(source)));
    } catch (RuntimeException e) {
      states.forEach(DecodingState::close);
      throw e;
    }
    return new Chorus(states);
  }

  @Override
  public int paddingId() {
    return models.get(0).paddingId();
  }

  @Override
  public NDManager manager() {
    return models.get(0).manager();
  }

  /** The models in the middle of one sentence. */
  private record Chorus(List<DecodingState> states) implements DecodingState {

    @Override
    public NDArray next(NDArray tokens) {
      NDArray sum = null;
      for (DecodingState state : states) {
        NDArray probabilities = state.next(tokens).softmax(-1); // (B, V)
        if (sum != null && !sum.getShape().equals(probabilities.getShape())) {
          throw new IllegalArgumentException(
              "The models of an ensemble must share one vocabulary, but one scores "
                  + sum.getShape().get(1)
                  + " tokens and another "
                  + probabilities.getShape().get(1)
                  + ".");
        }
        sum = sum == null ? probabilities : sum.add(probabilities);
      }
      return sum.mul(Scalars.of(sum, 1.0 / states.size())).log(); // (B, V)
    }

    @Override
    public void select(int[] rows) {
      states.forEach(state -> state.select(rows));
    }

    @Override
    public void close() {
      states.forEach(DecodingState::close);
    }
  }
}
