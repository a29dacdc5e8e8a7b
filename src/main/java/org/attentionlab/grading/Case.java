package org.attentionlab.grading;

import ai.djl.ndarray.NDManager;
import java.util.List;
import org.attentionlab.nn.RandomStream;

/** Makes the arguments of one call; the same stream gives the same ones. */
@FunctionalInterface
public interface Case {

  /**
   * The arguments, in the order of the {@link Signature}.
   *
   * @param manager owns the tensors among them
   * @param stream draws what is random
   */
  List<Object> arguments(NDManager manager, RandomStream stream);
}
