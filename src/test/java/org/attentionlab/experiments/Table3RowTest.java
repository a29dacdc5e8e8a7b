package org.attentionlab.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.attentionlab.transformer.TransformerConfig;
import org.attentionlab.transformer.TransformerConfig.Positions;
import org.junit.jupiter.api.Test;

class Table3RowTest {

  @Test
  void every_row_of_the_paper_is_there_in_its_order() throws IOException {
    assertThat(Table3Row.all())
        .extracting(Table3Row::name)
        .containsExactly(
            "base",
            "A-h-1",
            "A-h-4",
            "A-h-16",
            "A-h-32",
            "B-dk-2",
            "B-dk-4",
            "C-N-1",
            "C-N-2",
            "C-N-4",
            "C-dmodel-32",
            "C-dmodel-128",
            "C-dff-128",
            "C-dff-512",
            "D-dropout-0",
            "D-dropout-20",
            "D-smoothing-0",
            "D-smoothing-20",
            "E-learned",
            "big");
  }

  /** The paper's base and big as the model's own class knows them. */
  @Test
  void base_and_big_are_the_papers_with_every_width_divided_by_eight() throws IOException {
    List<Table3Row> rows = Table3Row.all();
    sameFactor(rows.get(0), TransformerConfig.base());
    sameFactor(rows.get(19), TransformerConfig.big());
    assertThat(rows.get(19).paper().dropout()).isEqualTo(0.3);
    assertThat(rows.get(19).steps(1000)).isEqualTo(3000);
    assertThat(rows.get(18).positions()).isEqualTo(Positions.LEARNED);
    assertThat(rows.get(18).steps(1000)).isEqualTo(1000);
  }

  @Test
  void heads_of_row_a_share_the_width_and_those_of_row_b_do_not() throws IOException {
    for (Table3Row row : Table3Row.all()) {
      int shared = row.paper().heads() * row.keyWidth();
      if (row.paper().group().equals("A")) {
        assertThat(shared).isEqualTo(64);
        assertThat(row.valueWidth()).isEqualTo(row.keyWidth());
      } else if (row.paper().group().equals("B")) {
        assertThat(shared).isLessThan(64);
        assertThat(row.valueWidth()).isEqualTo(8);
      }
    }
  }

  @Test
  void more_seeds_make_more_parts_of_every_row() {
    RecordedExperiment table = RecordedExperiments.named("table3");
    assertThat(table.parts(false)).hasSize(19 * 3 + 1);
    assertThat(table.parts(false, 2)).hasSize(2 * 20);
    assertThatThrownBy(() -> RecordedExperiments.named("table1").parts(false, 2))
        .hasMessageContaining("table1")
        .hasMessageContaining("fixed");
  }

  private static void sameFactor(Table3Row row, TransformerConfig paper) {
    assertThat(2 * row.layers()).isEqualTo(paper.layers());
    assertThat(8 * row.modelWidth()).isEqualTo(paper.modelWidth());
    assertThat(8 * row.innerWidth()).isEqualTo(paper.innerWidth());
    assertThat(row.paper().heads()).isEqualTo(paper.heads());
    assertThat(8 * row.keyWidth()).isEqualTo(paper.keyWidth());
    assertThat(8 * row.valueWidth()).isEqualTo(paper.valueWidth());
  }
}
