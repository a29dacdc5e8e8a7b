package org.attentionlab.nn;

import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.util.Pair;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The parameters of a block under the names that PyTorch's {@code state_dict} would use, e.g.
 * {@code encoder.layers.0.self_attn.in_proj_weight}. Checkpoints and reference cases use these
 * names.
 */
public final class NamedParameters {

  /** DJL puts the two-digit number of a child before its name. */
  private static final int CHILD_NUMBER_DIGITS = 2;

  private NamedParameters() {}

  /** All parameters of {@code block} and its children, in the order in which they were added. */
  public static Map<String, Parameter> of(Block block) {
    Map<String, Parameter> named = new LinkedHashMap<>();
    collect("", block, named);
    return named;
  }

  /** The number of learned numbers in {@code block}. */
  public static long count(Block block) {
    return of(block).values().stream().mapToLong(p -> p.getShape().size()).sum();
  }

  private static void collect(String prefix, Block block, Map<String, Parameter> named) {
    for (Pair<String, Parameter> parameter : block.getDirectParameters()) {
      named.put(prefix + parameter.getKey(), parameter.getValue());
    }
    for (Pair<String, Block> child : block.getChildren()) {
      String name = child.getKey().substring(CHILD_NUMBER_DIGITS);
      // A child without a name lends its parameters to its parent, like linear1 of an EncoderLayer.
      collect(name.isEmpty() ? prefix : prefix + name + ".", child.getValue(), named);
    }
  }
}
