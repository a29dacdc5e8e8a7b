package org.attentionlab.experiments;

import java.util.List;
import java.util.OptionalDouble;
import org.attentionlab.data.Batch;
import org.attentionlab.data.SentencePair;
import org.attentionlab.decoding.Translation;
import org.attentionlab.decoding.Translator;
import org.attentionlab.evaluation.ExactMatch;
import org.attentionlab.nn.SequenceToSequence;
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
    return new ValidationResult(ReferenceLoss.of(model, batches), OptionalDouble.of(exact));
  }
}
