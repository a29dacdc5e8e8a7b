package org.attentionlab.cli;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;
import com.google.gson.Gson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attentionlab.nn.MatrixProduct;
import org.attentionlab.nn.MatrixProductTrial;
import org.attentionlab.nn.RandomStream;
import org.attentionlab.recurrent.Lstm;
import org.attentionlab.training.Adam;
import org.attentionlab.training.Gradients;
import org.attentionlab.training.Safetensors;
import org.attentionlab.training.Weights;

/**
 * Our side of {@code ./course bench recurrent}, in a process of its own. It takes the same orders
 * as {@code bench_recurrent.py}, see there; only {@code check WAY FILE} writes the weights and the
 * input to the file instead of reading them.
 */
final class BenchRecurrentSide implements AutoCloseable {

  private static final double RATE = 1e-4;

  private final NDManager manager;
  private final Lstm layer;
  private final NDArray input;
  private final Map<String, NDArray> weights;
  private final Adam adam;

  private BenchRecurrentSide(RecurrentSizes sizes, NDManager manager) {
    this.manager = manager;
    RandomStream stream = RandomStream.of(1);
    layer = new Lstm(sizes.layer(), stream);
    layer.initialize(manager, DataType.FLOAT32, new Shape(1));
    Shape shape = new Shape(sizes.batch(), sizes.length(), sizes.hidden());
    float[] values = new float[Math.toIntExact(shape.size())];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) stream.nextDouble() * 2 - 1;
    }
    input = manager.create(values, shape); // (B, T, I)
    weights = Weights.of(layer);
    weights.values().forEach(weight -> weight.setRequiresGradient(true));
    adam = new Adam(weights);
  }

  /**
   * Answers orders until standard input ends.
   *
   * @param args the {@link RecurrentSizes} as JSON
   */
  public static void main(String[] args) throws IOException {
    RecurrentSizes sizes = new Gson().fromJson(args[0], RecurrentSizes.class);
    Engine.getInstance(); // loads libtorch
    JniUtils.setNumThreads(sizes.threads());
    try (NDManager manager = NDManager.newBaseManager();
        BenchRecurrentSide side = new BenchRecurrentSide(sizes, manager)) {
      MatrixProduct products = MatrixProductTrial.choose(manager.getDevice());
      BenchOrders.serve(BenchOrders.version(products), line -> side.obey(line.split(" ", 3)));
    }
  }

  private Map<String, ?> obey(String... order) throws IOException {
    boolean fused = order[1].equals("fused");
    if (order[0].equals("check")) {
      Map<String, NDArray> shared = new LinkedHashMap<>(weights);
      shared.put("x", input);
      Safetensors.write(Path.of(order[2]), shared, Map.of());
      return step(fused, false);
    }
    List<Double> milliseconds = new ArrayList<>();
    for (int i = 0; i < Integer.parseInt(order[2]); i++) {
      long began = System.nanoTime();
      step(fused, true);
      milliseconds.add((System.nanoTime() - began) / 1e6);
    }
    return Map.of("milliseconds", milliseconds);
  }

  /** Forward, backward and, when learning, a step of Adam. */
  private Map<String, Double> step(boolean fused, boolean learn) {
    Gradients.zero(weights);
    try (NDManager scratch = manager.newSubManager()) {
      NDArray x = input.stopGradient(); // the same memory, a gradient of its own
      x.attach(scratch);
      x.setRequiresGradient(true);
      NDArray loss;
      try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        NDArray output =
            fused
                ? layer.run(x, null, null, true).output()
                : layer.runStepByStep(x, null, null, true).output(); // (B, T, H)
        loss = output.square().mean();
        collector.backward(loss);
      }
      Map<String, NDArray> gradients = Gradients.of(weights, scratch);
      if (learn) {
        adam.step(gradients, RATE);
        return Map.of("loss", (double) loss.getFloat());
      }
      double squares = x.getGradient().square().sum().getFloat();
      for (NDArray gradient : gradients.values()) {
        squares += gradient.square().sum().getFloat();
      }
      return Map.of("loss", (double) loss.getFloat(), "gradient", Math.sqrt(squares));
    }
  }

  @Override
  public void close() {
    adam.close();
  }
}
