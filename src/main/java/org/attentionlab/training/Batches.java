package org.attentionlab.training;

import java.util.List;
import org.attentionlab.data.Batch;

/** Where the trainer takes its batches from, e.g. {@code tokenBatches::epoch}. */
@FunctionalInterface
public interface Batches {

  /** The batches of one epoch, counted from 0; the same ones at every call. */
  List<Batch> epoch(long epoch);
}
