package org.attentionlab.grading;

import java.io.File;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import org.attentionlab.notebook.Lab;

/**
 * Source text of cells, made into an {@link Answer} by a JShell of its own in this process.
 * Imports, methods, types and variables are taken; statements and expressions are not, so that
 * printing and trying out in a cell cost nothing and count for nothing.
 *
 * <p>The notebook's check and the grader both use it, so both see the same: a method that needs
 * something from another cell compiles in neither.
 */
final class StudentCode implements AutoCloseable {

  private static final Set<Snippet.Kind> TAKEN =
      EnumSet.of(
          Snippet.Kind.IMPORT, Snippet.Kind.METHOD, Snippet.Kind.TYPE_DECL, Snippet.Kind.VAR);

  private final JShell shell;
  private final SourceCodeAnalysis analysis;

  /**
   * A shell that knows the classes of the kit.
   *
   * @param hidden names of classes that the code must not use itself
   */
  StudentCode(Set<String> hidden) {
    ClassLoader kit = StudentCode.class.getClassLoader();
    shell = JShell.builder().executionEngine(new KitExecution(kit, hidden), null).build();
    classPath(kit).forEach(shell::addToClasspath);
    analysis = shell.sourceCodeAnalysis();
    Lab.imports().forEach(shell::eval);
  }

  /** Jars and folders of the libraries that are loaded, for the compiler. */
  private static List<String> classPath(ClassLoader kit) {
    List<String> paths = new ArrayList<>();
    if (kit instanceof URLClassLoader loader) { // in a kernel, which adds the kit to its own jar
      for (URL url : loader.getURLs()) {
        paths.add(Path.of(URI.create(url.toString())).toString());
      }
    }
    for (String path : System.getProperty("java.class.path").split(File.pathSeparator)) {
      paths.add(Path.of(path).toAbsolutePath().toString());
    }
    return paths;
  }

  /**
   * Takes the text of a cell.
   *
   * @throws DoesNotCompileException with the compiler's words
   */
  void add(String cell) {
    evaluateAll(cell);
  }

  private void evaluateAll(String text) {
    String rest = text;
    while (!rest.isBlank()) {
      SourceCodeAnalysis.CompletionInfo next = analysis.analyzeCompletion(rest);
      if (!next.completeness().isComplete()) {
        throw new DoesNotCompileException("It ends in the middle: a bracket or a ; is missing.");
      }
      String source = next.source();
      List<Snippet> parts = analysis.sourceToSnippets(source);
      if (parts.stream().anyMatch(part -> TAKEN.contains(part.kind()))) {
        evaluate(source);
      } else if (parts.stream().anyMatch(part -> part.kind() == Snippet.Kind.ERRONEOUS)) {
        throw new DoesNotCompileException(diagnostics(parts.get(0)));
      }
      rest = next.remaining();
    }
  }

  private void evaluate(String source) {
    for (SnippetEvent event : shell.eval(source)) {
      if (event.status() == Snippet.Status.REJECTED) {
        throw new DoesNotCompileException(diagnostics(event.snippet()));
      }
      if (event.exception() != null) {
        throw new DoesNotCompileException("It failed: " + event.exception().getMessage());
      }
    }
  }

  /**
   * The method of the signature as an answer.
   *
   * @throws DoesNotCompileException if there is none, or it needs what is not there
   */
  Answer answer(Signature signature) {
    List<DeclarationSnippet> methods =
        shell
            .methods()
            .filter(method -> method.name().equals(signature.method()))
            .map(method -> (DeclarationSnippet) method)
            .toList();
    if (methods.isEmpty()) {
      throw new DoesNotCompileException(
          "There is no method " + signature.method() + ". Expected: " + signature);
    }
    for (DeclarationSnippet method : methods) {
      List<String> missing = shell.unresolvedDependencies(method).toList();
      if (!missing.isEmpty()) {
        throw new DoesNotCompileException(
            signature.method()
                + " needs what is not in the cell of the exercise: "
                + String.join(", ", missing)
                + ". Write everything that it needs into that cell.");
      }
    }
    long ticket = Delivery.ticket();
    String deliver =
        "%s.deliver(%dL, %s);".formatted(Delivery.class.getName(), ticket, signature.asAnswer());
    for (SnippetEvent event : shell.eval(deliver)) {
      if (event.status() == Snippet.Status.REJECTED) {
        throw new DoesNotCompileException(
            "The method must be %s. %s".formatted(signature, diagnostics(event.snippet())));
      }
    }
    Answer answer = Delivery.collect(ticket);
    if (answer == null) {
      throw new DoesNotCompileException("The method must be " + signature + ".");
    }
    return answer;
  }

  private String diagnostics(Snippet snippet) {
    List<String> messages = new ArrayList<>();
    shell
        .diagnostics(snippet)
        .filter(one -> one.isError())
        .forEach(
            one ->
                messages.add(
                    "%s (at \"%s\")"
                        .formatted(
                            one.getMessage(Locale.ENGLISH).lines().findFirst().orElse(""),
                            near(snippet.source(), (int) one.getStartPosition()))));
    return messages.stream().collect(Collectors.joining("; "));
  }

  private static String near(String source, int position) {
    int from = Math.max(0, Math.min(position, source.length()));
    return source
        .substring(from, Math.min(source.length(), from + 30))
        .lines()
        .findFirst()
        .orElse("");
  }

  @Override
  public void close() {
    shell.close();
  }
}
