package org.attentionlab.data.grammar;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.attentionlab.data.SentencePair;
import org.attentionlab.data.Split;
import org.attentionlab.data.grammar.Meaning.Being;
import org.attentionlab.data.grammar.Meaning.Pronoun;
import org.attentionlab.data.grammar.Meaning.Sentence;

/**
 * Makes the pocket grammar's sentence pairs, English to Korean or to German. Both have the very
 * same English sentences.
 *
 * <p>Each split has as many sentences of every {@link #BUCKETS length}, so that results can be
 * drawn against length. Where "it" has two candidates, the combination of the two nouns and the
 * adjective is either in train or in the other splits, never in both: the test asks for
 * combinations never seen.
 */
public final class PocketGrammar {

  /**
   * The longest sentence of each bucket, in words without the full stop: 3 to 6, 7 to 10, 11 to 15,
   * 16 to 24.
   */
  public static final List<Integer> BUCKETS = List.of(6, 10, 15, 24);

  private static final Map<Split, Integer> PER_BUCKET =
      new EnumMap<>(Map.of(Split.TEST, 500, Split.VALIDATION, 250, Split.TRAIN, 12_500));

  private static final int SHORTEST = 3;
  private static final long SEED = 1_805;

  /** The share of sentences with "it" in each bucket. Few can be said in 10 words. */
  private static final List<Double> SHARE_OF_IT = List.of(0.0, 0.1, 0.35, 0.35);

  /** How much is added to what is needed, so that most drawn sentences fall into the bucket. */
  private static final List<Double> RICHNESS = List.of(0.1, 0.3, 0.6, 1.0);

  /** One combination of so many is kept out of train. */
  private static final int HELD_OUT = 8;

  private final Random random = new Random(SEED);
  private final MeaningGenerator generator = new MeaningGenerator(new Lexicon(), random);
  private final Translation translation;
  private final Set<String> seen = new HashSet<>();

  private PocketGrammar(Realizer target) {
    translation = new Translation(target);
  }

  /** How many pairs each split has. */
  public static Map<Split, Integer> sizes() {
    Map<Split, Integer> sizes = new EnumMap<>(PER_BUCKET);
    sizes.replaceAll((split, perBucket) -> perBucket * BUCKETS.size());
    return sizes;
  }

  /**
   * All pairs, by split.
   *
   * @param language "ko" or "de"
   */
  public static Map<Split, List<SentencePair>> pairs(String language) {
    Realizer target =
        switch (language) {
          case "ko" -> new KoreanRealizer();
          case "de" -> new GermanRealizer();
          default ->
              throw new IllegalArgumentException(
                  "The pocket grammar knows \"ko\" and \"de\", not \"" + language + "\".");
        };
    return new PocketGrammar(target).generate();
  }

  private Map<Split, List<SentencePair>> generate() {
    Map<Split, List<SentencePair>> splits = new EnumMap<>(Split.class);
    for (Split split : List.of(Split.TEST, Split.VALIDATION, Split.TRAIN)) {
      List<Sentence> sentences = new ArrayList<>();
      for (int bucket = 0; bucket < BUCKETS.size(); bucket++) {
        for (int i = 0; i < PER_BUCKET.get(split); i++) {
          sentences.add(unseen(bucket, split == Split.TRAIN));
        }
      }
      Collections.shuffle(sentences, random);
      splits.put(split, sentences.parallelStream().map(translation::pair).toList());
    }
    return splits;
  }

  /** A sentence of the bucket that was not drawn before. */
  private Sentence unseen(int bucket, boolean train) {
    int shortest = bucket == 0 ? SHORTEST : BUCKETS.get(bucket - 1) + 1;
    int longest = BUCKETS.get(bucket);
    boolean it = random.nextDouble() < SHARE_OF_IT.get(bucket);
    while (true) {
      double richness = RICHNESS.get(bucket) * (0.5 + 0.5 * random.nextDouble());
      Sentence sentence =
          it ? generator.reasonOfAnAnimalOrThing(richness) : generator.sentence(richness);
      List<Word> words = translation.english(sentence);
      int length = words.size() - 1;
      if (length >= shortest
          && length <= longest
          && isHeldOut(sentence).map(heldOut -> heldOut != train).orElse(true)
          && seen.add(translation.text(words))) {
        return sentence;
      }
    }
  }

  /** Whether a combination of nouns and adjective is kept out of train; empty without "it". */
  private static Optional<Boolean> isHeldOut(Sentence sentence) {
    return sentence
        .link()
        .map(link -> link.clause())
        .filter(clause -> clause.subject() instanceof Pronoun)
        .filter(clause -> ((Pronoun) clause.subject()).rival().isPresent())
        .map(
            clause -> {
              Pronoun pronoun = (Pronoun) clause.subject();
              String noun = pronoun.antecedent().noun().english();
              String rival = pronoun.rival().orElseThrow().noun().english();
              String reason = ((Being) clause.predicate()).adjective().english();
              Set<String> pair = Set.of(noun, rival);
              boolean famous = pair.equals(Set.of("animal", "street"));
              int hash = (noun + " " + rival + " " + reason).hashCode();
              return famous || Math.floorMod(hash * 0x9E3779B9 >>> 7, HELD_OUT) == 0;
            });
  }
}
