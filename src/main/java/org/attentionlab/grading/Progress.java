package org.attentionlab.grading;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** How far a reader is, as long as the kernel lives: hints taken and exercises passed. */
final class Progress {

  private static final Set<String> PASSED = ConcurrentHashMap.newKeySet();
  private static final Map<String, Integer> HINTS = new ConcurrentHashMap<>();

  private Progress() {}

  static void passed(String id) {
    PASSED.add(id);
  }

  static boolean hasPassed(String id) {
    return PASSED.contains(id);
  }

  /** The number of the next hint, from 0. */
  static int nextHint(String id) {
    return HINTS.merge(id, 1, Integer::sum) - 1;
  }
}
