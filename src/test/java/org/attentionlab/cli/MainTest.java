package org.attentionlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MainTest {

  @Test
  void every_command_shows_an_example_in_its_help() {
    for (CommandLine command : Main.commandLine().getSubcommands().values()) {
      assertThat(command.getUsageMessage())
          .as(command.getCommandName())
          .containsPattern("Examples?:")
          .contains("  ./course " + command.getCommandName());
    }
  }

  @Test
  void the_overview_names_exactly_the_commands_that_there_are() throws IOException {
    String overview;
    try (InputStream text = Main.class.getResourceAsStream("commands.txt")) {
      overview = new String(text.readAllBytes(), StandardCharsets.UTF_8);
    }
    List<String> named =
        Pattern.compile("^  \\./course (\\w+)", Pattern.MULTILINE)
            .matcher(overview)
            .results()
            .map(match -> match.group(1))
            .filter(name -> !name.equals("setup")) // done by the launcher alone
            .distinct() // bench has a line for each of its own commands
            .toList();
    assertThat(named)
        .containsExactlyInAnyOrderElementsOf(Main.commandLine().getSubcommands().keySet());
  }

  @Test
  void a_wrong_command_ends_with_status_2_and_a_proposal() {
    Outcome outcome = run("rum");
    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.errors()).contains("'rum'").contains("run");
  }

  @Test
  void a_missing_notebook_ends_with_status_1_and_one_line() {
    Outcome outcome = run("run", "no-such.ipynb");
    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.errors().strip())
        .hasLineCount(1)
        .startsWith("course: ")
        .contains("no-such.ipynb");
  }

  @Test
  void debug_shows_where() {
    assertThat(run("--debug", "run", "no-such.ipynb").errors()).contains("\tat ");
    assertThat(run("run", "--debug", "no-such.ipynb").errors()).contains("\tat ");
  }

  @Test
  void trouble_with_files_becomes_a_sentence() {
    assertThat(UserErrors.sentence(new NoSuchFileException("a.txt")))
        .isEqualTo("a.txt does not exist.");
    assertThat(UserErrors.sentence(new IOException("write failed: No space left on device")))
        .startsWith("The disk is full");
    assertThat(UserErrors.sentence(new UncheckedIOException(new MalformedInputException(1))))
        .contains("not UTF-8");
  }

  @Test
  void an_error_of_our_own_says_so_and_points_to_debug() {
    assertThat(UserErrors.sentence(new NullPointerException("x")))
        .contains("should not happen", "--debug");
  }

  @Test
  void a_clear_message_of_another_room_is_shown_as_it_is() {
    assertThat(UserErrors.sentence(new IllegalArgumentException("d_model must divide by h.")))
        .isEqualTo("d_model must divide by h.");
  }

  private record Outcome(int status, String errors) {}

  private static Outcome run(String... arguments) {
    StringWriter errors = new StringWriter();
    CommandLine line = Main.commandLine();
    line.setErr(new PrintWriter(errors, true));
    return new Outcome(Main.run(line, arguments), errors.toString());
  }
}
