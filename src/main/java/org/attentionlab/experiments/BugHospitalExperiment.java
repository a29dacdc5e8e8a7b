package org.attentionlab.experiments;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.attentionlab.data.Batch;
import org.attentionlab.data.EncodedPair;
import org.attentionlab.data.SentencePair;
import org.attentionlab.data.Split;
import org.attentionlab.data.TokenBatches;
import org.attentionlab.evaluation.ExactMatch;
import org.attentionlab.nn.SequenceToSequence;
import org.attentionlab.text.Vocabulary;
import org.attentionlab.training.Budget;
import org.attentionlab.training.ChunkedLabelSmoothing;
import org.attentionlab.training.CoolDown;
import org.attentionlab.training.LabelSmoothing;
import org.attentionlab.training.NoamSchedule;
import org.attentionlab.training.SequenceLoss;
import org.attentionlab.training.Trainer;
import org.attentionlab.training.TrainingListener;
import org.attentionlab.training.TrainingResult;
import org.attentionlab.training.TrainingStep;
import org.attentionlab.training.ValidationResult;
import org.attentionlab.transformer.FaultPlace;
import org.attentionlab.transformer.FaultyTransformer;

/**
 * Trains the patients of the {@link BugHospital} with their faults, and keeps what one would see:
 * the loss in training, the loss on validation pairs with the right beginning given, how many
 * validation dates are decoded exactly, and some outputs, alone and in the company of a long date.
 */
final class BugHospitalExperiment implements RecordedExperiment {

  private static final int STEPS = 1200;
  private static final int QUICK_STEPS = 4;
  private static final int EVERY = 100;
  private static final int BATCH_TOKENS = 1500;
  private static final int VALIDATED = 100;
  private static final int OUTPUTS = 6;

  @Override
  public String name() {
    return "bug-hospital";
  }

  @Override
  public String question() {
    return "What do silently broken Transformers look like in training and in use?";
  }

  @Override
  public List<Part> parts(boolean quick) {
    List<Part> parts = new ArrayList<>();
    for (int number = 0; number <= (quick ? 1 : BugHospital.PATIENTS); number++) {
      int patient = number;
      parts.add(
          new Part(
              "patient-" + number,
              BugHospital.SEED,
              quick ? 0.1 : 2.5,
              bench -> rows(patient, quick, bench)));
    }
    return parts;
  }

  private static List<Map<String, Object>> rows(int number, boolean quick, Workbench bench)
      throws IOException {
    Processor.useThreads(1);
    Vocabulary vocabulary = BugHospital.vocabulary();
    List<SentencePair> validation =
        BugHospital.pairs(Split.VALIDATION).subList(0, quick ? 5 : VALIDATED);
    List<Map<String, Object>> rows = new ArrayList<>();
    try (NDManager manager = NDManager.newBaseManager()) {
      FaultyTransformer model = BugHospital.untrained(number, vocabulary, manager);
      train(number, model, vocabulary, validation, quick ? QUICK_STEPS : STEPS, bench, rows);
      outputs(number, model, vocabulary, rows);
      bench.keepWeights(model, BugHospital.weights(number));
    }
    return rows;
  }

  private static void train(
      int number,
      FaultyTransformer model,
      Vocabulary vocabulary,
      List<SentencePair> validation,
      int steps,
      Workbench bench,
      List<Map<String, Object>> rows) {
    SequenceLoss right = new ChunkedLabelSmoothing(new LabelSmoothing(0, Vocabulary.PAD));
    SequenceLoss loss =
        BugHospital.placeOf(number) == FaultPlace.TARGET_SHIFT ? new UnshiftedLoss(right) : right;
    TokenBatches batches =
        TokenBatches.builder()
            .setPairs(
                EncodedPair.all(
                    BugHospital.pairs(Split.TRAIN), BugHospital.tokenizer(), vocabulary))
            .setMaxTokens(BATCH_TOKENS)
            .optSeed(BugHospital.SEED)
            .build();
    List<Batch> given =
        ReferenceLoss.batches(
            EncodedPair.all(validation, BugHospital.tokenizer(), vocabulary), BATCH_TOKENS);
    Curve curve = new Curve(number, bench, rows);
    try (Trainer trainer =
        Trainer.builder()
            .setModel(model)
            .setBatches(batches::epoch)
            .setSchedule(new CoolDown(new NoamSchedule(48, 200, 0.4), 0.5)) // at most 0.004
            .optLoss(loss)
            .optClipping(1)
            .optValidation(
                m ->
                    new ValidationResult(
                        ReferenceLoss.of(m, given, loss),
                        OptionalDouble.of(exact(m, vocabulary, validation))),
                Math.min(EVERY, steps))
            .optListener(curve)
            .build()) {
      bench.onStop(trainer::stop);
      if (trainer.train(Budget.steps(steps)).end() == TrainingResult.End.STOPPED) {
        throw new ExperimentStoppedException();
      }
    }
  }

  private static double exact(
      SequenceToSequence model, Vocabulary vocabulary, List<SentencePair> pairs) {
    List<String> said =
        BugHospital.say(
            (FaultyTransformer) model,
            vocabulary,
            pairs.stream().map(SentencePair::source).toList());
    return ExactMatch.of(said, pairs.stream().map(SentencePair::target).toList()).percent();
  }

  /** Writes a row at each validation. */
  private static final class Curve implements TrainingListener {
    private final int number;
    private final Workbench bench;
    private final List<Map<String, Object>> rows;
    private double sum;
    private int steps;

    Curve(int number, Workbench bench, List<Map<String, Object>> rows) {
      this.number = number;
      this.bench = bench;
      this.rows = rows;
    }

    @Override
    public void step(TrainingStep step) {
      sum += step.loss();
      steps++;
      bench.progress(0.95 * step.spent(), "loss %.3f".formatted(step.loss()));
    }

    @Override
    public void validated(TrainingStep step, ValidationResult result) {
      Map<String, Object> row = row(number, "curve");
      row.put("step", step.step());
      row.put("train_loss", Rounding.decimals(sum / steps, 4)); // the mean since the last row
      row.put("validation_loss", Rounding.decimals(result.loss(), 4));
      row.put("exact_percent", Rounding.decimals(result.exactMatch().orElseThrow(), 2));
      rows.add(row);
      sum = 0;
      steps = 0;
    }
  }

  private static Map<String, Object> row(int number, String kind) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("patient", number);
    row.put("kind", kind);
    for (String column :
        List.of(
            "step",
            "train_loss",
            "validation_loss",
            "exact_percent",
            "source",
            "reference",
            "alone",
            "in_company")) {
      row.put(column, "");
    }
    return row;
  }

  /** Some dates of the test, alone and beside the longest one. */
  private static void outputs(
      int number, FaultyTransformer model, Vocabulary vocabulary, List<Map<String, Object>> rows) {
    List<SentencePair> test = BugHospital.pairs(Split.TEST);
    String longest =
        test.stream()
            .map(SentencePair::source)
            .max(Comparator.comparingInt(String::length))
            .orElseThrow();
    for (SentencePair pair : test.subList(0, OUTPUTS)) {
      Map<String, Object> row = row(number, "output");
      row.put("source", pair.source());
      row.put("reference", pair.target());
      row.put("alone", BugHospital.say(model, vocabulary, List.of(pair.source())).get(0));
      row.put(
          "in_company", BugHospital.say(model, vocabulary, List.of(pair.source(), longest)).get(0));
      rows.add(row);
    }
  }
}
