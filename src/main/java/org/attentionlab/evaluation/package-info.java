/**
 * Numbers that say how good an output is. Each metric is a plain function from outputs and
 * references to a record. Nothing here knows which model made the output.
 */
package org.attentionlab.evaluation;
