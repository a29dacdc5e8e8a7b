package org.attentionlab.experiments;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.OptionalDouble;
import org.attentionlab.data.Batch;
import org.attentionlab.data.SentencePair;
import org.attentionlab.decoding.Translation;
import org.attentionlab.decoding.Translator;
import org.attentionlab.evaluation.ExactMatch;
import org.attentionlab.nn.SequenceToSequence;
import org.attentionlab.training.BatchLoss;
import org.attentionlab.training.ChunkedLabelSmoothing;
import org.attentionlab.training.LabelSmoothing;
import org.attentionlab.training.SequenceLoss;
import org.attentionlab.training.Validation;
import org.attentionlab.training.ValidationResult;

/** Translates the validation pairs, and measures how surprised the model is by the references. */
final class TranslationValidation implements Validation {

  private final TranslationData data;
  private final List<Batch> batches;

  TranslationValidation(TranslationData data, int batchTokens) {
    this.data = data;
    batches = data.validationBatches(batchTokens);
  }

  @Override
  public ValidationResult measure(SequenceToSequence model) {
    List<String> sources = data.validation().stream().map(SentencePair::source).toList();
    List<String> references = data.validation().stream().map(SentencePair::target).toList();
    List<String> outputs =
        new Translator(model, data.tokenizer(), data.vocabulary())
            .translate(sources).stream().map(Translation::text).toList();
    double exact = ExactMatch.of(outputs, references).percent();
    return new ValidationResult(loss(model), OptionalDouble.of(exact));
  }

  /** The mean cross-entropy of a target token. */
  private double loss(SequenceToSequence model) {
    SequenceLoss crossEntropy = new ChunkedLabelSmoothing(new LabelSmoothing(0, model.paddingId()));
    double sum = 0;
    long tokens = 0;
    for (Batch batch : batches) {
      NDManager owner = model.outputWeight().getArray().getManager();
      try (NDManager manager = owner.newSubManager()) {
        NDArray target = batch.target(manager);
        NDArray states = model.decoderStates(batch.source(manager), target.get(":, :-1"), false);
        BatchLoss loss = crossEntropy.of(model, states, target.get(":, 1:"));
        sum += loss.sum().getFloat();
        tokens += loss.tokens();
      }
    }
    return sum / tokens;
  }
}
