/**
 * Numbers that say how good an output is. Each metric is a plain function from outputs and
 * references to a record; one that adds counts up over a corpus (BLEU, chrF) is a {@link
 * org.attentionlab.evaluation.CorpusMetric} and can be drawn anew for intervals. Nothing here knows
 * which model made the output. {@link org.attentionlab.evaluation.BleuClinic} looks for what makes
 * a score absurd although the model is good.
 */
package org.attentionlab.evaluation;
