package org.attentionlab.experiments;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.attentionlab.data.Batch;
import org.attentionlab.data.EncodedPair;
import org.attentionlab.data.SentencePair;
import org.attentionlab.data.TokenBatches;
import org.attentionlab.decoding.Translation;
import org.attentionlab.decoding.Translator;
import org.attentionlab.evaluation.ExactMatch;
import org.attentionlab.nn.NamedParameters;
import org.attentionlab.recurrent.Seq2Seq;
import org.attentionlab.recurrent.Seq2SeqConfig;
import org.attentionlab.recurrent.Seq2SeqConfig.LookBack;
import org.attentionlab.text.CharacterTokenizer;
import org.attentionlab.text.Vocabulary;
import org.attentionlab.training.Budget;
import org.attentionlab.training.ChunkedLabelSmoothing;
import org.attentionlab.training.CoolDown;
import org.attentionlab.training.Gradients;
import org.attentionlab.training.LabelSmoothing;
import org.attentionlab.training.NoamSchedule;
import org.attentionlab.training.SequenceLoss;
import org.attentionlab.training.Trainer;
import org.attentionlab.training.TrainingListener;
import org.attentionlab.training.TrainingResult;
import org.attentionlab.training.TrainingStep;
import org.attentionlab.training.Weights;

/**
 * Is the bottleneck a matter of gradients or of room? A GRU without attention copies strings of one
 * length through context vectors of growing width. Beside the score stands how much gradient the
 * first letter gets, compared with the last: if that is healthy while the score is low, the
 * gradient is not what is missing.
 *
 * <p>No letter occurs twice in a string. So the gradient of a letter's row in the embedding table
 * is the gradient at that letter's position.
 */
final class ContextWidthExperiment implements RecordedExperiment {

  private static final int LENGTH = 10;
  private static final int LETTERS = 20;
  private static final int TRAINING = 20_000;
  private static final int TEST = 500;
  private static final int STEPS = 2000;
  private static final int PROBED = 50;
  private static final SequenceLoss LOSS =
      new ChunkedLabelSmoothing(new LabelSmoothing(0, Vocabulary.PAD));

  private final CharacterTokenizer tokenizer = new CharacterTokenizer();

  @Override
  public String name() {
    return "context-width";
  }

  @Override
  public String question() {
    return "Is the bottleneck a gradient that vanishes, or a context vector that is too narrow?";
  }

  @Override
  public List<Part> parts(boolean quick) {
    List<Part> parts = new ArrayList<>();
    for (int width : new int[] {16, 32, 64, 128}) {
      parts.add(part(LookBack.NONE, width, quick));
    }
    parts.add(part(LookBack.GENERAL, 32, quick));
    return parts;
  }

  private Part part(LookBack attention, int width, boolean quick) {
    String name = (attention == LookBack.NONE ? "width-" : "attention-") + width;
    return new Part(name, 1, quick ? 0.1 : 1, b -> List.of(run(attention, width, quick, b)));
  }

  private Map<String, Object> run(LookBack attention, int width, boolean quick, Workbench bench) {
    Processor.useThreads(1);
    Random random = new Random(bench.seed());
    List<SentencePair> training = copies(quick ? 200 : TRAINING, random);
    List<SentencePair> test = copies(quick ? 20 : TEST, random);
    Vocabulary vocabulary =
        Vocabulary.of(training.stream().map(p -> tokenizer.tokenize(p.source())).toList());
    try (NDManager manager = NDManager.newBaseManager()) {
      Seq2SeqConfig sizes =
          new Seq2SeqConfig(
              vocabulary.size(),
              vocabulary.size(),
              32,
              width,
              1,
              Seq2SeqConfig.Cell.GRU,
              attention,
              false,
              0,
              Vocabulary.PAD);
      Seq2Seq model = new Seq2Seq(sizes, bench.seed());
      model.initialize(manager);
      train(model, EncodedPair.all(training, tokenizer, vocabulary), quick ? 5 : STEPS, bench);
      double[] gradients = gradientByPosition(model, test, vocabulary);
      List<Translation> outputs =
          new Translator(model, tokenizer, vocabulary)
              .translate(test.stream().map(SentencePair::source).toList());
      ExactMatch exact =
          ExactMatch.of(
              outputs.stream().map(Translation::text).toList(),
              test.stream().map(SentencePair::target).toList());
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("attention", attention != LookBack.NONE);
      row.put("context_width", width);
      row.put("parameters", NamedParameters.count(model));
      row.put("steps", quick ? 5 : STEPS);
      row.put("letters", LENGTH);
      row.put("strings", test.size());
      row.put("exact_percent", exact.percent());
      row.put("gradient_first", Rounding.fourDigits(gradients[0]));
      row.put("gradient_last", Rounding.fourDigits(gradients[LENGTH - 1]));
      return row;
    }
  }

  private static List<SentencePair> copies(int number, Random random) {
    List<Character> letters =
        new ArrayList<>(IntStream.range(0, LETTERS).mapToObj(i -> (char) ('a' + i)).toList());
    List<SentencePair> pairs = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      Collections.shuffle(letters, random);
      StringBuilder text = new StringBuilder();
      letters.subList(0, LENGTH).forEach(text::append);
      pairs.add(SentencePair.of(text.toString(), text.toString()));
    }
    return pairs;
  }

  private static void train(Seq2Seq model, List<EncodedPair> pairs, int steps, Workbench bench) {
    TokenBatches batches =
        TokenBatches.builder().setPairs(pairs).setMaxTokens(1500).optSeed(bench.seed()).build();
    try (Trainer trainer =
        Trainer.builder()
            .setModel(model)
            .setBatches(batches::epoch)
            .setSchedule(new CoolDown(new NoamSchedule(64, 200, 0.34), 0.5)) // at most 0.003
            .optLoss(LOSS)
            .optClipping(1)
            .optListener(
                new TrainingListener() {
                  @Override
                  public void step(TrainingStep step) {
                    bench.progress(step.spent(), "loss %.3f".formatted(step.loss()));
                  }
                })
            .build()) {
      bench.onStop(trainer::stop);
      if (trainer.train(Budget.steps(steps)).end() == TrainingResult.End.STOPPED) {
        throw new ExperimentStoppedException();
      }
    }
  }

  /** The mean norm of the loss's gradient at each source position. */
  private double[] gradientByPosition(
      Seq2Seq model, List<SentencePair> pairs, Vocabulary vocabulary) {
    Map<String, NDArray> weights = Weights.learned(model);
    double[] sums = new double[LENGTH];
    int probed = Math.min(PROBED, pairs.size());
    for (SentencePair pair : pairs.subList(0, probed)) {
      Batch batch = new Batch(List.of(EncodedPair.of(pair, tokenizer, vocabulary)));
      Gradients.zero(weights);
      NDManager owner = model.outputWeight().getArray().getManager();
      try (NDManager manager = owner.newSubManager()) {
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
          NDArray target = batch.target(manager);
          NDArray states = model.decoderStates(batch.source(manager), target.get(":, :-1"), false);
          collector.backward(LOSS.of(model, states, target.get(":, 1:")).objective());
        }
        NDArray table = Gradients.of(weights, manager).get("src_embedding.weight"); // (V, E)
        int[] ids = batch.pairs().get(0).source();
        for (int position = 0; position < LENGTH; position++) {
          sums[position] += table.get(ids[position]).norm().getFloat() / probed;
        }
      }
    }
    Gradients.zero(weights);
    return sums;
  }
}
