package org.attentionlab.notebook;

import java.awt.Font;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The letters of all pictures. A fresh machine often has no Korean font, and Java would draw boxes
 * without a word; the kit's set-up brings NanumGothic, which is found here and used wherever a
 * picture needs it.
 */
public final class Fonts {

  private static final String HANGUL = "한국어";
  private static final String PACKAGE = "site-packages/koreanize_matplotlib/fonts";
  private static final Font SANS = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
  private static final Optional<Font> KOREAN = findKorean(Font.PLAIN, "NanumGothic.ttf");
  private static final Optional<Font> KOREAN_BOLD = findKorean(Font.BOLD, "NanumGothicBold.ttf");

  private Fonts() {}

  /** What a picture without a Korean font says instead of drawing silent boxes. */
  static final String MISSING =
      "No Korean font was found, so Korean letters are missing here. Run ./course setup, or install"
          + " the font NanumGothic.";

  /** The Korean font, if there is one. */
  public static Optional<Font> korean() {
    return KOREAN;
  }

  /** A face for a picture with all of {@code texts} in it. */
  static Face faceFor(Iterable<String> texts) {
    return faceFor(texts, KOREAN, KOREAN_BOLD);
  }

  static Face faceFor(Iterable<String> texts, Optional<Font> korean, Optional<Font> bold) {
    String all = String.join("", texts);
    boolean needsKorean = all.codePoints().anyMatch(Fonts::isHangul);
    if (needsKorean && korean.isPresent()) {
      return new Face(korean.get(), bold.orElse(korean.get()), "");
    }
    return new Face(SANS, SANS.deriveFont(Font.BOLD), needsKorean ? MISSING : "");
  }

  private static boolean isHangul(int codePoint) {
    return Character.UnicodeScript.of(codePoint) == Character.UnicodeScript.HANGUL;
  }

  /**
   * The font of one picture.
   *
   * @param note what the reader must be told, or an empty text
   */
  record Face(Font plain, Font bold, String note) {

    Font plain(float size) {
      return plain.deriveFont(size);
    }

    Font bold(float size) {
      return bold.deriveFont(size);
    }

    /** {@code text} with the few signs that this font lacks replaced by near ones. */
    String show(String text) {
      if (plain.canDisplayUpTo(text) < 0) {
        return text;
      }
      StringBuilder shown = new StringBuilder();
      text.codePoints()
          .forEach(c -> shown.append(plain.canDisplay(c) ? Character.toString(c) : near(c)));
      return shown.toString();
    }

    private static String near(int codePoint) {
      return switch (codePoint) {
        case '▁' -> "_"; // how the character tokenizer writes a blank
        case '␣' -> "_";
        case '−' -> "-";
        case 'ᵀ' -> "^T";
        case '✓' -> "+";
        default -> Character.toString(codePoint);
      };
    }
  }

  private static Optional<Font> findKorean(int style, String fileName) {
    for (Path home : homes()) {
      for (Path folder : fontFolders(home)) {
        Optional<Font> font = load(folder.resolve(fileName));
        if (font.isPresent()) {
          return font;
        }
      }
    }
    if (SANS.canDisplayUpTo(HANGUL) < 0) {
      return Optional.of(SANS.deriveFont(style)); // the system's own choice includes Korean
    }
    for (Font font : GraphicsEnvironment.getLocalGraphicsEnvironment().getAllFonts()) {
      if (font.canDisplayUpTo(HANGUL) < 0) {
        return Optional.of(new Font(font.getFamily(), style, 12));
      }
    }
    return Optional.empty();
  }

  /** Where the kit may live: told by the launcher, around its jar, around the working folder. */
  private static List<Path> homes() {
    List<Path> homes = new ArrayList<>();
    String told = System.getProperty("attentionlab.home", System.getenv("ATTENTIONLAB_HOME"));
    if (told != null) {
      homes.add(Path.of(told));
    }
    try {
      addParents(
          homes, Path.of(Fonts.class.getProtectionDomain().getCodeSource().getLocation().toURI()));
    } catch (URISyntaxException | IllegalArgumentException | SecurityException e) {
      // A class loader without a place on disk: the other places remain.
    }
    addParents(homes, Path.of("").toAbsolutePath());
    return homes;
  }

  private static void addParents(List<Path> homes, Path start) {
    for (Path p = start; p != null; p = p.getParent()) {
      homes.add(p);
    }
  }

  private static List<Path> fontFolders(Path home) {
    List<Path> folders = new ArrayList<>();
    folders.add(home.resolve(".course/fonts")); // where the kit's set-up puts it
    folders.add(home.resolve(".venv/Lib").resolve(PACKAGE)); // Windows
    Path lib = home.resolve(".venv/lib");
    if (Files.isDirectory(lib)) {
      try (DirectoryStream<Path> pythons = Files.newDirectoryStream(lib, "python*")) {
        pythons.forEach(python -> folders.add(python.resolve(PACKAGE)));
      } catch (IOException e) {
        return folders;
      }
    }
    return folders;
  }

  private static Optional<Font> load(Path file) {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      Font font = Font.createFont(Font.TRUETYPE_FONT, file.toFile()).deriveFont(12f);
      GraphicsEnvironment.getLocalGraphicsEnvironment().registerFont(font);
      return Optional.of(font);
    } catch (Exception e) {
      return Optional.empty(); // a damaged file: look further, and say so in the picture
    }
  }
}
