package org.attentionlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnitTestsTest {

  @TempDir Path reports;

  @Test
  void reports_are_added_up_and_errors_count_as_failures() throws IOException {
    report("A", "tests=\"7\" errors=\"1\" skipped=\"2\" failures=\"1\"");
    report("B", "tests=\"5\" errors=\"0\" skipped=\"0\" failures=\"0\"");
    assertThat(UnitTests.count(reports)).isEqualTo(new Tally(8, 2, 2));
  }

  @Test
  void no_reports_are_no_tests() throws IOException {
    assertThat(UnitTests.count(reports.resolve("missing"))).isEqualTo(Tally.NONE);
  }

  @Test
  void a_skip_is_a_failure_in_continuous_integration() {
    assertThat(new Tally(3, 1, 2).strict(true)).isEqualTo(new Tally(3, 3, 0));
    assertThat(new Tally(3, 1, 2).strict(false)).isEqualTo(new Tally(3, 1, 2));
  }

  @Test
  void the_last_line_has_the_promised_form() {
    assertThat(new Tally(3, 0, 0).line()).isEqualTo("3 passed, 0 failed");
  }

  private void report(String name, String counts) throws IOException {
    Files.writeString(
        reports.resolve("TEST-" + name + ".xml"),
        "<?xml version=\"1.0\"?>\n<testsuite xmlns:x=\"y\" name=\""
            + name
            + "\" time=\"0.1\" "
            + counts
            + ">\n<testcase name=\"tests=9\"/></testsuite>");
  }
}
