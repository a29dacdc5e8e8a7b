package org.attentionlab.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

class PaperTablesTest {

  private static Table read(String name) {
    return Table.read().csv("datasets/paper/" + name + ".csv");
  }

  @Test
  void theRowsOfThePaperAreAllThere() {
    assertThat(read("table1").rowCount()).isEqualTo(5);
    assertThat(read("table2").rowCount()).isEqualTo(10);
    assertThat(read("table3").rowCount()).isEqualTo(20);
    assertThat(read("table4").rowCount()).isEqualTo(12);
    assertThat(read("small-scale").rowCount()).isEqualTo(7);
  }

  /** Section 6.2 of the paper: a single head is 0.9 BLEU worse than the best setting. */
  @Test
  void theHeadsRowsSayWhatTheTextOfThePaperSays() {
    Table table = read("table3");
    DoubleColumn bleu = table.numberColumn("bleu").asDoubleColumn();
    assertThat(bleu.get(0) - bleu.get(1)).isCloseTo(0.9, org.assertj.core.data.Offset.offset(1e-9));
  }
}
