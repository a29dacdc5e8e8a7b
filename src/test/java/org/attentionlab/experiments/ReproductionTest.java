package org.attentionlab.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReproductionTest {

  @TempDir private Path folder;
  private final List<String> ran = new ArrayList<>();
  private Reproduction running;

  @Test
  void a_stopped_experiment_goes_on_with_the_parts_that_are_not_finished() throws IOException {
    assertThatExceptionOfType(ExperimentStoppedException.class)
        .isThrownBy(() -> reproduction(experiment(part("a", 1), stopping("b"))).run());
    assertThat(folder.resolve("results")).doesNotExist();

    Path table = reproduction(experiment(part("a", 1), part("b", 2))).run();

    assertThat(ran).containsExactly("a", "b", "b");
    assertThat(Files.readAllLines(table)).hasSize(3);
  }

  @Test
  void a_row_names_its_seed_seconds_command_commit_and_machine() throws IOException {
    List<String> lines = Files.readAllLines(reproduction(experiment(part("a", 7))).run());
    assertThat(lines.get(0)).isEqualTo("task,score,seed,seconds,command,commit,machine,date,part");
    assertThat(lines.get(1))
        .startsWith("a,0.5,7,")
        .contains("./course reproduce test")
        .contains("cores");
  }

  @Test
  void after_the_table_is_written_the_next_call_begins_anew() throws IOException {
    reproduction(experiment(part("a", 1))).run();
    reproduction(experiment(part("a", 1))).run();
    assertThat(ran).containsExactly("a", "a");
  }

  @Test
  void some_parts_can_be_run_alone_and_leave_the_rows_of_the_others() throws IOException {
    RecordedExperiment all = experiment(part("one", 1), part("other, \"quoted\"", 2));
    Reproduction first = reproduction(all);
    first.only(List.of("other"));
    Path table = first.run();
    assertThat(Files.readAllLines(table)).hasSize(2);
    List<String> before = Files.readAllLines(table);

    Reproduction second = reproduction(all);
    second.only(List.of("on"));
    second.run();
    assertThat(Files.readAllLines(table)).hasSize(3).containsAll(before);
    assertThat(ran).containsExactly("other, \"quoted\"", "one");

    assertThatThrownBy(() -> second.only(List.of("two")))
        .hasMessageContaining("No part of")
        .hasMessageContaining("one");
  }

  @Test
  void a_whole_name_means_that_part_and_none_whose_name_is_longer() throws IOException {
    Reproduction first = reproduction(experiment(part("model", 1), part("model-better", 2)));
    first.only(List.of("model"));
    first.run();
    assertThat(ran).containsExactly("model");
  }

  @Test
  void parts_can_be_chosen_by_their_seed() throws IOException {
    Reproduction second = reproduction(experiment(part("a-seed-1", 1), part("a-seed-2", 2)));
    second.only(List.of("seed-2"));
    second.run();
    assertThat(ran).containsExactly("a-seed-2");
  }

  @Test
  void rows_of_other_seeds_stay_when_fewer_are_made_again() throws IOException {
    RecordedExperiment seeds = withSeeds();
    Path table = reproduction(seeds).run();
    List<String> before = Files.readAllLines(table);
    assertThat(before).hasSize(3);

    Reproduction fewer = reproduction(seeds);
    fewer.seeds(1);
    fewer.run();

    assertThat(ran).containsExactly("seed-1", "seed-2", "seed-1");
    assertThat(Files.readAllLines(table)).hasSize(3).contains(before.get(2));
    assertThatThrownBy(() -> fewer.seeds(0)).hasMessageContaining("at least 1 seed");
    assertThatThrownBy(() -> reproduction(experiment(part("a", 1))).seeds(2))
        .hasMessageContaining("fixed");
  }

  @Test
  void what_a_part_keeps_for_itself_is_put_away_with_the_table() throws IOException {
    RecordedExperiment.Part part =
        new RecordedExperiment.Part(
            "a",
            1,
            1,
            bench -> {
              Path checkpoint = bench.folder().resolve("checkpoint");
              assertThat(checkpoint).doesNotExist();
              Files.writeString(checkpoint, "learned");
              return rows("a");
            });
    reproduction(experiment(part)).run();
    reproduction(experiment(part)).run();
    assertThat(folder.resolve("work/finished/a/checkpoint")).hasContent("learned");
    assertThat(folder.resolve("work/a")).doesNotExist();
  }

  @Test
  void somebody_else_can_make_the_parts() throws IOException {
    RecordedExperiment all = experiment(part("a", 1), part("b", 2));
    reproduction(all).makeOnly("b");
    Reproduction first = reproduction(all);
    assertThat(first.missing()).containsExactly("a");
    List<String> asked = new ArrayList<>();
    first.madeBy(
        (parts, finished) -> {
          for (RecordedExperiment.Part part : parts) {
            asked.add(part.name());
            reproduction(all).makeOnly(part.name());
            finished.accept(part);
          }
        });
    assertThat(Files.readAllLines(first.run())).hasSize(3);
    assertThat(asked).containsExactly("a");
    assertThatThrownBy(() -> first.makeOnly("c")).hasMessageContaining("no part \"c\"");
  }

  private Reproduction reproduction(RecordedExperiment experiment) {
    running =
        new Reproduction(
            experiment,
            false,
            folder.resolve("work"),
            folder.resolve("results"),
            "./course reproduce test",
            new Silent());
    return running;
  }

  private RecordedExperiment.Part part(String name, long seed) {
    return new RecordedExperiment.Part(name, seed, 1, bench -> rows(name));
  }

  private RecordedExperiment.Part stopping(String name) {
    return new RecordedExperiment.Part(
        name,
        1,
        1,
        bench -> {
          running.stop();
          List<Map<String, Object>> rows = rows(name);
          bench.progress(0.5, "half");
          return rows;
        });
  }

  private List<Map<String, Object>> rows(String name) {
    ran.add(name);
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("task", name);
    row.put("score", 0.5);
    return List.of(row);
  }

  /** An experiment that leaves the choice of seeds; usually there are two. */
  private RecordedExperiment withSeeds() {
    return new RecordedExperiment() {
      @Override
      public String name() {
        return "test";
      }

      @Override
      public String question() {
        return "How many?";
      }

      @Override
      public List<Part> parts(boolean quick) {
        return parts(quick, 2);
      }

      @Override
      public List<Part> parts(boolean quick, int seeds) {
        return IntStream.rangeClosed(1, seeds).mapToObj(s -> part("seed-" + s, s)).toList();
      }
    };
  }

  private static RecordedExperiment experiment(RecordedExperiment.Part... parts) {
    return new RecordedExperiment() {
      @Override
      public String name() {
        return "test";
      }

      @Override
      public String question() {
        return "Does it go on?";
      }

      @Override
      public List<Part> parts(boolean quick) {
        return List.of(parts);
      }
    };
  }

  private static final class Silent implements Reproduction.Listener {
    @Override
    public void progress(String part, double share, String text) {}

    @Override
    public void finished(String part, boolean before, List<String> rows) {}
  }
}
