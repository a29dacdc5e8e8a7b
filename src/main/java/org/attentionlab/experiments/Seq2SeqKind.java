package org.attentionlab.experiments;

import com.google.gson.JsonObject;
import java.util.List;
import org.attentionlab.nn.SequenceToSequence;
import org.attentionlab.recurrent.Seq2Seq;
import org.attentionlab.recurrent.Seq2SeqConfig;
import org.attentionlab.recurrent.Seq2SeqConfig.LookBack;

/** The recurrent models by name. */
final class Seq2SeqKind implements ModelKind {

  private final String name;
  private final LookBack attention;

  private Seq2SeqKind(String name, LookBack attention) {
    this.name = name;
    this.attention = attention;
  }

  static Seq2SeqKind withoutAttention() {
    return new Seq2SeqKind("seq2seq", LookBack.NONE);
  }

  static Seq2SeqKind withAttention() {
    return new Seq2SeqKind("seq2seq-attention", LookBack.ADDITIVE);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<String> sizes() {
    return List.of("mini", "tiny", "small", "base");
  }

  @Override
  public JsonObject preset(String size) {
    JsonObject numbers = Json.of(Seq2SeqConfig.of(1, attention));
    int width =
        switch (size) {
          case "mini" -> 64;
          case "tiny" -> 128;
          case "small" -> 256;
          default -> 512;
        };
    numbers.remove("source_vocabulary"); // come from the data
    numbers.remove("target_vocabulary");
    numbers.addProperty("embedding_width", width);
    numbers.addProperty("hidden_width", width);
    return numbers;
  }

  @Override
  public int width(JsonObject numbers) {
    return numbers.get("hidden_width").getAsInt();
  }

  @Override
  public SequenceToSequence create(JsonObject numbers, int vocabulary, long seed) {
    JsonObject sized = numbers.deepCopy();
    sized.addProperty("source_vocabulary", vocabulary);
    sized.addProperty("target_vocabulary", vocabulary);
    Seq2SeqConfig config = Json.to(Seq2SeqConfig.class, sized);
    if (config.cell() == null || config.attention() == null) {
      throw new IllegalArgumentException(
          "Expected cell to be RNN, LSTM or GRU and attention to be one of "
              + List.of(LookBack.values()));
    }
    return new Seq2Seq(config, seed);
  }
}
