package org.attentionlab.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import org.junit.jupiter.api.Test;

/** The imports are tried in a real JShell, which is what both kernels are made of. */
class ImportsTest {

  private static final List<String> KERNEL_IMPORTS =
      List.of(
          "java.util.*",
          "java.io.*",
          "java.math.*",
          "java.net.*",
          "java.time.*",
          "java.util.concurrent.*",
          "java.util.prefs.*",
          "java.util.regex.*");

  @Test
  void everyImportIsUnderstoodAndNoNameOfTheKitIsAmbiguous() throws Exception {
    try (JShell shell = JShell.builder().executionEngine("local").build()) {
      shell.addToClasspath(System.getProperty("java.class.path"));
      KERNEL_IMPORTS.forEach(name -> shell.eval("import " + name + ";"));
      List<String> rejected = new ArrayList<>();
      Imports.evaluate(
          line ->
              shell.eval(line).stream()
                  .filter(event -> event.status() == Snippet.Status.REJECTED)
                  .filter(event -> !isEmptyRoom(line))
                  .forEach(event -> rejected.add(line)));
      assertThat(rejected).isEmpty();

      Set<String> ambiguous = new TreeSet<>();
      for (String name :
          List.of(
              "Shape",
              "Table",
              "Mask",
              "Linear",
              "Dropout",
              "LayerNorm",
              "Block",
              "Parameter",
              "Batch",
              "Adam",
              "Vocabulary",
              "Progress",
              "Source",
              "Path",
              "List",
              "Function",
              "NDArray",
              "NDManager",
              "Transformer",
              "Encoder",
              "Decoder",
              "Row",
              "Split")) {
        shell.eval(name + " x" + name + ";").stream()
            .filter(event -> event.status() != Snippet.Status.VALID)
            .forEach(event -> ambiguous.add(name));
      }
      assertThat(ambiguous).isEmpty();
    }
  }

  /** A room that has no class yet cannot be imported; that is no mistake. */
  private static boolean isEmptyRoom(String line) {
    String room = line.replace("import ", "").replace(".*;", "");
    try {
      return new com.tngtech.archunit.core.importer.ClassFileImporter()
          .importPackages(room).stream()
              .noneMatch(
                  c -> c.getPackageName().equals(room) && !c.getSimpleName().startsWith("package"));
    } catch (RuntimeException e) {
      return false;
    }
  }
}
