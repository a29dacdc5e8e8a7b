/**
 * The exercises, one class each: what is right, what readers get wrong, and how to help. Only the
 * notebook of a student and the grader's own process know these classes; the sandbox in which
 * submitted code runs does not.
 */
package org.attentionlab.grading.exercises;
