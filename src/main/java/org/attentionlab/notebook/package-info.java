/**
 * What a lesson shows: charts, tables, progress, claims. The same calls work in JJava, in IJava and
 * on a plain console, through one small display interface. Nothing here changes a model.
 */
package org.attentionlab.notebook;
