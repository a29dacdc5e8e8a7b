package org.attentionlab.evaluation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Finds out whether a model sees what it must not see, and whether its answers depend on things
 * that should not matter. A test changes its input and looks where the output moves; it needs to
 * know nothing of the model but a function from input to output. Masked weights are exactly 0, so
 * {@link #lookAhead} and {@link #hidden} demand equal bits; the others allow rounding.
 *
 * <pre>{@code
 * LeakReport report = LeakTest.lookAhead(x -> decoder.decode(x, ...).states(), tokens, vocabulary, 1);
 * Claim.that("the decoder does not see the future", report.isClean());
 * }</pre>
 */
public final class LeakTest {

  private static final double ROUNDING = 1e-5;

  private LeakTest() {}

  /**
   * Changes the tokens one position at a time; nothing before that position may move.
   *
   * @param model from (B, T) ids to (B, T, …)
   * @param tokens (B, T) ids
   * @param vocabulary ids below this may be put in
   */
  public static LeakReport lookAhead(
      UnaryOperator<NDArray> model, NDArray tokens, int vocabulary, long seed) {
    return lookAhead(model, tokens, vocabulary, seed, ids -> List.of());
  }

  /**
   * The same for a model that returns its attention weights: the report names the first layer and
   * head that sees a changed token.
   *
   * @param weights from (B, T) ids to one array a layer, (B, h, T, T)
   */
  public static LeakReport lookAhead(
      UnaryOperator<NDArray> model,
      NDArray tokens,
      int vocabulary,
      long seed,
      Function<NDArray, List<NDArray>> weights) {
    Random random = new Random(seed);
    LeakReport report = new LeakReport("look-ahead", 0);
    try (NDManager scratch = tokens.getManager().newSubManager()) {
      NDArray before = model.apply(tokens);
      before.attach(scratch);
      int length = Math.toIntExact(tokens.getShape().get(1));
      for (int changed = 1; changed < length; changed++) {
        NDArray other = withOtherToken(tokens, changed, vocabulary, random, scratch);
        NDArray after = model.apply(other);
        after.attach(scratch);
        int position = changed;
        report =
            report.compare(
                changed,
                before.get(new NDIndex(":, :{}", changed)),
                after.get(new NDIndex(":, :{}", changed)),
                () -> firstHeadThatSees(weights.apply(other), position));
      }
    }
    return report;
  }

  /** "layer 1, head 2": the first with a weight from a position before {@code key} on it. */
  private static String firstHeadThatSees(List<NDArray> layers, int key) {
    for (int layer = 0; layer < layers.size(); layer++) {
      NDArray earlier = layers.get(layer).get(new NDIndex(":, :, :{}, {}", key, key)); // (B, h, q)
      float[] most = earlier.max(new int[] {2}).max(new int[] {0}).toFloatArray();
      for (int head = 0; head < most.length; head++) {
        if (most[head] != 0) {
          return "layer %d, head %d".formatted(layer + 1, head + 1);
        }
      }
    }
    return "";
  }

  private static NDArray withOtherToken(
      NDArray tokens, int position, int vocabulary, Random random, NDManager scratch) {
    long[] ids = tokens.toType(DataType.INT64, true).toLongArray();
    int length = Math.toIntExact(tokens.getShape().get(1));
    for (int at = position; at < ids.length; at += length) {
      ids[at] = (ids[at] + 1 + random.nextInt(vocabulary - 1)) % vocabulary;
    }
    return scratch.create(ids, tokens.getShape()).toType(tokens.getDataType(), false);
  }

  /**
   * Puts other numbers at positions that a mask hides; no other position may move.
   *
   * @param block from (B, T, d_model) to (B, T, …), with the mask that hides the positions
   * @param x (B, T, d_model)
   * @param positions those hidden from all others
   */
  public static LeakReport hidden(
      UnaryOperator<NDArray> block, NDArray x, List<Integer> positions, long seed) {
    Random random = new Random(seed);
    LeakReport report = new LeakReport("hidden positions", 0);
    try (NDManager scratch = x.getManager().newSubManager()) {
      NDArray visible = visible(x.getShape().get(1), positions, scratch);
      NDArray before = block.apply(x);
      before.attach(scratch);
      for (int position : positions) {
        NDArray other = x.duplicate();
        other.attach(scratch);
        float[] noise = new float[Math.toIntExact(x.getShape().get(2))];
        for (int i = 0; i < noise.length; i++) {
          noise[i] = (float) (3 * random.nextGaussian());
        }
        other.set(new NDIndex(":, {}", position), scratch.create(noise));
        NDArray after = block.apply(other);
        after.attach(scratch);
        report =
            report.compare(
                position, positions(before, visible), positions(after, visible), () -> "");
      }
    }
    return report;
  }

  private static NDArray visible(long length, List<Integer> hidden, NDManager manager) {
    List<Long> visible = new ArrayList<>();
    for (long t = 0; t < length; t++) {
      if (!hidden.contains((int) t)) {
        visible.add(t);
      }
    }
    return manager.create(visible.stream().mapToLong(Long::longValue).toArray());
  }

  /**
   * Adds padding at the end; no output at a real position may move by more than rounding.
   *
   * @param model from (B, T) ids to (B, T, …)
   * @param more how many padding tokens
   */
  public static LeakReport padding(
      UnaryOperator<NDArray> model, NDArray tokens, int paddingId, int more) {
    try (NDManager scratch = tokens.getManager().newSubManager()) {
      Shape shape = tokens.getShape();
      NDArray padding =
          scratch.full(new Shape(shape.get(0), more), paddingId, tokens.getDataType());
      NDArray longer = tokens.concat(padding, 1);
      longer.attach(scratch);
      NDArray before = model.apply(tokens);
      before.attach(scratch);
      NDArray after = model.apply(longer);
      after.attach(scratch);
      int length = Math.toIntExact(shape.get(1));
      return new LeakReport("padding", ROUNDING)
          .compare(length, before, after.get(new NDIndex(":, :{}", length)), () -> "");
    }
  }

  /**
   * Runs every sentence alone; its output must be that from the batch, but for rounding.
   *
   * @param model from (B, T, …) to (B, T, …)
   */
  public static LeakReport batch(UnaryOperator<NDArray> model, NDArray input) {
    LeakReport report = new LeakReport("batch", ROUNDING);
    try (NDManager scratch = input.getManager().newSubManager()) {
      NDArray together = model.apply(input);
      together.attach(scratch);
      int sentences = Math.toIntExact(input.getShape().get(0));
      for (int sentence = 0; sentence < sentences; sentence++) {
        NDIndex one = new NDIndex("{}:{}", sentence, sentence + 1);
        NDArray alone = model.apply(input.get(one));
        alone.attach(scratch);
        report = report.compare(sentence, together.get(one), alone, () -> "");
      }
    }
    return report;
  }

  /**
   * Shuffles the positions; without position signals the outputs must be shuffled alike.
   *
   * @param block from (B, T, d_model) to (B, T, …)
   */
  public static LeakReport permutation(UnaryOperator<NDArray> block, NDArray x, long seed) {
    try (NDManager scratch = x.getManager().newSubManager()) {
      int length = Math.toIntExact(x.getShape().get(1));
      List<Long> order = new ArrayList<>();
      for (long t = 0; t < length; t++) {
        order.add(t);
      }
      java.util.Collections.shuffle(order, new Random(seed));
      NDArray shuffle = scratch.create(order.stream().mapToLong(Long::longValue).toArray());
      NDArray straight = block.apply(x);
      NDArray shuffled = block.apply(positions(x, shuffle));
      new NDList(straight, shuffled).attach(scratch);
      return new LeakReport("permutation", ROUNDING)
          .compare(0, positions(straight, shuffle), shuffled, () -> "");
    }
  }

  /** (B, T, …) at some of the T positions. */
  private static NDArray positions(NDArray x, NDArray which) {
    return x.get(new NDIndex(":, {}", which));
  }
}
