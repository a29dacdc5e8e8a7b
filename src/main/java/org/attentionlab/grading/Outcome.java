package org.attentionlab.grading;

import java.util.List;

/**
 * What one call of an answer gave.
 *
 * @param criterion for which it was made
 * @param arguments with which
 * @param result what came back, if nothing failed
 * @param failure what was thrown, in words, or null
 */
record Outcome(Criterion criterion, List<Object> arguments, Object result, String failure) {}
