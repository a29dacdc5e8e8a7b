package org.attentionlab.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordedExperimentsTest {

  @TempDir private Path folder;

  static List<String> names() {
    return RecordedExperiments.all().stream().map(RecordedExperiment::name).toList();
  }

  @ParameterizedTest
  @MethodSource("names")
  void the_quick_version_writes_a_table_with_rows_of_every_part(String name) throws IOException {
    RecordedExperiment experiment = RecordedExperiments.named(name);
    Path results = folder.resolve("results");
    Path table =
        new Reproduction(
                experiment,
                true,
                folder.resolve("work"),
                results,
                "./course reproduce " + name + " --quick",
                new Silent())
            .run();
    assertThat(table).isEqualTo(results.resolve(name + ".csv"));
    List<String> lines = Files.readAllLines(table);
    assertThat(lines.get(0)).endsWith("seed,seconds,command,commit,machine,date,part");
    assertThat(lines).hasSizeGreaterThan(experiment.parts(true).size());
  }

  @ParameterizedTest
  @MethodSource("names")
  void the_full_version_has_parts_with_different_names(String name) {
    List<RecordedExperiment.Part> parts = RecordedExperiments.named(name).parts(false);
    Set<String> different =
        new HashSet<>(parts.stream().map(RecordedExperiment.Part::name).toList());
    assertThat(different).hasSameSizeAs(parts).allMatch(part -> part.matches("[A-Za-z0-9-]+"));
  }

  private static final class Silent implements Reproduction.Listener {
    @Override
    public void progress(String part, double share, String text) {}

    @Override
    public void finished(String part, boolean before, List<String> rows) {}
  }
}
