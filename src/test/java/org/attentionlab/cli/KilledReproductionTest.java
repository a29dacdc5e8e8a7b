package org.attentionlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.Table;
import tech.tablesaw.io.csv.CsvReadOptions;

/** The power is cut twenty times while an experiment of several trainings is made. */
class KilledReproductionTest {

  private static final int KILLS = 20;
  private static final String[] OF_TIME = {"seconds", "training_seconds", "date"};

  @TempDir static Path folder;
  private static Table expected;
  private static long firstMillis; // until there is something to go on from

  @BeforeAll
  static void makeItUndisturbed() throws Exception {
    Path quiet = home("quiet");
    Process process = start(quiet);
    firstMillis = untilFirstCheckpoint(quiet, process);
    assertFinished(process, quiet);
    expected = withoutTime(quiet);
    assertThat(expected.rowCount()).isEqualTo(3);
  }

  @Test
  @Tag("slow")
  void an_experiment_killed_twenty_times_writes_the_table_of_an_undisturbed_one() throws Exception {
    long seed = System.nanoTime();
    System.out.println("KilledReproductionTest: the seed of the moments is " + seed);
    Random random = new Random(seed);
    Path troubled = home("troubled");
    int torn = 0;
    for (int kills = 0; kills < KILLS; ) {
      FileTime start = FileTime.from(Instant.now());
      Process victim = start(troubled);
      if (kills % 2 == 0) {
        // some before there is anything to keep, most after
        victim.waitFor(random.nextLong(2 * firstMillis), TimeUnit.MILLISECONDS);
      } else {
        untilFilesAreBeingWritten(1 + random.nextInt(6), troubled, victim);
      }
      boolean killed = victim.isAlive();
      victim.destroyForcibly().waitFor(); // SIGKILL
      if (killed) {
        kills++;
        torn += wasWriting(troubled, start) ? 1 : 0;
      } else { // it was quicker; the next one begins anew
        assertFinished(victim, troubled);
        assertSame(withoutTime(troubled), expected);
      }
    }
    System.out.println("KilledReproductionTest: in the middle of a file " + torn + " times");
    assertThat(torn).as("kills in the middle of a file").isPositive();

    assertFinished(start(troubled), troubled);
    assertSame(withoutTime(troubled), expected);
    assertThat(beingWritten(troubled)).as("what is left over").isEmpty();
  }

  @Test
  @Tag("slow")
  void parts_side_by_side_end_with_a_killed_parent_and_give_the_same_table() throws Exception {
    Path home = home("side-by-side");
    Process parent = start(home, "--jobs", "2");
    untilFirstCheckpoint(home, parent);
    List<ProcessHandle> children = parent.descendants().toList();
    assertThat(children).as(said(home)).isNotEmpty();
    parent.destroyForcibly().waitFor();
    for (ProcessHandle child : children) {
      child.onExit().get(1, TimeUnit.MINUTES); // nobody is left over
    }

    assertFinished(start(home, "--jobs", "2"), home);
    assertSame(
        withoutTime(home).removeColumns("command"), expected.copy().removeColumns("command"));
  }

  private static void assertFinished(Process process, Path home) throws Exception {
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(said(home)).isZero();
  }

  /** A folder of the course with what the experiment reads. */
  private static Path home(String name) throws IOException {
    Path home = folder.resolve(name);
    Path paper = Path.of("datasets/paper/table3.csv");
    Files.createDirectories(home.resolve(paper).getParent());
    Files.copy(paper, home.resolve(paper));
    return home;
  }

  private static Process start(Path home, String... more) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1", // starts faster, and rounds as always
                "-Dattentionlab.matrixProduct=onednn",
                "-Dattentionlab.home=" + home,
                "-cp",
                System.getProperty("java.class.path") + File.pathSeparator,
                Main.class.getName(),
                "reproduce",
                "table3",
                "--quick",
                "--rows",
                "base,A-h-1,E",
                "--threads",
                "1"));
    command.addAll(List.of(more));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(home.resolve("output.txt").toFile())
        .start();
  }

  private static long untilFirstCheckpoint(Path home, Process process) throws Exception {
    long start = System.nanoTime();
    while (process.isAlive() && files(home).noneMatch(f -> f.endsWith("state.json"))) {
      Thread.sleep(5);
    }
    return (System.nanoTime() - start) / 1_000_000;
  }

  /** Until so many different files have been seen half written, or the process has ended. */
  private static void untilFilesAreBeingWritten(int times, Path home, Process process)
      throws Exception {
    Set<Path> seen = new HashSet<>(beingWritten(home)); // left over from the kill before
    int target = seen.size() + times;
    while (process.isAlive() && seen.size() < target) {
      seen.addAll(beingWritten(home));
      Thread.sleep(1);
    }
  }

  private static List<Path> beingWritten(Path home) {
    return files(home)
        .filter(f -> f.toString().endsWith(".part") || f.toString().contains(".unfinished-step"))
        .toList();
  }

  /** Whether something half written is from this process, and not left over from one before. */
  private static boolean wasWriting(Path home, FileTime start) throws IOException {
    for (Path file : beingWritten(home)) {
      if (Files.getLastModifiedTime(file).compareTo(start) > 0) {
        return true;
      }
    }
    return false;
  }

  /** All files; those that vanish meanwhile do not matter. */
  private static Stream<Path> files(Path home) {
    List<Path> files = new ArrayList<>();
    Path work = home.resolve(".course");
    if (Files.isDirectory(work)) {
      try (Stream<Path> walk = Files.walk(work)) {
        walk.forEach(files::add);
      } catch (IOException | UncheckedIOException e) {
        // What was seen so far is enough.
      }
    }
    return files.stream();
  }

  private static Table withoutTime(Path home) {
    Path table = home.resolve(".course/reproduce/table3-quick/table3.csv");
    return Table.read()
        .csv(
            CsvReadOptions.builder(table.toFile())
                .columnTypes(name -> ColumnType.STRING)
                .missingValueIndicator()
                .build())
        .removeColumns(OF_TIME);
  }

  private static void assertSame(Table found, Table expected) {
    assertThat(found.write().toString("csv")).isEqualTo(expected.write().toString("csv"));
  }

  private static String said(Path home) throws IOException {
    return Files.readString(home.resolve("output.txt"));
  }
}
