package org.attentionlab.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.attentionlab.evaluation.SameDirection.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Table3ComparisonTest {

  private static final String HEAD =
      "row,variant,perplexity,bleu,paper_perplexity,paper_bleu,part\n";
  private static final String BASE =
      """
      base,base,10.0,27.1,4.92,25.8,base-seed-1
      base,base,10.2,27.9,4.92,25.8,base-seed-2
      base,base,10.1,27.4,4.92,25.8,base-seed-3
      """;

  @TempDir private Path folder;

  @Test
  void every_row_is_compared_with_base_over_its_seeds() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("table3.csv"),
            HEAD
                + BASE
                + "A,A-h-1,12.0,25.2,5.29,24.9,A-h-1-seed-1\n"
                + "big,big,10.1,20.0,4.33,26.4,big-seed-1\n"
                + "A,A-h-1,12.4,26.3,5.29,24.9,A-h-1-seed-2\n"
                + "A,A-h-1,12.2,24.9,5.29,24.9,A-h-1-seed-3\n");

    List<Table3Comparison> rows = Table3Comparison.read(file);

    assertThat(rows).extracting(Table3Comparison::variant).containsExactly("A-h-1", "big");
    Table3Comparison oneHead = rows.get(0);
    assertThat(oneHead.seeds()).isEqualTo(3);
    assertThat(oneHead.meanPerplexity()).isCloseTo(12.2, within(1e-9));
    assertThat(oneHead.perplexity().verdict()).isEqualTo(Verdict.YES);
    assertThat(oneHead.bleu().verdict()).isEqualTo(Verdict.YES);
    assertThat(oneHead.bleu().low()).isCloseTo(-3.516021309180526, within(1e-9)); // SciPy
    assertThat(oneHead.paperBleu()).isEqualTo(24.9);
    assertThat(rows.get(1).perplexity().verdict()).isEqualTo(Verdict.CANNOT_TELL);
    assertThat(rows.get(1).bleu().verdict()).isEqualTo(Verdict.NO);
  }

  @Test
  void a_missing_table_or_base_is_named() throws IOException {
    assertThatThrownBy(() -> Table3Comparison.read(folder.resolve("none.csv")))
        .hasMessageContaining("reproduce table3");
    Path file = Files.writeString(folder.resolve("t.csv"), HEAD + "A,A-h-1,1,2,3,4,A-h-1-seed-1\n");
    assertThatThrownBy(() -> Table3Comparison.read(file)).hasMessageContaining("base");
  }
}
