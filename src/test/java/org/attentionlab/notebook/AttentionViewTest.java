package org.attentionlab.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.awt.image.BufferedImage;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AttentionViewTest {

  private NDManager manager;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void it_needs_no_script_and_no_network() {
    String page = view().page();
    assertThat(page).doesNotContain("<script").doesNotContain("http").doesNotContain("url(");
    assertThat(view().bundle().html()).startsWith("<iframe").contains("srcdoc=");
  }

  @Test
  void where_a_page_drops_the_frame_words_are_left_that_say_what_to_do() {
    String untrusted = view().bundle().html().replaceAll("</?iframe([^\">]|\"[^\"]*\")*>", "");
    assertThat(untrusted).contains("Run this cell").doesNotContain("svg").doesNotContain("path");
  }

  @Test
  void every_layer_and_head_has_a_panel_and_a_button() {
    String page = view().page();
    assertThat(page.split("type=radio", -1)).hasSize(1 + 2 * 3);
    assertThat(page.split("<svg class=\"p ", -1)).hasSize(1 + 2 * 3);
  }

  @Test
  void a_line_goes_to_the_words_that_are_looked_at_and_to_no_others() {
    NDArray weights = manager.create(new float[] {1, 0, 0.5f, 0.5f}, new Shape(1, 1, 2, 2));
    String page =
        AttentionView.of("t")
            .add("self", List.of("a", "b"), List.of("c", "d"), List.of(weights))
            .page();
    assertThat(page.split("M150 39L", -1)).as("lines of the first word").hasSize(2);
    assertThat(page.split("M150 61L", -1)).as("lines of the second word").hasSize(3);
  }

  @Test
  void words_cannot_break_the_page() {
    NDArray weights = manager.ones(new Shape(1, 1, 1, 1));
    List<String> word = List.of("<b>\"&");
    String html = AttentionView.of("<i>").add("x", word, word, List.of(weights)).page();
    assertThat(html).doesNotContain("<b>").doesNotContain("<i>").contains("&lt;b&gt;&quot;&amp;");
  }

  @Test
  void twelve_layers_of_twelve_heads_and_sixty_four_words_stay_below_eight_megabytes() {
    NDArray layer = manager.randomUniform(0, 1, new Shape(1, 12, 64, 64)).mul(4).softmax(-1);
    List<String> words = Collections.nCopies(64, "word");
    AttentionView view =
        AttentionView.of("big").add("self", words, words, Collections.nCopies(12, layer));
    assertThat(view.page().length()).isLessThan(8_000_000);
  }

  @Test
  void weights_that_do_not_fit_the_words_are_refused() {
    NDArray weights = manager.ones(new Shape(1, 1, 2, 3));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> AttentionView.of("t").add("x", List.of("a"), List.of("b"), List.of(weights)))
        .withMessageContaining("(1, 1, 2, 3)");
  }

  @Test
  void all_heads_of_a_layer_stand_side_by_side_as_a_still_picture() {
    BufferedImage one = view().heatMap(0, 0).image(1);
    BufferedImage all = view().heatMaps(0).image(1); // three heads: two and one
    assertThat(all.getWidth()).isEqualTo(2 * one.getWidth());
    assertThat(all.getHeight()).isEqualTo(2 * one.getHeight());
  }

  private AttentionView view() {
    NDArray layer = manager.randomUniform(0, 1, new Shape(1, 3, 4, 4)).softmax(-1);
    List<String> words = List.of("the", "cat", "sat", "down");
    return AttentionView.of("Who looks at whom?")
        .add("encoder", words, words, List.of(layer, layer));
  }
}
