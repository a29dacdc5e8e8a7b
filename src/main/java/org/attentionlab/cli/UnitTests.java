package org.attentionlab.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Java tests, run by Maven: one line a class, failures with their first line. */
final class UnitTests {

  private static final Pattern CLASS_DONE =
      Pattern.compile(
          "\\[\\w+] Tests run: (\\d+), Failures: (\\d+), Errors: (\\d+), Skipped: (\\d+),"
              + " Time elapsed: ([\\d.]+) s.* -- in (\\S+)");
  private static final Pattern SUITE = Pattern.compile("<testsuite\\b[^>]*>", Pattern.DOTALL);

  private final CourseHome home;

  UnitTests(CourseHome home) {
    this.home = home;
  }

  Tally run() throws IOException {
    System.out.println("unit: the Java tests");
    Path reports = home.folder().resolve("target/surefire-reports");
    deleteReports(reports);
    Path log = home.log("unit.log");
    int status = new Maven(home, log).run(UnitTests::show, "test");
    Tally tally = count(reports);
    if (status != 0 && tally.failed() == 0) {
      // Nothing ran: the tests do not compile, or their process died.
      tally = tally.plus(new Tally(0, 1, 0));
    }
    if (tally.failed() > 0) {
      System.out.println("  (all of Maven's output: " + log + ")");
    }
    System.out.println("  " + tally.line());
    return tally;
  }

  private static void show(String line) {
    Matcher done = CLASS_DONE.matcher(line);
    if (done.find()) {
      int bad = Integer.parseInt(done.group(2)) + Integer.parseInt(done.group(3));
      int skipped = Integer.parseInt(done.group(4));
      System.out.printf(
          "  %4d %s  %s  %s s%n",
          Integer.parseInt(done.group(1)) - bad - skipped,
          "passed"
              + (bad == 0 ? "" : ", " + bad + " FAILED")
              + (skipped == 0 ? "" : ", " + skipped + " skipped"),
          done.group(6),
          done.group(5));
    } else if (line.startsWith("[ERROR]") && line.length() > 8) {
      System.out.println("    " + line.substring(8));
    }
  }

  private static void deleteReports(Path reports) throws IOException {
    if (Files.isDirectory(reports)) {
      try (DirectoryStream<Path> old = Files.newDirectoryStream(reports, "TEST-*.xml")) {
        for (Path report : old) {
          Files.delete(report);
        }
      }
    }
  }

  /** Adds up the reports that the tests left. */
  static Tally count(Path reports) throws IOException {
    Tally sum = Tally.NONE;
    if (!Files.isDirectory(reports)) {
      return sum;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(reports, "TEST-*.xml")) {
      for (Path report : files) {
        Matcher suite = SUITE.matcher(Files.readString(report));
        if (suite.find()) {
          int failed = number(suite.group(), "failures") + number(suite.group(), "errors");
          int skipped = number(suite.group(), "skipped");
          int passed = number(suite.group(), "tests") - failed - skipped;
          sum = sum.plus(new Tally(passed, failed, skipped));
        }
      }
    }
    return sum;
  }

  private static int number(String element, String attribute) {
    Matcher value = Pattern.compile("\\b" + attribute + "=\"(\\d+)\"").matcher(element);
    return value.find() ? Integer.parseInt(value.group(1)) : 0;
  }
}
