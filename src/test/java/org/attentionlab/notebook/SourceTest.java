package org.attentionlab.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SourceTest {

  @Test
  void aClassIsShownWithoutPackageAndImports() {
    String text = Source.of(Interrupt.class).text();

    assertThat(text).startsWith("public final class Interrupt {").endsWith("}");
  }

  @Test
  void aMethodIsShownAloneAndFromTheLeft() {
    String text = Source.of(Interrupt.class, "asked").text();

    assertThat(text)
        .isEqualTo(
            "public static boolean asked() {\n  return Thread.currentThread().isInterrupted();\n}");
  }

  @Test
  void commentsComeWhenAskedFor() {
    assertThat(Source.of(Interrupt.class, "asked").withComments().text())
        .startsWith("/** Whether the reader pressed stop.");
  }

  @Test
  void allMethodsOfANameAreShown() {
    assertThat(Source.of(Claim.class, "close").text().split("public static void close", -1))
        .hasSize(3);
  }

  @Test
  void aNestedTypeIsFoundInTheFileOfItsOwner() {
    assertThat(Source.of(Display.Shown.class).text()).startsWith("interface Shown {");
  }

  @Test
  void theColoursCoverCommentsStringsAndKeywordsAndNothingIsLost() {
    String html = JavaHighlight.html("// a < b\nreturn \"<i>\" + 'x' + 12;");

    assertThat(html)
        .contains("// a &lt; b</span>", ">return</span>", "&quot;&lt;i&gt;&quot;</span>");
    assertThat(html).contains(">12</span>").doesNotContain("<i>");
  }

  @Test
  void anUnknownMethodAndAForeignClassHaveClearErrors() {
    assertThatThrownBy(() -> Source.of(Claim.class, "nowhere").text())
        .hasMessageContaining("no method \"nowhere\"");
    assertThatThrownBy(() -> Source.of(String.class).text())
        .hasMessageContaining("java.lang.String")
        .hasMessageContaining("only the kit's own classes");
  }
}
