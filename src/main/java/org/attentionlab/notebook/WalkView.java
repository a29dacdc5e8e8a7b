package org.attentionlab.notebook;

import ai.djl.ndarray.NDArray;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.attentionlab.transformer.Walk;
import org.attentionlab.transformer.Walk.Side;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * One sentence pair on its way through a Transformer: every tensor with its name, its shape and a
 * small picture. Drawn as the data flow, from bottom to top, and as a {@link #table}.
 *
 * <pre>{@code
 * WalkView.of("Encoder and decoder meet only at the memory", Walk.of(model, source, target))
 * }</pre>
 *
 * <p>A row of a small picture is a token; of attention weights it shows the first head, and of a
 * batch the first sentence.
 */
public final class WalkView implements Picture {

  private static final int WIDE = 150; // of a small picture
  private static final int HIGH = 52;
  private static final int CAPTION = 46; // three lines above it
  private static final int FOOT = 18; // one line below
  private static final int CARD = CAPTION + HIGH + FOOT;
  private static final int GAP = 14; // between cards of a layer
  private static final int STEP = CARD + 34; // from row to row
  private static final int LEFT = 16;
  private static final int ENCODER = 2 * WIDE + 3 * GAP; // width of an encoder layer
  private static final int BUS = 34; // where the memory goes up beside the decoder
  private static final int RIGHT = LEFT + ENCODER + 2 * BUS;
  private static final int DECODER = 3 * WIDE + 4 * GAP;
  private static final int TABLE_WIDE = 120;
  private static final int TABLE_HIGH = 40;

  /** A station as it is drawn, without its tensor. */
  private record Stop(
      Side side,
      int layer,
      String name,
      String axes,
      String section,
      String shape,
      double mean,
      double deviation,
      Thumbnail picture) {}

  private final String title;
  private final List<Stop> stops;

  private WalkView(String title, List<Stop> stops) {
    this.title = title;
    this.stops = stops;
  }

  /**
   * The view of a walk. It reads the numbers at once and keeps no tensor.
   *
   * @param title the finding, as a sentence
   */
  public static WalkView of(String title, List<Walk.Station> walk) {
    return new WalkView(title, walk.stream().map(WalkView::stop).toList());
  }

  private static Stop stop(Walk.Station station) {
    double[] all = NDArrayView.numbers(station.value());
    double mean = Arrays.stream(all).average().orElse(Double.NaN);
    double variance =
        Arrays.stream(all).map(x -> (x - mean) * (x - mean)).average().orElse(Double.NaN);
    return new Stop(
        station.side(),
        station.layer(),
        station.name(),
        station.axes(),
        station.section(),
        station.value().getShape().toString(),
        mean,
        Math.sqrt(variance),
        new Thumbnail(firstMatrix(station.value(), all)));
  }

  /** The first sentence, and of several heads the first. */
  private static double[][] firstMatrix(NDArray value, double[] all) {
    long[] shape = value.getShape().getShape();
    int columns = (int) shape[shape.length - 1];
    int rows = shape.length < 3 ? 1 : (int) shape[shape.length - 2]; // ids are one row
    return IntStream.range(0, rows)
        .mapToObj(row -> Arrays.copyOfRange(all, row * columns, (row + 1) * columns))
        .toArray(double[][]::new);
  }

  /** All stations in the order of the data flow, one row each, with mean and deviation. */
  public Table table() {
    return Table.create(
        title,
        StringColumn.create("station", stops.stream().map(Stop::name)),
        StringColumn.create("axes", stops.stream().map(Stop::axes)),
        StringColumn.create("shape", stops.stream().map(Stop::shape)),
        StringColumn.create("section", stops.stream().map(Stop::section)),
        DoubleColumn.create("mean", stops.stream().mapToDouble(Stop::mean).toArray()),
        DoubleColumn.create("deviation", stops.stream().mapToDouble(Stop::deviation).toArray()),
        StringColumn.create(
            "picture",
            stops.stream()
                .map(s -> s.picture.image(TABLE_WIDE, TABLE_HIGH, Pictures.SCALE))
                .map(Pictures::inTable)));
  }

  // ---------------------------------------------------------------- the flow

  private List<Stop> at(Side side, int layer) {
    return stops.stream().filter(s -> s.side == side && s.layer == layer).toList();
  }

  private int layers(Side side) {
    return stops.stream().filter(s -> s.side == side).mapToInt(Stop::layer).max().orElse(0);
  }

  /** Rows of cards on the taller side: the decoder's ids, table, sum, layers, logits, softmax. */
  private int rows() {
    return Math.max(4 + layers(Side.ENCODER), 5 + layers(Side.DECODER));
  }

  @Override
  public BufferedImage image(int scale) {
    Fonts.Face face = Fonts.faceFor(List.of(title));
    int width = RIGHT + DECODER + LEFT;
    List<String> lines = ChartImage.wrap(face.show(title), face.bold(16.5f), width - 2 * LEFT);
    int top = 16 + 22 * lines.size();
    return Canvas.paint(
        width,
        top + rows() * STEP,
        scale,
        g -> {
          g.setColor(Palette.INK);
          g.setFont(face.bold(16.5f));
          for (int i = 0; i < lines.size(); i++) {
            g.drawString(lines.get(i), LEFT, 27 + 22 * i);
          }
          Drawing drawing = new Drawing(g, face, top + (rows() - 1) * STEP);
          drawing.side(Side.ENCODER, LEFT, ENCODER, Palette.SKY);
          drawing.side(Side.DECODER, RIGHT, DECODER, Palette.GREEN);
          drawing.memory();
        });
  }

  /** Draws onto one canvas; {@code ground} is the upper edge of the lowest row of cards. */
  private final class Drawing {
    private final Graphics2D g;
    private final Fonts.Face face;
    private final int ground;

    Drawing(Graphics2D g, Fonts.Face face, int ground) {
      this.g = g;
      this.face = face;
      this.ground = ground;
    }

    private int y(int row) {
      return ground - row * STEP;
    }

    /** A stack: ids, table and positions, their sum, the layers, and what follows them. */
    void side(Side side, int x, int width, Color colour) {
      List<Stop> outside = at(side, 0);
      int middle = x + width / 2;
      int embeddings = middle - WIDE - GAP / 2;
      int positions = middle + GAP / 2;
      int left = embeddings + WIDE / 2;
      int right = positions + WIDE / 2;
      arrow(middle, card(outside.get(0), middle - WIDE / 2, y(0)), left, y(1) + CARD, Palette.INK);
      int fromLeft = card(outside.get(1), embeddings, y(1));
      int fromRight = card(outside.get(2), positions, y(1));
      arrow(left, fromLeft, middle - 12, y(2) + CARD, Palette.INK);
      arrow(right, fromRight, middle + 12, y(2) + CARD, Palette.INK);
      int row = 2;
      int from = card(outside.get(3), middle - WIDE / 2, y(row)); // where the next arrow begins
      for (int layer = 1; layer <= layers(side); layer++) {
        row++;
        arrow(middle, from, middle, y(row) + CARD + 4, Palette.INK);
        layer(at(side, layer), x, y(row), width, colour);
        from = y(row) - 4;
      }
      for (Stop stop : outside.subList(4, outside.size())) {
        row++;
        arrow(middle, from, middle, y(row) + CARD, Palette.INK);
        from = card(stop, middle - WIDE / 2, y(row));
      }
    }

    private void layer(List<Stop> cards, int x, int y, int width, Color colour) {
      RoundRectangle2D box = new RoundRectangle2D.Double(x, y - 4, width, CARD + 8, 12, 12);
      g.setColor(Palette.tint(colour, 0.82));
      g.fill(box);
      g.setColor(colour);
      g.setStroke(new BasicStroke(1.4f));
      g.draw(box);
      for (int i = 0; i < cards.size(); i++) {
        card(cards.get(i), x + GAP + i * (WIDE + GAP), y);
      }
    }

    /**
     * The name, the letters and numbers of the shape, and the picture.
     *
     * @return the upper end of what was written
     */
    private int card(Stop stop, int x, int y) {
      Font bold = face.bold(11f);
      Font plain = face.plain(10.5f);
      List<String> name = ChartImage.wrap(face.show(stop.name), bold, WIDE + 8);
      String shape = face.show(stop.axes + " = " + stop.shape);
      int line = y + CAPTION - 18 - 13 * (Math.min(2, name.size()) - 1);
      int top = line - 13;
      g.setColor(Palette.INK);
      g.setFont(bold);
      for (String words : name.subList(0, Math.min(2, name.size()))) {
        g.drawString(words, x, line);
        line += 13;
      }
      g.setFont(plain);
      g.drawString(shape, x, line);
      stop.picture.paint(g, x, y + CAPTION, WIDE, HIGH);
      g.setColor(Palette.INK);
      g.setFont(face.plain(10f));
      g.drawString("darkest = " + Numbers.text(stop.picture.most()), x, y + CARD - 5);
      return top;
    }

    /** From the memory to the bus, and from the bus into every decoder layer. */
    void memory() {
      int top = y(3 + layers(Side.ENCODER)) + CAPTION + HIGH / 2;
      int bus = RIGHT - BUS;
      int lowest = y(3) + CARD / 2;
      int start = LEFT + ENCODER / 2 + WIDE / 2 + 4;
      g.setColor(Palette.BLUE);
      g.setStroke(new BasicStroke(2.6f));
      Path2D path = new Path2D.Double();
      path.moveTo(start, top);
      path.lineTo(bus, top);
      path.lineTo(bus, lowest);
      g.draw(path);
      for (int layer = 1; layer <= layers(Side.DECODER); layer++) {
        int y = y(2 + layer) + CARD / 2;
        arrow(bus, y, RIGHT - 1, y, Palette.BLUE);
      }
      g.setFont(face.bold(11.5f));
      g.drawString("keys and values", start + 4, top - 8);
      g.drawString("of every layer", start + 4, top + 18);
    }

    private void arrow(double x1, double y1, double x2, double y2, Color colour) {
      g.setColor(colour);
      g.setStroke(new BasicStroke(1.8f));
      double length = Math.hypot(x2 - x1, y2 - y1);
      double ux = (x2 - x1) / length;
      double uy = (y2 - y1) / length;
      Path2D shaft = new Path2D.Double();
      shaft.moveTo(x1, y1);
      shaft.lineTo(x2 - 6 * ux, y2 - 6 * uy);
      g.draw(shaft);
      Path2D head = new Path2D.Double();
      head.moveTo(x2, y2);
      head.lineTo(x2 - 8 * ux + 4 * uy, y2 - 8 * uy - 4 * ux);
      head.lineTo(x2 - 8 * ux - 4 * uy, y2 - 8 * uy + 4 * ux);
      head.closePath();
      g.fill(head);
    }
  }

  @Override
  public String altText() {
    List<String> parts =
        stops.stream().map(s -> "%s %s = %s".formatted(s.name, s.axes, s.shape)).toList();
    return "Data flow with a small heat map of each tensor. %s. %s."
        .formatted(title, String.join("; ", parts));
  }

  @Override
  public String toString() {
    return altText();
  }
}
