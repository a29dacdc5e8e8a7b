package org.attentionlab.experiments;

import java.util.List;

/** All models that can be trained by name. A new one is added to the list here. */
public final class ModelKinds {

  private static final List<ModelKind> ALL =
      List.of(new TransformerKind(), Seq2SeqKind.withoutAttention(), Seq2SeqKind.withAttention());

  private ModelKinds() {}

  /** The names, e.g. for {@code --model}. */
  public static List<String> names() {
    return ALL.stream().map(ModelKind::name).toList();
  }

  /**
   * The kind of that name.
   *
   * @throws IllegalArgumentException if there is none; the message lists the names
   */
  static ModelKind named(String name) {
    return ALL.stream()
        .filter(kind -> kind.name().equals(name))
        .findAny()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no model \"%s\". Choose one of: %s"
                        .formatted(name, String.join(", ", names()))));
  }
}
