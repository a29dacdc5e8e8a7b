package org.attentionlab.grading;

import ai.djl.util.Utils;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The kit as the sandbox may see it: all classes but those that know the right answers, in a jar of
 * its own, beside the libraries.
 *
 * @param jar the kit without the answers
 * @param libraries the other jars
 */
record SandboxKit(Path jar, List<Path> libraries) {

  private static final String KIT = "/kit/"; // inside of the sandbox

  /** Folders and classes with answers in them. */
  private static final List<String> ANSWERS =
      List.of("org/attentionlab/grading/exercises", "org/attentionlab/grading/Exercises.class");

  /**
   * Writes the jar from the classes of this process.
   *
   * @param folder where to put it
   */
  static SandboxKit write(Path folder) throws IOException {
    Path own = codeSource();
    Path jar = folder.resolve("attention-lab-without-answers.jar");
    Files.createDirectories(folder);
    if (Files.isDirectory(own)) {
      copy(own, jar);
    } else {
      try (FileSystem inside = FileSystems.newFileSystem(own)) {
        copy(inside.getPath("/"), jar);
      }
    }
    List<Path> libraries = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path path = Path.of(entry).toAbsolutePath();
      if (entry.endsWith(".jar") && !path.equals(own)) {
        libraries.add(path);
      }
    }
    return new SandboxKit(jar, List.copyOf(libraries));
  }

  private static Path codeSource() {
    try {
      return Path.of(SandboxKit.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void copy(Path root, Path jar) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream out = new ZipOutputStream(file);
        Stream<Path> all = Files.walk(root)) {
      for (Path path : (Iterable<Path>) all.filter(Files::isRegularFile).sorted()::iterator) {
        String name = root.relativize(path).toString().replace('\\', '/');
        if (ANSWERS.stream().noneMatch(name::startsWith)) {
          out.putNextEntry(new ZipEntry(name));
          Files.copy(path, out);
          out.closeEntry();
        }
      }
    }
  }

  /**
   * The command that runs {@link StudentMain} in a sandbox; its paths say nothing of this machine.
   */
  List<String> sandboxed() {
    Map<String, Path> visible = new LinkedHashMap<>();
    visible.put(KIT + "kit.jar", jar);
    List<String> classPath = new ArrayList<>(List.of(KIT + "kit.jar"));
    for (Path library : libraries) {
      String inside = KIT + classPath.size() + ".jar";
      visible.put(inside, library);
      classPath.add(inside);
    }
    visible.put(KIT + "engine", engineCache());
    visible.put(KIT + "java", Path.of(System.getProperty("java.home")));
    return new Sandbox(visible).around(java(KIT + "java", KIT + "engine", classPath));
  }

  /** The command without a sandbox, for code that is trusted. */
  List<String> open() {
    List<String> classPath = new ArrayList<>(List.of(jar.toString()));
    libraries.forEach(library -> classPath.add(library.toString()));
    return java(System.getProperty("java.home"), engineCache().toString(), classPath);
  }

  private static List<String> java(String home, String engineCache, List<String> classPath) {
    return List.of(
        Path.of(home, "bin", "java").toString(),
        "-Xmx512m",
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-XX:-UsePerfData",
        "-Dai.djl.offline=true",
        "-DENGINE_CACHE_DIR=" + engineCache,
        "-DDJL_CACHE_DIR=" + engineCache,
        "-cp",
        String.join(File.pathSeparator, classPath),
        StudentMain.class.getName());
  }

  /** Where libtorch lies unpacked. */
  private static Path engineCache() {
    return Utils.getEngineCacheDir();
  }
}
