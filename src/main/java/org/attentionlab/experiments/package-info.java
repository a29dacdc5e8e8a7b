/**
 * What lessons and the command line run: a corpus, a model, a budget, and a recorded result. An
 * experiment can be interrupted and resumed, and ends with the same numbers as an undisturbed one.
 * Results carry their provenance: command, commit, seed, machine and time.
 */
package org.attentionlab.experiments;
