package org.attentionlab.notebook;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.attentionlab.decoding.Beam;
import org.attentionlab.decoding.BeamTrace;
import org.attentionlab.decoding.Hypothesis;
import org.attentionlab.text.Tokenizer;
import org.attentionlab.text.Vocabulary;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * A beam search as a tree, from left to right: a column for each step, the likeliest beginning on
 * top, and below a line what was dropped. The way to the winner is filled and thick, dropped
 * continuations are pale and dashed, finished hypotheses have a double edge with place and score.
 *
 * <pre>{@code
 * BeamTrace trace = search.trace(translator.ids("the dog sleeps"));
 * BeamTree.of(trace, vocabulary, tokenizer)
 * }</pre>
 */
public final class BeamTree implements Picture {

  private final BeamTrace trace;
  private final Vocabulary vocabulary;
  private final Tokenizer tokenizer;
  private String title;
  private int first = 1;
  private int last;

  private BeamTree(BeamTrace trace, Vocabulary vocabulary, Tokenizer tokenizer) {
    this.trace = trace;
    this.vocabulary = vocabulary;
    this.tokenizer = tokenizer;
    last = trace.steps().size();
    List<Hypothesis> all = trace.hypotheses();
    title = "The winner, %s, has the score %s".formatted(text(all.get(0)), score(all.get(0)));
    if (all.size() > 1) {
      title += "; the second, %s, has %s".formatted(text(all.get(1)), score(all.get(1)));
    }
  }

  /**
   * The tree of one search.
   *
   * @param vocabulary of the model, which names the tokens
   * @param tokenizer of the model, which makes a text of them
   */
  public static BeamTree of(BeamTrace trace, Vocabulary vocabulary, Tokenizer tokenizer) {
    return new BeamTree(trace, vocabulary, tokenizer);
  }

  /** Replaces the title, which names the two best hypotheses otherwise. */
  public BeamTree optTitle(String text) {
    title = text;
    return this;
  }

  /**
   * Draws only some steps; all otherwise. Ten fit on a page.
   *
   * @param from the first one, from 1
   * @param to the last one
   * @throws IllegalArgumentException if the search has no such steps
   */
  public BeamTree optSteps(int from, int to) {
    if (from < 1 || to < from || to > trace.steps().size()) {
      throw new IllegalArgumentException(
          "Expected steps between 1 and %d, the first one first, but got %d to %d."
              .formatted(trace.steps().size(), from, to));
    }
    first = from;
    last = to;
    return this;
  }

  /** The hypotheses, best first, and what their scores are made of. */
  public Table hypotheses() {
    StringColumn texts = StringColumn.create("hypothesis");
    DoubleColumn logs = DoubleColumn.create("log-probability");
    IntColumn lengths = IntColumn.create("length");
    DoubleColumn divisors = DoubleColumn.create("divisor");
    DoubleColumn scores = DoubleColumn.create("score");
    for (Hypothesis each : trace.hypotheses()) {
      texts.append(tokenizer.join(tokens(each)) + (each.finished() ? "" : " … (cut)"));
      logs.append(each.logProbability());
      lengths.append(each.length());
      divisors.append(trace.penalty().divisor(each.length()));
      scores.append(trace.score(each));
    }
    String name =
        "Beam of %d, α = %s: score = log-probability / divisor"
            .formatted(trace.width(), Numbers.text(trace.penalty().alpha()));
    return Table.create(name, texts, logs, lengths, divisors, scores);
  }

  private List<String> tokens(Hypothesis hypothesis) {
    return vocabulary.tokens(hypothesis.tokens());
  }

  private String text(Hypothesis hypothesis) {
    return "“%s”".formatted(tokenizer.join(tokens(hypothesis)));
  }

  private String score(Hypothesis hypothesis) {
    return BeamDrawing.number(trace.score(hypothesis));
  }

  @Override
  public BufferedImage image(int scale) {
    return new BeamDrawing(trace, vocabulary, title, first, last).image(scale);
  }

  @Override
  public String altText() {
    List<String> parts = new ArrayList<>();
    parts.add(
        "Tree of a beam search, beam of %d, %s."
            .formatted(trace.width(), Numbers.count(trace.steps().size(), "step")));
    List<Hypothesis> all = trace.hypotheses();
    for (int i = 0; i < Math.min(2, all.size()); i++) {
      Hypothesis each = all.get(i);
      parts.add(
          "%s: %s, score %s (log-probability %s of %d tokens, divided by %s)."
              .formatted(
                  i == 0 ? "Winner" : "Second",
                  text(each),
                  score(each),
                  BeamDrawing.number(each.logProbability()),
                  each.length(),
                  BeamDrawing.number(trace.penalty().divisor(each.length()))));
    }
    Map<Beam.Beginning, Integer> way = new BeamLayout(trace, 1, trace.steps().size()).winnersWay();
    int lowest = way.values().stream().mapToInt(p -> p).max().orElse(1);
    int step =
        way.entrySet().stream()
            .filter(e -> e.getValue() == lowest)
            .mapToInt(e -> e.getKey().length())
            .min()
            .orElse(0);
    parts.add(
        lowest == 1
            ? "The winner led after every step."
            : "The winner was only in place %d after step %d.".formatted(lowest, step));
    int dropped = trace.steps().stream().mapToInt(s -> s.dropped().size()).sum();
    parts.add(
        "%s found; %d of the nearly kept continuations were dropped."
            .formatted(
                all.size() == 1 ? "1 hypothesis was" : all.size() + " hypotheses were", dropped));
    return String.join(" ", parts);
  }

  @Override
  public String toString() {
    return altText();
  }
}
