/**
 * The doors from the shell: one class per command of {@code ./course}. Commands parse, check and
 * print; the work is done in the other rooms. A user's mistake ends with one clear sentence and a
 * non-zero exit status.
 */
package org.attentionlab.cli;
