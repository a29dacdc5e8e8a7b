package org.attentionlab.grading;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import jdk.jshell.execution.LoaderDelegate;
import jdk.jshell.execution.LocalExecutionControl;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControl.ClassBytecodes;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

/**
 * Runs what a JShell compiles in this process, with the classes that the kit itself uses: the
 * tensors that a student's method gets and returns are the kit's own.
 */
final class KitExecution implements ExecutionControlProvider {

  private final ClassLoader parent;
  private final Set<String> hidden;

  /**
   * @param parent loads the kit
   * @param hidden names of classes that the code must not use itself
   */
  KitExecution(ClassLoader parent, Set<String> hidden) {
    this.parent = parent;
    this.hidden = hidden;
  }

  @Override
  public String name() {
    return "kit";
  }

  @Override
  public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters) {
    return new LocalExecutionControl(new Loader(parent, hidden));
  }

  /** Defines the shell's classes. */
  private static final class Loader extends ClassLoader implements LoaderDelegate {

    private final Set<String> hidden;
    private final Map<String, byte[]> codes = new LinkedHashMap<>();

    Loader(ClassLoader parent, Set<String> hidden) {
      super(parent);
      this.hidden = hidden;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (hidden.contains(name)) {
        throw new ClassNotFoundException(
            name.substring(name.lastIndexOf('.') + 1) + " is what this exercise asks you to write");
      }
      // In a kernel the parent has classes of the same names, those of the notebook's own cells.
      return codes.containsKey(name) ? findClass(name) : super.loadClass(name, resolve);
    }

    @Override
    public void load(ClassBytecodes[] added) {
      for (ClassBytecodes one : added) {
        codes.put(one.name(), one.bytecodes());
      }
      for (ClassBytecodes one : added) {
        try {
          loadClass(one.name());
        } catch (ClassNotFoundException | LinkageError e) {
          throw new IllegalStateException(e);
        }
      }
    }

    @Override
    public Class<?> findClass(String name) throws ClassNotFoundException {
      Class<?> known = findLoadedClass(name); // the shell asks for classes that are there too
      if (known != null) {
        return known;
      }
      byte[] code = codes.get(name);
      if (code == null) {
        throw new ClassNotFoundException(name);
      }
      return defineClass(name, code, 0, code.length);
    }

    @Override
    public void classesRedefined(ClassBytecodes[] changed) {
      for (ClassBytecodes one : changed) {
        codes.put(one.name(), one.bytecodes());
      }
    }

    @Override
    public void addToClasspath(String path) {
      // all is there through the parent
    }
  }
}
