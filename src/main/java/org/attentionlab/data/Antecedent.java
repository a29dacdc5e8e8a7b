package org.attentionlab.data;

/**
 * What the pronoun of a sentence stands for. In "The animal did not cross the street because it was
 * too tired" the pronoun "it" stands for "animal", and "street" is its rival: grammar alone would
 * allow it. All four numbers are token indices.
 *
 * @param pronoun where the pronoun is in the source
 * @param noun where the noun is that it stands for, in the source
 * @param rival where the other noun is that it might have stood for, in the source
 * @param choice where the target shows which of the two was meant
 */
public record Antecedent(int pronoun, int noun, int rival, int choice) {}
