package org.attentionlab.notebook;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * The source text of a class of the kit, or of one of its methods, to be read in a notebook:
 *
 * <pre>{@code Source.of(ScaledDotProductAttention.class, "attend")}</pre>
 *
 * <p>What is shown is the very text that the running class was compiled from. Comments above the
 * class or method are left out unless {@link #withComments} asks for them.
 */
public final class Source {

  private final Class<?> owner;
  private final String method;
  private final boolean comments;

  private Source(Class<?> owner, String method, boolean comments) {
    this.owner = owner;
    this.method = method;
    this.comments = comments;
  }

  /** A whole class, without package and imports. */
  public static Source of(Class<?> owner) {
    return new Source(owner, null, false);
  }

  /** One method; all of that name if there are several. */
  public static Source of(Class<?> owner, String method) {
    return new Source(owner, method, false);
  }

  /** The same with the documentation comments. */
  public Source withComments() {
    return new Source(owner, method, true);
  }

  /** The text. */
  public String text() {
    String whole = read(topLevel(owner));
    List<String> parts = method == null ? classText(whole) : methodTexts(whole);
    if (parts.isEmpty()) {
      throw new IllegalArgumentException(
          "%s has no method \"%s\" in its source.".formatted(owner.getSimpleName(), method));
    }
    return String.join("\n\n", parts);
  }

  Bundle bundle() {
    String text = text();
    return Bundle.ofText(text).withHtml(JavaHighlight.html(text));
  }

  @Override
  public String toString() {
    return text();
  }

  private static Class<?> topLevel(Class<?> c) {
    return c.getEnclosingClass() == null ? c : topLevel(c.getEnclosingClass());
  }

  private static String read(Class<?> c) {
    String path = "/META-INF/sources/" + c.getName().replace('.', '/') + ".java";
    try (InputStream in = Source.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalArgumentException(
            "There is no source of %s in the kit; only the kit's own classes can be shown."
                .formatted(c.getName()));
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> classText(String whole) {
    return find(whole, tree -> tree instanceof ClassTree c && isOwner(c.getSimpleName()));
  }

  private List<String> methodTexts(String whole) {
    return find(whole, tree -> tree instanceof MethodTree m && m.getName().contentEquals(method));
  }

  private boolean isOwner(CharSequence name) {
    return owner.getSimpleName().contentEquals(name);
  }

  private interface Wanted {
    boolean test(Tree tree);
  }

  /** The texts of the wanted trees, found by the compiler's own parser. */
  private List<String> find(String whole, Wanted wanted) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new IllegalStateException("Showing sources needs a JDK; this is a runtime only.");
    }
    try {
      JavacTask task =
          (JavacTask) compiler.getTask(null, null, d -> {}, null, null, List.of(new Text(whole)));
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      List<String> found = new ArrayList<>();
      for (CompilationUnitTree unit : task.parse()) {
        new TreeScanner<Void, Boolean>() {
          @Override
          public Void scan(Tree tree, Boolean inside) {
            if (tree == null) {
              return null;
            }
            boolean here = method == null || inside || tree instanceof CompilationUnitTree;
            if (here && wanted.test(tree)) {
              found.add(cut(whole, positions, unit, tree));
              return null;
            }
            boolean owned = tree instanceof ClassTree c ? isOwner(c.getSimpleName()) : inside;
            return super.scan(tree, owned);
          }
        }.scan(unit, false);
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String cut(String whole, SourcePositions positions, CompilationUnitTree unit, Tree tree) {
    int start = (int) positions.getStartPosition(unit, tree);
    int end = (int) positions.getEndPosition(unit, tree);
    if (comments) {
      int comment = whole.lastIndexOf("/**", start);
      boolean adjacent =
          comment >= 0 && whole.substring(whole.indexOf("*/", comment) + 2, start).isBlank();
      start = adjacent ? comment : start;
    }
    int lineStart = whole.lastIndexOf('\n', start - 1) + 1;
    return whole.substring(lineStart, end).stripIndent().strip();
  }

  private static final class Text extends SimpleJavaFileObject {
    private final String text;

    Text(String text) {
      super(URI.create("string:///Shown.java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
