package org.attentionlab.transformer;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.attentionlab.attention.Mask;
import org.attentionlab.nn.Scalars;

/**
 * The way of one sentence pair through a {@link Transformer}, from ids to probabilities, with every
 * station kept. {@link Transformer#logits} goes the same way and keeps only the end.
 */
public final class Walk {

  private final Transformer model;
  private final List<Station> stations = new ArrayList<>();
  private Side side = Side.ENCODER;
  private int layer;

  private Walk(Transformer model) {
    this.model = model;
  }

  /** The two halves of the model. */
  public enum Side {
    ENCODER,
    DECODER
  }

  /**
   * What there is at one place of the model.
   *
   * @param side in which half it is; what comes after the decoder belongs to it
   * @param layer the number of the layer, from 1; 0 before and after the layers
   * @param name what it is, in the words of the paper
   * @param axes the letters of its shape, such as "(B, S, d_model)"
   * @param section where the paper describes it
   * @param value the tensor, owned by the manager of the source
   */
  public record Station(
      Side side, int layer, String name, String axes, String section, NDArray value) {}

  /**
   * Walks without dropout.
   *
   * @param source (B, S) token ids
   * @param target (B, T) token ids that begin with {@code <sos>}
   * @return all stations in the order of the data flow
   */
  public static List<Station> of(Transformer model, NDArray source, NDArray target) {
    Walk walk = new Walk(model);
    NDArray memory = walk.encode(source);
    NDArray states = walk.decode(source, target, memory); // (B, T, d_model)
    walk.layer = 0;
    NDArray logits = model.scores(states);
    walk.pass("logits", "(B, T, V)", "3.4", logits);
    walk.pass("probabilities", "(B, T, V)", "3.4", logits.softmax(-1));
    return List.copyOf(walk.stations);
  }

  private NDArray encode(NDArray source) {
    pass("source ids", "(B, S)", "3.4", source);
    NDArray x = input("source", "(B, S, d_model)", source, model.sourceInput());
    Mask mask = model.sourceMask(source);
    for (int i = 0; i < model.encoder().layers().size(); i++) {
      EncoderLayer.Output output = model.encoder().layers().get(i).encode(x, mask, false);
      x = output.states(); // (B, S, d_model)
      layer = i + 1;
      String name = "encoder layer " + layer;
      pass(name + ": self-attention weights", "(B, h, S, S)", "3.2", output.selfWeights());
      pass(name + ": output", "(B, S, d_model)", "3.1", x);
    }
    layer = 0;
    return pass("memory", "(B, S, d_model)", "3.1", model.encoder().normalized(x));
  }

  private NDArray decode(NDArray source, NDArray target, NDArray memory) {
    side = Side.DECODER;
    pass("target ids, shifted right", "(B, T)", "3.1", target);
    NDArray x = input("target", "(B, T, d_model)", target, model.targetInput());
    Mask memoryMask = model.sourceMask(source);
    Mask targetMask = model.targetMask(target);
    for (int i = 0; i < model.decoder().layers().size(); i++) {
      DecoderLayer.Output output =
          model.decoder().layers().get(i).decode(x, memory, targetMask, memoryMask, false);
      x = output.states(); // (B, T, d_model)
      layer = i + 1;
      String name = "decoder layer " + layer;
      pass(name + ": masked self-attention weights", "(B, h, T, T)", "3.2", output.selfWeights());
      pass(name + ": attention to the memory", "(B, h, T, S)", "3.2", output.crossWeights());
      pass(name + ": output", "(B, T, d_model)", "3.1", x);
    }
    return model.decoder().normalized(x);
  }

  private NDArray input(String side, String axes, NDArray tokens, InputEmbedding input) {
    NDArray vectors = model.embedding().embed(tokens);
    NDArray scaled = vectors.mul(Scalars.of(vectors, Math.sqrt(model.config().modelWidth())));
    pass(side + " embeddings × √d_model", axes, "3.4", scaled);
    NDArray sum = input.embed(tokens, 0, false);
    pass(side + " positions", axes, "3.5", sum.sub(scaled));
    return pass(side + " input: the sum of both", axes, "3.5", sum);
  }

  private NDArray pass(String name, String axes, String section, NDArray value) {
    stations.add(new Station(side, layer, name, axes, section, value));
    return value;
  }
}
