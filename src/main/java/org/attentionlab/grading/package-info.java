/**
 * Exercises and their marks: what is asked, how an answer is checked in the notebook at once, and
 * how a grader checks it again without trusting the code of a student. One description of an
 * exercise serves both, and one judge, which sees values only. Student code runs in a JShell of its
 * own; for marks that JShell stands in a sandbox.
 */
package org.attentionlab.grading;
