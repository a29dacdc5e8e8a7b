package org.attentionlab.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/**
 * The door from the shell: {@code ./course COMMAND}. Each command is a class of this package,
 * listed here.
 */
@Command(
    name = "./course",
    description =
        "Attention Lab: from the plain RNN to the complete Transformer, in Java notebooks.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      LabCommand.class, //
      RunCommand.class,
      TestCommand.class,
      BenchCommand.class,
      DoctorCommand.class,
      TrainCommand.class,
      TranslateCommand.class,
      EvaluateCommand.class,
      ReproduceCommand.class,
      DemoCommand.class,
      DataCommand.class,
    },
    footer = {"", "Example:", "  ./course lab"})
public final class Main {

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "When something goes wrong, show where in the code.")
  boolean debug;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help.")
  boolean help;

  /**
   * Runs one command and ends the process with its status: 0 done, 1 it failed, 2 the call was
   * wrong.
   *
   * @param args the words after {@code ./course}
   */
  public static void main(String[] args) {
    System.exit(run(commandLine(), args));
  }

  static CommandLine commandLine() {
    UserErrors errors = new UserErrors();
    CommandLine line = new CommandLine(new Main());
    line.setExecutionExceptionHandler(errors);
    line.setParameterExceptionHandler(errors);
    line.setUsageHelpWidth(100);
    line.setUsageHelpAutoWidth(false);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExpandAtFiles(false);
    return line;
  }

  static int run(CommandLine line, String... args) {
    try {
      return line.execute(args);
    } catch (OutOfMemoryError | LinkageError error) {
      return UserErrors.report(error, line);
    }
  }
}
