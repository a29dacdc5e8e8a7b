package org.attentionlab.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

class DisplayAdaptersTest {

  private static final Bundle BUNDLE =
      Bundle.ofText("words").withHtml("<b>words</b>").withPng(new byte[] {1, 2}, 30, 20, "a dot");

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  @Test
  void jjavaGetsEveryMediaTypeAndTheAlternativeText() {
    var shown = new ArrayList<org.dflib.jjava.jupyter.kernel.display.DisplayData>();

    JJavaDisplay.of(shown::add, data -> {}).show(BUNDLE);

    var data = shown.get(0);
    assertThat(data.getData(org.dflib.jjava.jupyter.kernel.display.mime.MIMEType.TEXT_PLAIN))
        .isEqualTo("words");
    assertThat(data.getData(org.dflib.jjava.jupyter.kernel.display.mime.MIMEType.TEXT_HTML))
        .isEqualTo("<b>words</b>");
    assertThat(data.getData(org.dflib.jjava.jupyter.kernel.display.mime.MIMEType.IMAGE_PNG))
        .isEqualTo("AQI=");
    assertThat(data).extracting("metadata").asString().contains("alt=a dot", "width=30");
  }

  @Test
  void jjavaUpdatesTheSameDisplayInPlace() {
    var shown = new ArrayList<org.dflib.jjava.jupyter.kernel.display.DisplayData>();
    var updated = new ArrayList<org.dflib.jjava.jupyter.kernel.display.DisplayData>();

    Display.Shown one = JJavaDisplay.of(shown::add, updated::add).open(BUNDLE);
    one.update(Bundle.ofText("more"));
    one.finish(Bundle.ofText("end"));

    assertThat(updated).hasSize(2);
    assertThat(updated.get(1).getDisplayId()).isNotNull().isEqualTo(shown.get(0).getDisplayId());
  }

  @Test
  void jjavaRendersEveryTypeOfTheKit() {
    var renderer = new org.dflib.jjava.jupyter.kernel.display.Renderer();
    org.dflib.jjava.jupyter.kernel.display.common.Image.registerAll(renderer);
    JJavaDisplay.registerRenderers(renderer);

    var table = renderer.render(Table.create("a table"));
    var chart = renderer.render(Charts.line("a line", "x", "y", 1, 2));

    assertThat(table.getData(org.dflib.jjava.jupyter.kernel.display.mime.MIMEType.TEXT_HTML))
        .asString()
        .contains("<table");
    assertThat(chart.getData(org.dflib.jjava.jupyter.kernel.display.mime.MIMEType.IMAGE_PNG))
        .isNotNull();
  }

  @Test
  void ijavaGetsTheSameAsJJava() {
    var shown = new ArrayList<io.github.spencerpark.jupyter.kernel.display.DisplayData>();
    var updated = new ArrayList<io.github.spencerpark.jupyter.kernel.display.DisplayData>();

    Display.Shown one = IJavaDisplay.of(shown::add, updated::add).open(BUNDLE);
    one.finish(Bundle.ofText("end"));

    assertThat(
            shown
                .get(0)
                .getData(io.github.spencerpark.jupyter.kernel.display.mime.MIMEType.TEXT_HTML))
        .isEqualTo("<b>words</b>");
    assertThat(updated.get(0).getDisplayId()).isNotNull().isEqualTo(shown.get(0).getDisplayId());
  }

  @Test
  void ijavaRendersEveryTypeOfTheKit() {
    var renderer = new io.github.spencerpark.jupyter.kernel.display.Renderer();
    IJavaDisplay.registerRenderers(renderer);

    var chart = renderer.render(Charts.line("a line", "x", "y", 1, 2));

    assertThat(chart.getData(io.github.spencerpark.jupyter.kernel.display.mime.MIMEType.IMAGE_PNG))
        .isNotNull();
  }

  @Test
  void aTerminalRedrawsOneLineInPlaceAndWipesALongerOne() {
    Display.Shown line = new ConsoleDisplay(() -> out, true).open(Bundle.ofText("a long line"));
    line.update(Bundle.ofText("short"));
    line.finish(Bundle.ofText("end"));

    assertThat(text()).isEqualTo("\ra long line\rshort      \rend  \n");
  }

  @Test
  void aFileGetsOnlyTheFirstAndTheLastState() {
    Display.Shown line = new ConsoleDisplay(() -> out, false).open(Bundle.ofText("0 of 9"));
    for (int i = 1; i < 9; i++) {
      line.update(Bundle.ofText(i + " of 9"));
    }
    line.finish(Bundle.ofText("9 of 9"));

    assertThat(text()).isEqualTo("0 of 9\n9 of 9\n");
  }

  @Test
  void showNeverReturnsAnythingThatANotebookWouldPrint() throws NoSuchMethodException {
    assertThat(Lab.class.getMethod("show", Object.class).getReturnType()).isEqualTo(void.class);
    assertThat(Lab.class.getMethod("show", String.class, Object.class).getReturnType())
        .isEqualTo(void.class);
    assertThat(Claim.class.getMethod("that", String.class, boolean.class).getReturnType())
        .isEqualTo(void.class);
  }

  @Test
  void theImportLinesNameTheRoomsThatExist() {
    List<String> lines = Imports.lines();

    assertThat(lines)
        .contains(
            "import org.attentionlab.notebook.*;",
            "import org.attentionlab.attention.*;",
            "import static org.attentionlab.notebook.Lab.*;",
            "import ai.djl.ndarray.NDArray;");
    assertThat(lines).doesNotContain("import org.attentionlab.nowhere.*;").doesNotHaveDuplicates();
  }

  private String text() {
    return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }
}
