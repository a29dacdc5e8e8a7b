package org.attentionlab.experiments;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import org.attentionlab.nn.SequenceToSequence;
import org.attentionlab.text.Vocabulary;
import org.attentionlab.training.BatchLoss;
import org.attentionlab.training.SequenceLoss;

/**
 * The fault of a forgotten shift: each position is asked for the token that it reads, and not for
 * the one after it. Nothing fails; the model learns to copy.
 */
record UnshiftedLoss(SequenceLoss loss) implements SequenceLoss {

  @Override
  public BatchLoss of(SequenceToSequence model, NDArray states, NDArray labels) {
    long sentences = labels.getShape().get(0);
    NDArray first =
        labels
            .getManager()
            .full(new Shape(sentences, 1), Vocabulary.SOS, labels.getDataType()); // (B, 1)
    NDArray read = first.concat(labels.get(new NDIndex(":, :-1")), 1); // (B, T): <sos> y_1 y_2 …
    return loss.of(model, states, read);
  }
}
