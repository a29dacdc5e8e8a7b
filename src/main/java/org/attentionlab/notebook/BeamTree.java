package org.attentionlab.notebook;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.CubicCurve2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
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

  private static final int STEP = 114; // from column to column
  private static final int BOX_WIDTH = 88;
  private static final int BOX_HEIGHT = 36;
  private static final int ROW = 44;
  private static final int MARGIN = 20;
  private static final int BETWEEN = 14; // kept and dropped
  private static final int SHOWN = 4; // dropped ones of a step
  private static final Color QUIET = new Color(0x6B6B6B); // still readable on white
  private static final float[] DASH = {4, 3};
  private static final String LEGEND =
      "In a box: the token, its probability after its parent, and log p, the log-probability of all"
          + " tokens up to here. Filled and thick: the winner's way. Double edge: a whole output, with"
          + " place and score. Dashed: dropped.";

  /** A box; identity is what counts, since equal chains are compared from end to end. */
  private record Node(Beam.Beginning beginning, int column, int row, boolean kept) {}

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
    return number(trace.score(hypothesis));
  }

  private static String number(double x) {
    return String.format(Locale.ROOT, "%.2f", x).replace('-', '−');
  }

  /** All boxes, parents before their children. */
  private List<Node> nodes() {
    List<Node> nodes = new ArrayList<>();
    if (first == 1) {
      trace.steps().get(0).live().stream()
          .findFirst()
          .or(() -> trace.steps().get(0).ending().stream().findFirst())
          .ifPresent(start -> nodes.add(new Node(start.before(), 0, 0, true)));
    } else {
      add(nodes, trace.steps().get(first - 2).live(), 0, 0, true);
    }
    for (int s = first; s <= last; s++) {
      BeamTrace.Step step = trace.steps().get(s - 1);
      add(nodes, kept(step), s - first + 1, 0, true);
      List<Beam.Beginning> dropped = step.dropped().stream().limit(SHOWN).toList();
      add(nodes, dropped, s - first + 1, trace.width(), false);
    }
    return nodes;
  }

  private static void add(
      List<Node> nodes, List<Beam.Beginning> column, int number, int from, boolean kept) {
    for (int i = 0; i < column.size(); i++) {
      nodes.add(new Node(column.get(i), number, from + i, kept));
    }
  }

  /** What a step kept, finished or not, best first. */
  private static List<Beam.Beginning> kept(BeamTrace.Step step) {
    List<Beam.Beginning> kept = new ArrayList<>(step.live());
    kept.addAll(step.ending());
    kept.sort(Comparator.comparingDouble(Beam.Beginning::logProbability).reversed());
    return kept;
  }

  /** The chain that leads to the winner, with the place of the beginning after each step. */
  private Map<Beam.Beginning, Integer> winnersWay() {
    Map<Beam.Beginning, Integer> way = new IdentityHashMap<>();
    for (BeamTrace.Step step : trace.steps()) {
      List<Beam.Beginning> kept = kept(step);
      for (int place = 0; place < kept.size(); place++) {
        if (isOf(trace.winner(), kept.get(place))) {
          way.put(kept.get(place), place + 1);
          way.put(kept.get(place).before(), way.getOrDefault(kept.get(place).before(), 1));
        }
      }
    }
    return way;
  }

  /** Whether a hypothesis begins so; an ended beginning must be all of it. */
  private static boolean isOf(Hypothesis hypothesis, Beam.Beginning beginning) {
    int[] all = Arrays.copyOf(hypothesis.tokens(), hypothesis.length());
    if (hypothesis.finished()) {
      all[all.length - 1] = Vocabulary.EOS;
    }
    int[] some = beginning.tokens();
    return some.length <= all.length && Arrays.equals(some, Arrays.copyOf(all, some.length));
  }

  @Override
  public BufferedImage image(int scale) {
    List<Node> nodes = nodes();
    List<String> texts = new ArrayList<>(List.of(title, LEGEND));
    nodes.forEach(node -> texts.add(name(node.beginning)));
    Fonts.Face face = Fonts.faceFor(texts);
    int rows = nodes.stream().mapToInt(Node::row).max().orElse(0) + 1;
    int width = 2 * MARGIN + (last - first + 1) * STEP + BOX_WIDTH;
    List<String> head = ChartImage.wrap(face.show(title), face.bold(16.5f), width - 2 * MARGIN);
    List<String> foot =
        ChartImage.wrap(face.show(LEGEND) + " " + face.note(), face.plain(12f), width - 2 * MARGIN);
    int top = 14 + head.size() * 22 + 26;
    int bottom = top + rows * ROW + BETWEEN;
    return Canvas.paint(
        width,
        bottom + foot.size() * 17 + 12,
        scale,
        g -> {
          lines(g, face.bold(16.5f), head, 12, 22);
          lines(g, face.plain(12f), foot, bottom, 17);
          steps(g, face, top);
          separation(g, face, top, width);
          paint(g, face, nodes, top);
        });
  }

  private static void lines(Graphics2D g, Font font, List<String> lines, int top, int height) {
    for (int i = 0; i < lines.size(); i++) {
      text(g, font, Palette.INK, lines.get(i), MARGIN, top + (i + 1) * height - 5);
    }
  }

  private void steps(Graphics2D g, Fonts.Face face, int top) {
    for (int s = Math.max(1, first - 1); s <= last; s++) {
      double x = MARGIN + (s - first + 1) * STEP + BOX_WIDTH / 2.0;
      centred(g, face.plain(12f), Palette.INK, "step " + s, x, top - 8);
    }
  }

  private void separation(Graphics2D g, Fonts.Face face, int top, int width) {
    double y = top + trace.width() * ROW + BETWEEN / 2.0 - 4;
    g.setColor(Palette.PALE);
    g.setStroke(new BasicStroke(1));
    g.draw(new Line2D.Double(MARGIN, y, width - MARGIN, y));
    text(g, face.plain(12f), QUIET, "kept above,", MARGIN, y + 18);
    text(g, face.plain(12f), QUIET, "dropped below", MARGIN, y + 34);
  }

  private void paint(Graphics2D g, Fonts.Face face, List<Node> nodes, int top) {
    Map<Beam.Beginning, Node> places = new IdentityHashMap<>();
    nodes.forEach(node -> places.put(node.beginning, node));
    Map<Beam.Beginning, Integer> way = winnersWay();
    // Pale lines first, so that the strong ones lie above them.
    nodes.stream()
        .sorted(
            Comparator.comparing((Node n) -> way.containsKey(n.beginning))
                .thenComparing(Node::kept))
        .forEach(
            node -> {
              Node parent = places.get(node.beginning.before());
              if (parent != null) {
                edge(g, bounds(parent, top), bounds(node, top), node, way);
              }
            });
    nodes.forEach(node -> box(g, face, node, bounds(node, top), way.containsKey(node.beginning)));
  }

  private Rectangle2D bounds(Node node, int top) {
    double gap = node.row >= trace.width() ? BETWEEN : 0;
    return new Rectangle2D.Double(
        MARGIN + node.column * STEP, top + node.row * ROW + gap, BOX_WIDTH, BOX_HEIGHT);
  }

  private static void edge(
      Graphics2D g, Rectangle2D from, Rectangle2D to, Node node, Map<Beam.Beginning, Integer> way) {
    boolean winner = way.containsKey(node.beginning);
    g.setColor(winner ? Palette.BLUE : node.kept ? QUIET : new Color(0xB0B0B0));
    g.setStroke(winner ? new BasicStroke(4) : node.kept ? new BasicStroke(1.4f) : dashed());
    double middle = (from.getMaxX() + to.getX()) / 2;
    g.draw(
        new CubicCurve2D.Double(
            from.getMaxX(),
            from.getCenterY(),
            middle,
            from.getCenterY(),
            middle,
            to.getCenterY(),
            to.getX(),
            to.getCenterY()));
  }

  private static BasicStroke dashed() {
    return new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, DASH, 0);
  }

  private void box(Graphics2D g, Fonts.Face face, Node node, Rectangle2D r, boolean winner) {
    g.setColor(winner ? Palette.BLUE : node.kept ? Palette.tint(Palette.SKY, 0.8) : Color.WHITE);
    g.fill(round(r, 0));
    g.setColor(node.kept ? Palette.BLUE : new Color(0xB0B0B0));
    g.setStroke(node.kept ? new BasicStroke(1.4f) : dashed());
    g.draw(round(r, 0));
    Color ink = winner ? Color.WHITE : node.kept ? Palette.INK : QUIET;
    int place = node.kept ? place(node.beginning) : 0;
    if (place > 0) {
      g.setColor(winner ? Color.WHITE : Palette.BLUE);
      g.draw(round(r, -2.5));
    }
    if (node.beginning.length() == 0) {
      centred(g, face.bold(13f), ink, name(node.beginning), r.getCenterX(), r.getCenterY() + 5);
      return;
    }
    double before = node.beginning.before().logProbability();
    double share = Math.exp(node.beginning.logProbability() - before);
    String below =
        place == 0
            ? percent(share) + "  " + number(node.beginning.logProbability())
            : "no. %d: %s".formatted(place, score(trace.hypotheses().get(place - 1)));
    Font font = node.kept ? face.bold(13f) : face.plain(13f);
    String above = fitted(face.show(name(node.beginning)), font, BOX_WIDTH - 8);
    centred(g, font, ink, above, r.getCenterX(), r.getY() + 15);
    centred(g, face.plain(11.5f), ink, face.show(below), r.getCenterX(), r.getY() + 29.5);
  }

  private static RoundRectangle2D round(Rectangle2D r, double grow) {
    return new RoundRectangle2D.Double(
        r.getX() - grow,
        r.getY() - grow,
        r.getWidth() + 2 * grow,
        r.getHeight() + 2 * grow,
        10,
        10);
  }

  /** Which hypothesis ended here, counted from 1, or 0. */
  private int place(Beam.Beginning beginning) {
    return IntStream.range(0, trace.hypotheses().size())
        .filter(i -> trace.hypotheses().get(i).length() == beginning.length())
        .filter(i -> isOf(trace.hypotheses().get(i), beginning))
        .map(i -> i + 1)
        .findFirst()
        .orElse(0);
  }

  private String name(Beam.Beginning beginning) {
    return beginning.length() == 0 ? "start" : vocabulary.token(beginning.token());
  }

  private static String percent(double share) {
    return share < 0.01 ? "<1%" : Math.round(100 * share) + "%";
  }

  private static String fitted(String text, Font font, double width) {
    if (ChartImage.width(text, font) <= width) {
      return text;
    }
    String shorter = text;
    while (shorter.length() > 1 && ChartImage.width(shorter + "…", font) > width) {
      shorter = shorter.substring(0, shorter.offsetByCodePoints(shorter.length(), -1));
    }
    return shorter + "…";
  }

  private static void centred(
      Graphics2D g, Font font, Color colour, String text, double x, double y) {
    text(g, font, colour, text, x - ChartImage.width(text, font) / 2, y);
  }

  private static void text(Graphics2D g, Font font, Color colour, String text, double x, double y) {
    g.setFont(font);
    g.setColor(colour);
    g.drawString(text, (float) x, (float) y);
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
                  number(each.logProbability()),
                  each.length(),
                  number(trace.penalty().divisor(each.length()))));
    }
    Map<Beam.Beginning, Integer> way = winnersWay();
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
