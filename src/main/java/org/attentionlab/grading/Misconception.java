package org.attentionlab.grading;

/**
 * A wrong answer that real readers give, known by what it computes.
 *
 * @param name short, for the summary of a class: "no √d_k"
 * @param happened what to tell the reader: "this is what you get when ..."
 * @param answer computes it
 */
public record Misconception(String name, String happened, Answer answer) {}
