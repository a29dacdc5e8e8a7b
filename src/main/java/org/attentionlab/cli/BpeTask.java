package org.attentionlab.cli;

import java.util.List;

/**
 * What both sides of {@code ./course bench bpe} do; passed to them as JSON.
 *
 * @param files the text: UTF-8, a sentence a line, words parted by blanks
 * @param merges how many merges to learn
 */
record BpeTask(List<String> files, int merges) {}
