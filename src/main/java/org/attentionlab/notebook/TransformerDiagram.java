package org.attentionlab.notebook;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.attentionlab.transformer.TransformerConfig;

/**
 * The data flow of a Transformer with all its layers, from bottom to top: the encoder on the left,
 * the decoder on the right, and between them the one thing that passes, the memory. (The paper's
 * figure 1 draws one layer of each and writes "N ×" beside it.)
 */
public final class TransformerDiagram implements Picture {

  private static final int WIDTH = 820;
  private static final int BOX = 290; // width of a layer
  private static final int HIGH = 40; // height of a layer
  static final int STEP = 58; // from layer to layer
  private static final int LEFT = 30; // of the encoder's boxes
  private static final int RIGHT = 500; // of the decoder's boxes
  private static final int BUS = 390; // where the memory comes down beside the decoder
  private static final int TOP = 28;

  private final TransformerConfig config;
  private final int layers;

  private TransformerDiagram(TransformerConfig config) {
    this.config = config;
    layers = config.layers();
  }

  /** The diagram of a model of these sizes. */
  public static TransformerDiagram of(TransformerConfig config) {
    return new TransformerDiagram(config);
  }

  @Override
  public BufferedImage image(int scale) {
    Fonts.Face face = Fonts.faceFor(List.of(title()));
    return Canvas.paint(WIDTH, bottom() + HIGH + 92, scale, g -> paint(g, face));
  }

  private String title() {
    return "Only the top of the encoder reaches the decoder, and it reaches every layer";
  }

  /** The upper edge of the lowest layer. */
  private int bottom() {
    return layerY(0);
  }

  private int layerY(int layer) {
    return TOP + 112 + (layers - 1 - layer) * STEP;
  }

  private void paint(Graphics2D g, Fonts.Face face) {
    text(g, face.bold(16.5f), face.show(title()), 14, 30, Palette.INK);
    String width = "d_model = " + config.modelWidth();
    input(g, face, LEFT, "source ids (B, S)");
    input(g, face, RIGHT, "target ids, shifted right (B, T)");
    for (int i = 0; i < layers; i++) {
      String number = " " + (i + 1);
      layer(g, face, LEFT, i, "encoder layer" + number, "self-attention · feed-forward");
      layer(
          g,
          face,
          RIGHT,
          i,
          "decoder layer" + number,
          "self-attention · reads the memory · feed-forward");
    }
    memory(g, face, width);
    int y = layerY(layers - 1);
    arrow(g, RIGHT + BOX / 2, y, RIGHT + BOX / 2, y - 18, Palette.INK);
    box(g, RIGHT, y - 48, BOX, 30, Palette.ORANGE);
    center(
        g, face.plain(12.5f), face.show("linear: the same table, transposed"), RIGHT, y - 28, BOX);
    arrow(g, RIGHT + BOX / 2, y - 48, RIGHT + BOX / 2, y - 66, Palette.INK);
    center(
        g,
        face.plain(12.5f),
        face.show("softmax: probabilities (B, T, V = " + config.vocabulary() + ")"),
        RIGHT - 30,
        y - 73,
        BOX + 60);
  }

  /** The ids, and the shared table with positions, below a stack. */
  private void input(Graphics2D g, Fonts.Face face, int x, String ids) {
    int y = bottom() + HIGH;
    arrow(g, x + BOX / 2, y + 18, x + BOX / 2, y, Palette.INK);
    box(g, x, y + 18, BOX, 30, Palette.ORANGE);
    center(g, face.plain(12.5f), face.show("shared table × √d_model + positions"), x, y + 38, BOX);
    arrow(g, x + BOX / 2, y + 64, x + BOX / 2, y + 48, Palette.INK);
    center(g, face.plain(12.5f), face.show(ids), x, y + 77, BOX);
  }

  private void layer(Graphics2D g, Fonts.Face face, int x, int i, String name, String parts) {
    int y = layerY(i);
    box(g, x, y, BOX, HIGH, x == LEFT ? Palette.SKY : Palette.GREEN);
    center(g, face.bold(12.5f), name, x, y + 16, BOX);
    center(g, face.plain(10.5f), face.show(parts), x, y + 32, BOX);
    if (i > 0) {
      arrow(g, x + BOX / 2, y + STEP, x + BOX / 2, y + HIGH, Palette.INK);
    }
  }

  /** From the top of the encoder down the bus and into every decoder layer. */
  private void memory(Graphics2D g, Fonts.Face face, String width) {
    int top = layerY(layers - 1) - 26;
    g.setColor(Palette.BLUE);
    g.setStroke(new BasicStroke(2.6f));
    Path2D path = new Path2D.Double();
    path.moveTo(LEFT + BOX / 2.0, layerY(layers - 1));
    path.lineTo(LEFT + BOX / 2.0, top);
    path.lineTo(BUS, top);
    path.lineTo(BUS, bottom() + HIGH / 2.0);
    g.draw(path);
    for (int i = 0; i < layers; i++) {
      arrow(g, BUS, layerY(i) + HIGH / 2, RIGHT, layerY(i) + HIGH / 2, Palette.BLUE);
    }
    String label = "memory (B, S, " + width + ")";
    text(g, face.bold(13f), label, LEFT + BOX / 2 + 10, top - 8, Palette.BLUE);
    text(g, face.plain(11.5f), "keys and values", BUS + 8, bottom() + HIGH + 4, Palette.BLUE);
  }

  private static void box(Graphics2D g, int x, int y, int wide, int high, Color colour) {
    RoundRectangle2D box = new RoundRectangle2D.Double(x, y, wide, high, 10, 10);
    g.setColor(Palette.tint(colour, 0.72));
    g.fill(box);
    g.setColor(colour);
    g.setStroke(new BasicStroke(1.4f));
    g.draw(box);
  }

  private static void arrow(Graphics2D g, int x1, int y1, int x2, int y2, Color colour) {
    g.setColor(colour);
    g.setStroke(new BasicStroke(1.8f));
    g.drawLine(x1, y1, x2, y2);
    double length = Math.hypot(x2 - x1, y2 - y1);
    double ux = (x2 - x1) / length;
    double uy = (y2 - y1) / length;
    Path2D head = new Path2D.Double();
    head.moveTo(x2, y2);
    head.lineTo(x2 - 8 * ux + 4 * uy, y2 - 8 * uy - 4 * ux);
    head.lineTo(x2 - 8 * ux - 4 * uy, y2 - 8 * uy + 4 * ux);
    head.closePath();
    g.fill(head);
  }

  private static void center(Graphics2D g, Font font, String text, int x, int y, int wide) {
    double indent = (wide - ChartImage.width(text, font)) / 2;
    text(g, font, text, x + (int) indent, y, Palette.INK);
  }

  private static void text(Graphics2D g, Font font, String text, int x, int y, Color colour) {
    g.setFont(font);
    g.setColor(colour);
    g.drawString(text, x, y);
  }

  @Override
  public String altText() {
    return ("Data flow of a Transformer with %d encoder and %d decoder layers. Source ids pass the"
            + " shared table, positions and %d encoder layers; the top output, the memory, goes as"
            + " keys and values into each of the %d decoder layers, which read the target ids"
            + " shifted right; a linear map with the same table and a softmax give probabilities.")
        .formatted(layers, layers, layers, layers);
  }

  @Override
  public String toString() {
    return altText();
  }
}
