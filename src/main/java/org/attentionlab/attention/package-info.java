/**
 * Attention as the paper defines it (section 3.2), and the masks that say what may not be seen.
 * Weights are results, returned in a record beside the output, and nothing is kept in fields
 * between calls. In a mask, true always means: may not be seen.
 */
package org.attentionlab.attention;
