package org.attentionlab.text;

import java.util.List;

/**
 * Cuts a sentence into tokens and puts tokens together again. A model never sees text, only the ids
 * that a {@link Vocabulary} gives to tokens; what a token is (a word, a character, a piece of a
 * word) is decided here.
 *
 * <p>Every tokenizer brings text into Unicode form NFC first, so that a Korean syllable typed as
 * one character and the same syllable typed as three letters become one and the same token.
 */
public interface Tokenizer {

  /**
   * The tokens of {@code text}, in order; none for an empty text.
   *
   * @throws IllegalArgumentException if the text cannot be one sentence on one line
   */
  List<String> tokenize(String text);

  /** The text that reads naturally when {@code tokens} are put together. */
  String join(List<String> tokens);

  /** The name under which {@link #named} finds this tokenizer, as written in a model's folder. */
  String name();

  /**
   * The tokenizer of that name.
   *
   * @param name "word" or "character"; {@link BytePairTokenizer} needs its merges besides
   * @throws IllegalArgumentException if there is none; the message lists the names
   */
  static Tokenizer named(String name) {
    return switch (name) {
      case WordTokenizer.NAME -> new WordTokenizer();
      case CharacterTokenizer.NAME -> new CharacterTokenizer();
      case BytePairTokenizer.NAME ->
          throw new IllegalArgumentException(
              "The tokenizer \""
                  + BytePairTokenizer.NAME
                  + "\" is learned from a text, so a name is not enough. Read its merges with"
                  + " BytePairTokenizer.read(file), or choose \""
                  + WordTokenizer.NAME
                  + "\" or \""
                  + CharacterTokenizer.NAME
                  + "\".");
      default ->
          throw new IllegalArgumentException(
              "There is no tokenizer \""
                  + name
                  + "\". Choose \""
                  + WordTokenizer.NAME
                  + "\" or \""
                  + CharacterTokenizer.NAME
                  + "\".");
    };
  }
}
