package org.attentionlab.reference;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.attentionlab.text.BytePairConvention;
import org.attentionlab.text.BytePairEncoder;
import org.attentionlab.text.BytePairLearner;
import org.attentionlab.text.BytePairMerge;
import org.attentionlab.text.BytePairMerges;
import org.attentionlab.text.FormulaBytePairLearner;
import org.attentionlab.text.IncrementalBytePairLearner;

/** Families that compute with text alone. */
final class TextFamilies {

  static final Map<String, Family> ALL = Map.of("bpe", TextFamilies::bytePairEncoding);

  private TextFamilies() {}

  /** Both learners; they must agree. */
  private static void bytePairEncoding(CaseRun run) {
    ReferenceCase reference = run.reference;
    if (!reference.text("end_of_word").equals(BytePairConvention.END)) {
      throw new IllegalStateException("We write the end of a word as " + BytePairConvention.END);
    }
    List<List<String>> corpus =
        strings(reference.given().get("corpus")).stream()
            .map(line -> Stream.of(line.split("\\s+")).filter(word -> !word.isEmpty()).toList())
            .toList();
    Map<String, Long> words = BytePairLearner.count(corpus);
    int merges = reference.integer("num_merges");
    int frequency = reference.integer("min_frequency");
    BytePairConvention paper = BytePairConvention.PAPER;
    List<BytePairMerge> learned =
        new IncrementalBytePairLearner(paper).learn(words, merges, frequency);
    if (!learned.equals(new FormulaBytePairLearner(paper).learn(words, merges, frequency))) {
      throw new IllegalStateException("The two learners differ.");
    }
    JsonArray pairs = new JsonArray();
    JsonArray counts = new JsonArray();
    for (BytePairMerge merge : learned) {
      pairs.add(array(List.of(merge.pair().left(), merge.pair().right())));
      counts.add(merge.count());
    }
    BytePairEncoder encoder = new BytePairEncoder(BytePairMerges.of(paper, learned));
    JsonArray segmentations = new JsonArray();
    strings(reference.given().get("words"))
        .forEach(word -> segmentations.add(array(encoder.encode(word))));
    JsonObject found = new JsonObject();
    found.add("merges", pairs);
    found.add("merge_counts", counts);
    found.add("segmentations", segmentations);
    run.found(found);
  }

  static List<String> strings(JsonElement array) {
    List<String> strings = new ArrayList<>();
    array.getAsJsonArray().forEach(element -> strings.add(element.getAsString()));
    return strings;
  }

  static JsonArray array(List<String> strings) {
    JsonArray array = new JsonArray();
    strings.forEach(array::add);
    return array;
  }
}
