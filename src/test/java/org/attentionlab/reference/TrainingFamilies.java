package org.attentionlab.reference;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.attentionlab.nn.Linear;
import org.attentionlab.nn.NamedParameters;
import org.attentionlab.nn.Scalars;
import org.attentionlab.training.Adam;
import org.attentionlab.training.GradientClipping;
import org.attentionlab.training.Gradients;
import org.attentionlab.training.LabelSmoothing;
import org.attentionlab.training.NoamSchedule;
import org.attentionlab.transformer.Transformer;

/** Loss, schedule, optimiser, clipping, and whole trainings. */
final class TrainingFamilies {

  private TrainingFamilies() {}

  static final Map<String, Family> ALL =
      Map.of(
          "label_smoothing_loss", TrainingFamilies::labelSmoothing,
          "noam_schedule", TrainingFamilies::noam,
          "adam_steps", TrainingFamilies::adam,
          "gradient_clipping", TrainingFamilies::clipping,
          "training_trajectory", TrainingFamilies::trajectory);

  private static LabelSmoothing.Convention convention(String name) {
    return LabelSmoothing.Convention.valueOf(name.toUpperCase(Locale.ROOT));
  }

  private static void labelSmoothing(CaseRun run) {
    LabelSmoothing loss =
        new LabelSmoothing(
            run.reference.number("smoothing"),
            run.reference.integer("pad_id"),
            convention(run.reference.text("convention")));
    NDArray logits = run.input("logits"); // (N, V)
    NDArray target = run.input("target"); // (N)
    run.differentiate(
        () -> {
          run.output("token_losses", loss.tokenLosses(logits, target));
          run.output("loss_sum", loss.sum(logits, target));
          run.output("loss", loss.mean(logits, target));
        });
    if (run.reference.tensors().containsKey("output.true_distribution")) {
      run.output("true_distribution", loss.trueDistribution(target, logits.getShape().get(1)));
    }
  }

  private static NoamSchedule schedule(CaseRun run) {
    return new NoamSchedule(
        run.reference.integer("d_model"),
        run.reference.integer("warmup"),
        run.reference.number("factor"));
  }

  private static void noam(CaseRun run) {
    NoamSchedule schedule = schedule(run);
    long[] steps = run.reference.input("steps").longs();
    double[] rates = new double[steps.length];
    for (int i = 0; i < steps.length; i++) {
      rates[i] = schedule.at(steps[i]);
    }
    run.output("learning_rates", Tensor.of(rates));
  }

  private static void adam(CaseRun run) {
    Map<String, NDArray> weights = new LinkedHashMap<>();
    run.reference.list("state").forEach(name -> weights.put(name, run.state(name)));
    String kind = run.reference.text("objective");
    int steps = run.reference.integer("steps");
    double rate = run.reference.number("learning_rate");
    NDList trajectory = new NDList();
    List<Double> losses = new ArrayList<>();
    try (Adam adam =
        new Adam(
            weights,
            run.reference.number("beta1"),
            run.reference.number("beta2"),
            run.reference.number("eps"))) {
      for (int t = 0; t < steps; t++) {
        if (weights.containsKey("p")) {
          trajectory.add(weights.get("p").duplicate());
        }
        if (kind.equals("given_gradients")) {
          adam.step(Map.of("p", run.input("gradients").get(t)), rate);
        } else {
          losses.add(gradientStep(weights, adam, rate, run.manager, m -> loss(run, kind)));
        }
      }
      for (String name : weights.keySet()) {
        run.output("final." + name, Tensor.of(weights.get(name)));
        run.output("first_moment." + name, Tensor.of(adam.firstMoments().get(name)));
        run.output("second_moment." + name, Tensor.of(adam.secondMoments().get(name)));
      }
    }
    if (weights.containsKey("p")) {
      trajectory.add(weights.get("p"));
      run.output("trajectory", Tensor.of(NDArrays.stack(trajectory)));
    }
    if (!losses.isEmpty()) {
      run.output("losses", Tensor.of(doubles(losses)));
    }
  }

  private static NDArray loss(CaseRun run, String kind) {
    if (kind.equals("quadratic")) {
      NDArray p = run.state("p");
      NDArray square = p.mul(run.input("A").matMul(p)).sum();
      return square.mul(Scalars.of(square, 0.5)).sub(run.input("b").mul(p).sum());
    }
    NDArray hidden =
        Linear.apply(run.input("x"), run.state("fc1.weight"), run.state("fc1.bias")).tanh();
    NDArray error =
        Linear.apply(hidden, run.state("fc2.weight"), run.state("fc2.bias")).sub(run.input("y"));
    return error.mul(error).mean();
  }

  private static double gradientStep(
      Map<String, NDArray> weights,
      Adam adam,
      double rate,
      NDManager manager,
      Function<NDManager, NDArray> loss) {
    weights.values().forEach(weight -> weight.setRequiresGradient(true));
    double value;
    try (NDManager step = manager.newSubManager()) {
      Gradients.zero(weights);
      try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        NDArray result = loss.apply(step);
        value = result.getFloat();
        collector.backward(result);
      }
      adam.step(Gradients.of(weights, step), rate);
    }
    return value;
  }

  private static void clipping(CaseRun run) {
    List<NDArray> gradients = new ArrayList<>();
    for (int i = 0; i < run.reference.integer("count"); i++) {
      gradients.add(run.input("gradient_" + i));
    }
    double norm = new GradientClipping(run.reference.number("max_norm")).clip(gradients);
    run.output("total_norm", Tensor.scalar(norm));
    for (int i = 0; i < gradients.size(); i++) {
      run.output("clipped_" + i, Tensor.of(gradients.get(i)));
    }
  }

  private static void trajectory(CaseRun run) {
    Transformer model = TransformerFamilies.model(run);
    LabelSmoothing smoothing =
        new LabelSmoothing(
            run.reference.number("label_smoothing"),
            run.reference.integer("pad_id"),
            convention(run.reference.text("loss_convention")));
    NoamSchedule schedule = schedule(run);
    Map<String, NDArray> weights = new LinkedHashMap<>();
    NamedParameters.of(model).forEach((name, p) -> weights.put(name, p.getArray()));
    List<Double> losses = new ArrayList<>();
    List<Double> rates = new ArrayList<>();
    try (Adam adam =
        new Adam(
            weights,
            run.reference.number("beta1"),
            run.reference.number("beta2"),
            run.reference.number("adam_eps"))) {
      for (int t = 0; t < run.reference.integer("steps"); t++) {
        NDArray source = run.input("source").get(t);
        NDArray target = run.input("target").get(t);
        rates.add(schedule.at(t + 1));
        losses.add(
            gradientStep(
                weights,
                adam,
                schedule.at(t + 1),
                run.manager,
                step -> {
                  NDArray logits = model.logits(source, LayerFamilies.part(target, ":-1"), true);
                  return smoothing.mean(
                      logits.reshape(-1, logits.getShape().get(2)),
                      LayerFamilies.part(target, "1:").flatten());
                }));
      }
    }
    run.output("losses", Tensor.of(doubles(losses)));
    run.output("learning_rates", Tensor.of(doubles(rates)));
    weights.forEach((name, weight) -> run.output("final." + name, Tensor.of(weight)));
  }

  private static double[] doubles(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
