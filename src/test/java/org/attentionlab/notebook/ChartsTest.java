package org.attentionlab.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChartsTest {

  private static final List<String> WORDS = List.of("it", "was", "too", "tired");

  @Test
  void everyLineIsDrawnInItsOwnColour() {
    BufferedImage image =
        Charts.line("two lines", "x", "y")
            .addSeries("up", 1, 2, 3)
            .addSeries("down", 3, 2, 1)
            .image(2);

    assertThat(pixels(image, Palette.BLUE)).isGreaterThan(500);
    assertThat(pixels(image, Palette.VERMILLION)).isGreaterThan(300);
    assertThat(pixels(image, Palette.GREEN)).isZero();
  }

  @Test
  void denseLinesAreMarkedToo() {
    BufferedImage image =
        Charts.line("two curves", "x", "y")
            .addFunction("sine", Math::sin, 0, 9)
            .addFunction("cosine", Math::cos, 0, 9)
            .image(2);

    assertThat(pixels(image, Palette.BLUE)).isGreaterThan(1000);
    assertThat(pixels(image, Palette.VERMILLION)).isGreaterThan(1000);
  }

  @Test
  void numbersThatAreNotFiniteOrNotPositiveOnALogAxisAreLeftOut() {
    LineChart chart =
        Charts.line("gaps", "x", "y", 1, Double.NaN, 0, Double.POSITIVE_INFINITY, 1e-9).optLogY();

    assertThat(pixels(chart.image(1), Palette.BLUE)).isPositive();
    assertThat(chart.altText()).contains("from 1 to 1e-9");
  }

  @Test
  void chartsWithoutPointsOrWithEqualPointsStillHaveAPicture() {
    assertThat(Charts.line("none", "x", "y").addSeries("s").image(1)).isNotNull();
    assertThat(Charts.line("one", "x", "y", 3).image(1)).isNotNull();
    assertThat(Charts.line("equal", "x", "y", 0, 0, 0).image(1)).isNotNull();
    assertThat(Charts.line("tiny", "x", "y", 1e-7, 2e-7, 3e-7).image(1)).isNotNull();
    assertThat(Charts.line("huge", "x", "y", 1e12, 2e12, 3e11).image(1)).isNotNull();
  }

  @Test
  void theSizeIsThatOfALessonPage() {
    Bundle bundle = Rendering.of(Charts.line("t", "x", "y", 1, 2));

    assertThat(bundle.metadata().get("image/png").toString()).contains("width=800");
    assertThat(Charts.line("t", "x", "y", 1, 2).image(2).getWidth()).isEqualTo(1600);
  }

  @Test
  void aLongTitleIsWrappedNotCut() {
    String title = "a finding that takes many words ".repeat(6);
    int one = Charts.line("short", "x", "y", 1, 2).image(1).getHeight();
    int more = Charts.line(title, "x", "y", 1, 2).image(1).getHeight();

    assertThat(more - one).isGreaterThanOrEqualTo(22);
  }

  @Test
  void barsHaveTheirColoursAndAllSeriesTheSameNames() {
    BarChart chart =
        Charts.bar("bars", "model", "score (%)")
            .addSeries("a", List.of("RNN", "LSTM"), 10, 20)
            .addSeries("b", List.of("RNN", "LSTM"), 30, 5);

    assertThat(pixels(chart.image(1), Palette.VERMILLION)).isGreaterThan(1000);
    assertThat(chart.altText()).contains("a, RNN: 10", "b, LSTM: 5");
    assertThatThrownBy(() -> chart.addSeries("c", List.of("GRU"), 1)).hasMessageContaining("GRU");
    assertThat(Charts.bar("t", "x", "y").addSeries("m", Map.of("one", 1)).image(1)).isNotNull();
  }

  @Test
  void theGreatestWeightOfAHeatMapIsTheDarkest() {
    double[][] weights = new double[4][4];
    weights[0][3] = 1;
    HeatMap map = Charts.heatMap("it looks at tired", WORDS, WORDS, weights).optDigits(false);
    BufferedImage image = map.image(1);

    List<int[]> dark =
        IntStream.range(0, image.getWidth() * image.getHeight())
            .filter(
                i ->
                    image.getRGB(i % image.getWidth(), i / image.getWidth())
                        == Palette.BLUE.getRGB())
            .mapToObj(i -> new int[] {i % image.getWidth(), i / image.getWidth()})
            .toList();
    assertThat(dark).hasSizeGreaterThan(500);
    // The first row is above, the last column to the right of the middle of the grid.
    assertThat(dark.get(0)[1]).isLessThan(image.getHeight() / 3);
    assertThat(map.altText()).contains("it most tired (1)");
  }

  @Test
  void aHeatMapOfBothSignsUsesTwoColours() {
    BufferedImage image =
        Charts.heatMap("signs", List.of("a"), List.of("x", "y"), new double[][] {{-2, 2}})
            .optDigits(false)
            .image(1);

    assertThat(pixels(image, Palette.VERMILLION)).isGreaterThan(500);
    assertThat(pixels(image, Palette.BLUE)).isGreaterThan(500);
  }

  @Test
  void underNumbersTheDarkestBlueIsLighterSoThatBlackIsReadOnIt() {
    BufferedImage image =
        Charts.heatMap("signs", List.of("a"), List.of("x", "y"), new double[][] {{0, 2}})
            .optDigits(true)
            .image(1);

    assertThat(pixels(image, Palette.BLUE)).isZero();
    assertThat(pixels(image, Palette.tint(Palette.BLUE, 0.2))).isGreaterThan(500);
  }

  @Test
  void aHeatMapSaysWhichNamesAreMissing() {
    assertThatThrownBy(() -> Charts.heatMap("t", WORDS, WORDS, new double[3][4]))
        .hasMessageContaining("4 row names")
        .hasMessageContaining("3 rows");
    assertThatThrownBy(() -> Charts.heatMap("t", WORDS, WORDS, new double[4][5]))
        .hasMessageContaining("4 column names");
  }

  @Test
  void aMarkedCellHasAFrame() {
    boolean[][] marks = {{false, true}, {false, false}};
    BufferedImage image =
        Charts.heatMap("truth", List.of("a", "b"), List.of("x", "y"), new double[2][2])
            .optMarks(marks)
            .image(1);

    List<Integer> framed =
        IntStream.range(0, image.getWidth() * image.getHeight())
            .filter(
                i ->
                    image.getRGB(i % image.getWidth(), i / image.getWidth())
                        == Palette.VERMILLION.getRGB())
            .boxed()
            .toList();
    assertThat(framed).hasSizeGreaterThan(100);
    assertThat(framed).allMatch(i -> i % image.getWidth() > image.getWidth() / 4);
    assertThat(framed).allMatch(i -> i / image.getWidth() < image.getHeight() * 2 / 3);
    assertThatThrownBy(
            () ->
                Charts.heatMap("t", List.of("a"), List.of("x"), new double[1][1])
                    .optMarks(new boolean[2][1]))
        .hasMessageContaining("1 rows and 1 columns");
  }

  @Test
  void repeatedTokensAndBlanksAreAllowed() {
    List<String> tokens = List.of("the", "the", " ", "▁");

    assertThat(Charts.heatMap("t", tokens, tokens, new double[4][4]).image(1)).isNotNull();
  }

  @Test
  void aLineNeedsAsManyXAsY() {
    assertThatThrownBy(
            () -> Charts.line("t", "x", "y").addSeries("s", new double[] {1}, new double[] {1, 2}))
        .hasMessageContaining("1 x values but 2 y values");
    assertThatThrownBy(() -> Charts.line("t", "x", "y").addSeries("s", 1).addSeries("s", 2))
        .hasMessageContaining("another name");
  }

  @Test
  void aDiagramNamesItsArrowsForReadersWhoDoNotSeeIt() {
    Diagram diagram =
        Diagram.of("from words to words")
            .addBox("e", "encoder", 0, 0)
            .addBox("d", "decoder", 1, 0, Palette.GREEN)
            .addArrow("e", "d", "keys, values");

    assertThat(diagram.altText()).contains("encoder → decoder (keys, values)");
    assertThat(pixels(diagram.image(2), Palette.GREEN)).isGreaterThan(100);
    assertThatThrownBy(() -> diagram.addArrow("e", "nowhere")).hasMessageContaining("nowhere");
  }

  @Test
  void aPictureCanBeSaved(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("deep/line.png");

    Charts.line("t", "x", "y", 1, 2).save(file);

    assertThat(ImageIO.read(file.toFile()).getWidth()).isEqualTo(1600);
  }

  private static long pixels(BufferedImage image, Color colour) {
    return IntStream.of(
            image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth()))
        .filter(rgb -> rgb == colour.getRGB())
        .count();
  }
}
