package org.attentionlab.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.attentionlab.attention.Mask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class RenderingTest {

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void aSmallTensorShowsItsShapeItsTypeAndRoundedNumbers() {
    NDArray x = manager.create(new float[] {1, 0.3333333f, -2.5f, 1e-6f}, new Shape(2, 2));

    assertThat(Rendering.of(x).text())
        .isEqualTo("(2, 2) float32\n[     1  0.3333]\n[  -2.5    1e-6]");
    assertThat(Rendering.of(x).html()).contains("(2, 2) float32", ">0.3333</td>");
  }

  @Test
  void aLargeTensorShowsItsEdges() {
    String text = Rendering.of(manager.arange(2000f).reshape(20, 100)).text();

    assertThat(text.lines()).hasSize(1 + 9);
    assertThat(text).contains("…", "1999").doesNotContain("950");
  }

  @Test
  void aTensorOfFourAxesNamesItsFirstMatrices() {
    String text = Rendering.of(manager.zeros(new Shape(2, 3, 2, 2))).text();

    assertThat(text).contains("(2, 3, 2, 2) float32", "[0, 0]", "[0, 1]", "4 more of this kind");
  }

  @Test
  void scalarsIntegersAndTruthValuesHaveTheirOwnForm() {
    assertThat(Rendering.of(manager.create(2.5f)).text()).contains("[2.5]");
    assertThat(Rendering.of(manager.create(new long[] {7, 8})).text()).contains("int64", "[7  8]");
    assertThat(Rendering.of(manager.create(new boolean[] {true, false})).text()).contains("true");
  }

  @Test
  void renderingATensorLeavesNothingBehind() {
    NDArray x = manager.arange(6).toType(ai.djl.ndarray.types.DataType.FLOAT16, false);
    int before = manager.getManagedArrays().size();

    Rendering.of(x);

    assertThat(manager.getManagedArrays()).hasSize(before);
  }

  @Test
  void aMaskShowsWhatIsHidden() {
    String text = Rendering.of(Mask.lookAhead(manager, 3)).text();

    assertThat(text).endsWith("· ■ ■\n· · ■\n· · ·");
    assertThat(Rendering.of(Mask.none()).text()).contains("every key");
  }

  @Test
  void aTableIsEscapedRoundedAndSetToTheRight() {
    Table table =
        Table.create(
            "runs <1>",
            StringColumn.create("name", "a<b", "날짜"),
            DoubleColumn.create("loss", 1.23456, 22.5),
            IntColumn.create("steps", 10, 2000));

    assertThat(Rendering.of(table).html())
        .contains("runs &lt;1&gt;", "a&lt;b", "text-align:right", ">1.2346</td>")
        .doesNotContain("a<b");
    assertThat(Rendering.of(table).text())
        .isEqualTo("runs <1>\nname    loss  steps\na<b   1.2346     10\n날짜    22.5   2000");
  }

  @Test
  void aLongTableShowsItsFirstAndLastRows() {
    Table table = Table.create(IntColumn.indexColumn("i", 1000, 0));

    assertThat(Rendering.of(table).text().lines())
        .hasSizeLessThan(30)
        .anyMatch(line -> line.strip().equals("…"));
  }

  @Test
  void anyOtherValueIsText() {
    assertThat(Rendering.of(new double[] {1, 0.123456}).text()).isEqualTo("[1, 0.1235]");
    assertThat(Rendering.of("text").text()).isEqualTo("text");
    assertThat(Rendering.of(null).text()).isEqualTo("null");
  }

  @Test
  void aHeatMapOfATensorThatIsNoMatrixSaysWhatToDo() {
    assertThatThrownBy(() -> Charts.heatMap("t", manager.zeros(new Shape(1, 2, 3, 3))))
        .hasMessageContaining("(1, 2, 3, 3)")
        .hasMessageContaining("get(0, 0)");
  }

  @Test
  void numbersAreReadable() {
    assertThat(Numbers.text(0.00001)).isEqualTo("1e-5");
    assertThat(Numbers.text(123456.789)).isEqualTo("123456.8");
    assertThat(Numbers.text(3.0)).isEqualTo("3");
    assertThat(Numbers.text(Double.NaN)).isEqualTo("NaN");
    assertThat(Numbers.text(Double.NEGATIVE_INFINITY)).isEqualTo("-∞");
    assertThat(Numbers.tick(0.30000000000000004, 1)).isEqualTo("0.3");
    assertThat(Numbers.tick(12000, 20000)).isEqualTo("12,000");
  }
}
