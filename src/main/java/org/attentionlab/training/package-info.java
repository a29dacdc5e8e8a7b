/**
 * How a model learns (section 5 of the paper): loss, optimiser, schedule, trainer, checkpoints. The
 * trainer sees any model through one interface and tells listeners what happens. One training step
 * owns one NDManager and closes it whatever happens.
 */
package org.attentionlab.training;
