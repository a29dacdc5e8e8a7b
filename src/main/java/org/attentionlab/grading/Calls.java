package org.attentionlab.grading;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import org.attentionlab.nn.RandomStream;

/** The calls of an exercise: what a student may see, or what the grader keeps to itself. */
final class Calls {

  private static final long SHOWN_SEED = 1;
  private static final int REPEATED = 3; // secret cases, each time with other numbers

  /**
   * One call to be made.
   *
   * @param criterion for which
   * @param arguments with which
   */
  record Call(Criterion criterion, List<Object> arguments) {}

  private Calls() {}

  /** The same every time. */
  static List<Call> shown(Exercise exercise, NDManager manager) {
    RandomStream stream = RandomStream.of(SHOWN_SEED);
    List<Call> calls = new ArrayList<>();
    for (Criterion criterion : exercise.criteria()) {
      criterion.shown().forEach(c -> calls.add(new Call(criterion, c.arguments(manager, stream))));
    }
    return calls;
  }

  /** Others with each seed. */
  static List<Call> secret(Exercise exercise, long seed, NDManager manager) {
    RandomStream stream = RandomStream.of(seed);
    List<Call> calls = new ArrayList<>();
    for (Criterion criterion : exercise.criteria()) {
      for (int time = 0; time < REPEATED; time++) {
        for (Case one : criterion.secret()) {
          calls.add(new Call(criterion, one.arguments(manager, stream)));
        }
      }
    }
    return calls;
  }

  /** Makes all of them, each with arguments of its own, so that none sees what another changed. */
  static List<Outcome> make(List<Call> calls, Answer answer, NDManager manager) {
    return calls.stream().map(call -> make(call, answer, manager)).toList();
  }

  private static Outcome make(Call call, Answer answer, NDManager manager) {
    Object[] copies =
        call.arguments().stream().map(a -> Value.decode(Value.encode(a), manager)).toArray();
    try {
      return new Outcome(call.criterion(), call.arguments(), answer.call(copies), null);
    } catch (Exception | StackOverflowError | AssertionError | LinkageError e) {
      return new Outcome(call.criterion(), call.arguments(), null, inWords(e));
    }
  }

  static String inWords(Throwable thrown) {
    if (thrown instanceof LinkageError && thrown.getCause() instanceof ClassNotFoundException e) {
      return e.getMessage(); // a hidden class says so itself
    }
    String message = thrown.getMessage();
    return thrown.getClass().getSimpleName() + (message == null ? "" : ": " + message);
  }
}
