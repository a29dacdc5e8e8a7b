package org.attentionlab.reference;

/** How the library computes the cases of one family. */
interface Family {
  void compute(CaseRun run);
}
