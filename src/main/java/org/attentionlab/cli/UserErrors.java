package org.attentionlab.cli;

import ai.djl.engine.EngineException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Turns what goes wrong into one sentence on standard error and an exit status: 2 for a wrong call,
 * 1 for everything else. The stack trace is for {@code --debug}.
 */
final class UserErrors implements IExecutionExceptionHandler, IParameterExceptionHandler {

  @Override
  public int handleParseException(ParameterException error, String[] args) {
    CommandLine command = error.getCommandLine();
    PrintWriter out = command.getErr();
    out.println("course: " + error.getMessage());
    if (!UnmatchedArgumentException.printSuggestions(error, out)) {
      out.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    }
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  @Override
  public int handleExecutionException(Exception error, CommandLine command, ParseResult parsed) {
    if (error instanceof ParameterException wrongCall) {
      return handleParseException(wrongCall, new String[0]);
    }
    return report(error, command);
  }

  static int report(Throwable error, CommandLine command) {
    boolean debug = command.getCommandSpec().root().userObject() instanceof Main main && main.debug;
    PrintWriter out = command.getErr();
    out.println("course: " + sentence(error));
    if (debug) {
      error.printStackTrace(out);
    }
    out.flush();
    return 1;
  }

  /** What to tell the user about an error. */
  static String sentence(Throwable error) {
    if (error instanceof UncheckedIOException unchecked) {
      return sentence(unchecked.getCause());
    }
    if (error instanceof IOException trouble) {
      return aboutFiles(trouble);
    }
    boolean meantForPeople =
        error instanceof CourseException
            || error instanceof IllegalArgumentException
            || error instanceof IllegalStateException;
    if (meantForPeople && error.getMessage() != null && !error.getMessage().isBlank()) {
      return error.getMessage();
    }
    if (error instanceof OutOfMemoryError) {
      return "Java's memory is full. Give it more, for example COURSE_JVM_OPTS=-Xmx4g ./course …, or take a smaller"
          + " model or batch.";
    }
    if (error instanceof LinkageError || error instanceof EngineException) {
      return "libtorch does not work here ("
          + error.getMessage()
          + "). ./course doctor looks for the reason.";
    }
    return "This should not happen: "
        + error
        + ". Run it again with --debug to see where, and tell the authors of the course.";
  }

  private static String aboutFiles(IOException error) {
    String message = error.getMessage() == null ? "" : error.getMessage();
    String lower = message.toLowerCase(Locale.ROOT);
    if (lower.contains("no space left") || lower.contains("not enough space")) {
      return "The disk is full ("
          + message
          + "). Free some space and try again; what was there before is unchanged.";
    }
    if (error instanceof CharacterCodingException) {
      return "A file is not UTF-8 text. Save it as UTF-8 and try again.";
    }
    if (error instanceof FileSystemException file) {
      return file.getFile() + " " + fileTrouble(file) + ".";
    }
    if (error instanceof java.net.UnknownHostException
        || error instanceof java.net.ConnectException) {
      return "No network: " + message + " cannot be reached. Connect and try again.";
    }
    return message.isEmpty() ? error.toString() : message;
  }

  private static String fileTrouble(FileSystemException file) {
    if (file instanceof NoSuchFileException) {
      return "does not exist";
    }
    if (file instanceof AccessDeniedException) {
      return "may not be read or written by you";
    }
    if (file instanceof FileAlreadyExistsException) {
      return "exists already";
    }
    if (file instanceof NotDirectoryException) {
      return "is not a folder";
    }
    return "cannot be used" + (file.getReason() == null ? "" : ": " + file.getReason());
  }
}
