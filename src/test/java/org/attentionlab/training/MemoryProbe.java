package org.attentionlab.training;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.attentionlab.data.Batch;
import org.attentionlab.data.EncodedPair;
import org.attentionlab.transformer.Transformer;

/**
 * Trains in a process of its own and prints a line {@code step kilobytes arrays} after some steps:
 * the memory of the process, and how many arrays the long-lived managers hold.
 */
final class MemoryProbe {

  private MemoryProbe() {}

  public static void main(String[] args) throws IOException {
    int rows = Integer.parseInt(args[0]);
    int length = Integer.parseInt(args[1]);
    int[] ids = new int[length];
    for (int i = 0; i < length; i++) {
      ids[i] = 4 + i % 8;
    }
    Batch batch = new Batch(Collections.nCopies(rows, EncodedPair.of(ids, ids)));
    try (NDManager manager = NDManager.newBaseManager()) {
      Transformer model = CopyTask.model(manager, 1);
      try (Trainer trainer =
          CopyTask.trainer(model).setBatches(epoch -> List.of(batch)).optClipping(1).build()) {
        for (long steps : new long[] {50, 200, 400, 600, 800, 1000}) {
          trainer.train(Budget.steps(steps));
          System.out.println(
              steps + " " + residentKilobytes() + " " + manager.getManagedArrays().size());
        }
      }
    }
  }

  private static long residentKilobytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")))
        .findFirst()
        .orElseThrow();
  }
}
