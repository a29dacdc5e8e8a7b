package org.attentionlab.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.attentionlab.text.TextFiles;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Proves that {@code datasets/samples} is what the kit makes today. After a change of a corpus,
 * {@code mvn test -Dtest=SamplesTest -Dsamples.write=true} writes them anew.
 */
class SamplesTest {

  private static final int LINES = 200;

  static List<String> names() {
    return Corpora.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void theSampleIsTheBeginningOfTheTrainingSplit(String name) throws IOException {
    Path file = Path.of("datasets", "samples", name + ".tsv");
    List<String> lines = sample(Corpora.named(name));
    if (Boolean.getBoolean("samples.write")) {
      TextFiles.writeLines(file, lines);
    }
    assertThat(TextFiles.readLines(file)).isEqualTo(lines);
  }

  private static List<String> sample(Corpus corpus) {
    boolean aligned = corpus.name().startsWith("grammar");
    List<String> lines = new ArrayList<>();
    lines.add(aligned ? "source\ttarget\tsure links\tantecedent of it" : "source\ttarget");
    for (SentencePair pair : corpus.pairs(Split.TRAIN).subList(0, LINES)) {
      String line = pair.source() + "\t" + pair.target();
      if (aligned) {
        line += "\t" + links(pair) + "\t";
        line += pair.antecedent().map(a -> a.pronoun() + " is " + a.noun()).orElse("");
      }
      lines.add(line);
    }
    return lines;
  }

  private static String links(SentencePair pair) {
    return pair.alignment().orElseThrow().sure().stream()
        .map(Object::toString)
        .collect(Collectors.joining(" "));
  }
}
