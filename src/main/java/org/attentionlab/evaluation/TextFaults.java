package org.attentionlab.evaluation;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.apache.commons.text.StringEscapeUtils;
import org.attentionlab.evaluation.ScoredCorpus.Mend;

/** Faults in how the text is written. */
final class TextFaults {

  private static final double OFTEN = 0.1; // of the lines
  private static final double ONE_SIDED = 10; // times more lines than on the other side
  private static final double CAPITALS = 3; // times more capitals than on the other side
  private static final double LEAST_CAPITALS = 0.01; // of the letters
  private static final double NEAR_MISSES = 0.05; // of the words

  private static final Pattern ENTITY =
      Pattern.compile("&(?:[A-Za-z][A-Za-z0-9]*|#[0-9]+|#x[0-9A-Fa-f]+);");
  private static final Pattern CUT =
      Pattern.compile("\\S [.,!?;:](?: |$)| n't\\b| '(?:s|re|ve|ll|d|m)\\b| @-@ ");
  private static final Pattern BEFORE = Pattern.compile(" +([.,!?;:)\\]%]|n't\\b|'\\w)");
  private static final Pattern AFTER = Pattern.compile("([(\\[]) +");

  private TextFaults() {}

  static Optional<Mend> marks(ScoredCorpus corpus) {
    for (String mark : List.of("￭", "▁", "@@", "</w>")) {
      Predicate<String> sign = text -> text.contains(mark);
      int ours = ScoredCorpus.count(corpus.outputs(), sign);
      if (ours > ONE_SIDED * ScoredCorpus.count(corpus.first(), sign)) {
        String seen = "%d of %d outputs have “%s”".formatted(ours, corpus.size(), mark);
        int line = ScoredCorpus.find(corpus.outputs(), sign);
        return Optional.of(new Mend(seen, line, corpus.map(TextFaults::joined)));
      }
    }
    return Optional.empty();
  }

  /** Without the marks of the four usual conventions. */
  private static String joined(String text) {
    String whole = text.replaceAll(" *￭ *", "").replaceAll("@@(?: |$)", "");
    if (whole.contains("▁") || whole.contains("</w>")) {
      whole = whole.replace(" ", "").replace("▁", " ").replace("</w>", " ");
    }
    return whole.strip();
  }

  static Optional<Mend> entities(ScoredCorpus corpus) {
    return oneSided(
        corpus,
        text -> ENTITY.matcher(text).find(),
        0,
        "HTML entities such as &amp;",
        text -> StringEscapeUtils.unescapeHtml4(text.replace("&apos;", "'")));
  }

  static Optional<Mend> unicodeForm(ScoredCorpus corpus) {
    return oneSided(
        corpus,
        text -> !Normalizer.isNormalized(text, Normalizer.Form.NFC),
        0,
        "letters in parts",
        text -> Normalizer.normalize(text, Normalizer.Form.NFC));
  }

  static Optional<Mend> tokenised(ScoredCorpus corpus) {
    return oneSided(
        corpus,
        text -> CUT.matcher(text).find(),
        OFTEN,
        "a blank before marks or endings ( . , n't 's)",
        text ->
            AFTER
                .matcher(BEFORE.matcher(text.replace(" @-@ ", "-")).replaceAll("$1"))
                .replaceAll("$1"));
  }

  /** A sign that one side has in many more lines than the other. */
  private static Optional<Mend> oneSided(
      ScoredCorpus corpus,
      Predicate<String> sign,
      double least,
      String what,
      UnaryOperator<String> mend) {
    int ours = ScoredCorpus.count(corpus.outputs(), sign);
    int theirs = ScoredCorpus.count(corpus.first(), sign);
    int more = Math.max(ours, theirs);
    if (more == 0 || more < least * corpus.size() || more <= ONE_SIDED * Math.min(ours, theirs)) {
      return Optional.empty();
    }
    String seen =
        "%d of %d outputs have %s, and %d of the references"
            .formatted(ours, corpus.size(), what, theirs);
    int line = ScoredCorpus.find(ours > theirs ? corpus.outputs() : corpus.first(), sign);
    return Optional.of(new Mend(seen, line, corpus.map(mend)));
  }

  static Optional<Mend> capitals(ScoredCorpus corpus) {
    double ours = capitals(corpus.outputs());
    double theirs = capitals(corpus.first());
    double more = Math.max(ours, theirs);
    Bleu bleu = corpus.bleu();
    if (bleu.lowercase()
        || Math.min(ours, theirs) < 0
        || more < LEAST_CAPITALS
        || more <= CAPITALS * Math.min(ours, theirs)) {
      return Optional.empty();
    }
    String seen =
        "%.1f%% of the outputs' letters are capitals, and %.1f%% of the references'"
            .formatted(100 * ours, 100 * theirs);
    List<String> with = ours > theirs ? corpus.outputs() : corpus.first();
    int line = ScoredCorpus.find(with, text -> text.chars().anyMatch(Character::isUpperCase));
    Bleu small = new Bleu(bleu.tokenizer(), true, bleu.smoothing(), bleu.effectiveOrder());
    return Optional.of(new Mend(seen, line, corpus.with(small)));
  }

  /** The share of capitals among letters that have two forms; -1 if there is no such letter. */
  private static double capitals(List<String> texts) {
    long upper = 0;
    long all = 0;
    for (String text : texts) {
      upper += text.codePoints().filter(Character::isUpperCase).count();
      all +=
          text.codePoints()
              .filter(c -> Character.isUpperCase(c) || Character.isLowerCase(c))
              .count();
    }
    return all == 0 ? -1 : upper / (double) all;
  }

  static Optional<Mend> koreanWords(ScoredCorpus corpus) {
    if (corpus.bleu().tokenizer() == BleuTokenizer.CHARACTERS || !isKorean(corpus.first())) {
      return Optional.empty();
    }
    int words = 0;
    int near = 0;
    int line = -1;
    String example = "";
    for (int i = 0; i < corpus.size(); i++) {
      List<String> output = corpus.bleu().tokens(corpus.outputs().get(i));
      List<String> reference = corpus.bleu().tokens(corpus.first().get(i));
      words += output.size();
      Set<String> left = new HashSet<>(reference);
      output.forEach(left::remove);
      for (String word : output) {
        Optional<String> missed =
            reference.contains(word)
                ? Optional.empty()
                : left.stream().filter(other -> isNear(word, other)).findFirst();
        if (missed.isPresent()) {
          near++;
          if (line < 0) {
            line = i;
            example = "%s for %s".formatted(word, missed.get());
          }
        }
      }
    }
    if (near == 0 || near < NEAR_MISSES * words) {
      return Optional.empty();
    }
    String seen =
        "%d of %d output words differ from the reference only at the end, such as %s"
            .formatted(near, words, example);
    Bleu bleu = corpus.bleu();
    Bleu finer =
        new Bleu(
            BleuTokenizer.CHARACTERS, bleu.lowercase(), bleu.smoothing(), bleu.effectiveOrder());
    return Optional.of(new Mend(seen, line, corpus.with(finer)));
  }

  /** Whether the first half at least is the same. */
  private static boolean isNear(String word, String other) {
    int same = 0;
    while (same < Math.min(word.length(), other.length())
        && word.charAt(same) == other.charAt(same)) {
      same++;
    }
    return same > 0 && 2 * same >= Math.max(word.length(), other.length());
  }

  private static boolean isKorean(List<String> texts) {
    int[] letters =
        texts.stream().flatMapToInt(String::codePoints).filter(Character::isLetter).toArray();
    long hangul =
        Arrays.stream(letters)
            .filter(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HANGUL)
            .count();
    return 2 * hangul > letters.length;
  }
}
