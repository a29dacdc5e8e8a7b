package org.attentionlab.reference;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.attentionlab.evaluation.Bleu;
import org.attentionlab.evaluation.BleuScore;
import org.attentionlab.evaluation.BleuSmoothing;
import org.attentionlab.evaluation.BleuTokenizer;
import org.attentionlab.evaluation.ChrF;

/** BLEU and chrF of a corpus. */
final class MetricFamily {

  private MetricFamily() {}

  static void compute(CaseRun run) {
    ReferenceCase reference = run.reference;
    require(reference, "max_ngram_order", 4);
    require(reference, "chrf_word_order", 0);
    if (reference.flag("chrf_whitespace")) {
      throw new IllegalStateException("Our chrF has no white space.");
    }
    Bleu bleu =
        new Bleu(
            tokenizer(reference),
            reference.flag("lowercase"),
            smoothing(reference),
            reference.flag("effective_order"));
    List<String> outputs = TextFamilies.strings(reference.given().get("hypotheses"));
    List<List<String>> references = new ArrayList<>();
    for (JsonElement stream : reference.given().getAsJsonArray("references")) {
      references.add(TextFamilies.strings(stream));
    }
    BleuScore score = bleu.details(outputs, references);
    JsonArray tokenized = new JsonArray();
    references.forEach(stream -> tokenized.add(tokenized(bleu, stream)));
    JsonObject found = new JsonObject();
    found.add("tokenized_hypotheses", tokenized(bleu, outputs));
    found.add("tokenized_references", tokenized);
    found.addProperty("bleu", score.score());
    found.addProperty("brevity_penalty", score.brevityPenalty());
    found.addProperty("hypothesis_length", score.outputLength());
    found.addProperty("reference_length", score.referenceLength());
    found.add("precisions", numbers(score.precisions()));
    found.add("counts", numbers(score.matches()));
    found.add("totals", numbers(score.totals()));
    ChrF chrF =
        new ChrF(
            reference.has("chrf_char_order") ? reference.integer("chrf_char_order") : 6,
            reference.has("chrf_beta") ? reference.integer("chrf_beta") : 2,
            reference.flag("lowercase"));
    found.addProperty("chrf2", chrF.corpus(outputs, references));
    run.found(found);
  }

  private static void require(ReferenceCase reference, String parameter, int ours) {
    if (reference.has(parameter) && reference.integer(parameter) != ours) {
      throw new IllegalStateException(parameter + " is always " + ours + " here");
    }
  }

  private static BleuTokenizer tokenizer(ReferenceCase reference) {
    String name = reference.has("tokenize") ? reference.text("tokenize") : "13a";
    for (BleuTokenizer tokenizer : BleuTokenizer.values()) {
      if (tokenizer.label().equals(name)) {
        return tokenizer;
      }
    }
    throw new IllegalStateException("No such tokenizer: " + name);
  }

  private static BleuSmoothing smoothing(ReferenceCase reference) {
    String name = reference.has("smooth_method") ? reference.text("smooth_method") : "exp";
    boolean given = reference.has("smooth_value");
    return switch (name) {
      case "exp" -> BleuSmoothing.exp();
      case "none" -> BleuSmoothing.none();
      case "floor" -> BleuSmoothing.floor(given ? reference.number("smooth_value") : 0.1);
      case "add-k" -> BleuSmoothing.addK(given ? reference.number("smooth_value") : 1);
      default -> throw new IllegalStateException("No such smoothing: " + name);
    };
  }

  private static JsonArray tokenized(Bleu bleu, List<String> sentences) {
    return TextFamilies.array(
        sentences.stream().map(sentence -> String.join(" ", bleu.tokens(sentence))).toList());
  }

  private static JsonArray numbers(List<? extends Number> values) {
    JsonArray array = new JsonArray();
    values.forEach(array::add);
    return array;
  }
}
