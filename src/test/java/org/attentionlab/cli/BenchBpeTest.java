package org.attentionlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.attentionlab.text.BytePairLearner;
import org.attentionlab.text.BytePairMerges;
import org.attentionlab.text.TextFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class BenchBpeTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"/nowhere/python,subword-nmt", "python3 --merges 0,--merges"})
  void itSaysWhatIsMissingAndFails(String arguments, String named) {
    StringWriter err = new StringWriter();
    CommandLine line = Main.commandLine();
    line.setErr(new PrintWriter(err));
    assertThat(Main.run(line, ("bench bpe --python " + arguments).split(" "))).isNotZero();
    assertThat(err.toString()).contains(named);
  }

  @Test
  void ourSideLearnsAndCutsSoThatTheTextCanBePutTogetherAgain() throws IOException {
    List<Path> texts = BenchText.write(folder);
    List<String> text = TextFiles.readLines(texts.get(0)).subList(0, 500);
    Path few = folder.resolve("few.txt");
    TextFiles.writeLines(few, text);
    Path merges = folder.resolve("merges");
    Path cut = folder.resolve("cut");
    BpeTask task = new BpeTask(List.of(few.toString()), 200);
    try (Contestant ours = BenchSides.ours("ours", BenchBpeSide.class, task, List.of(), Map.of())) {
      assertThat(ours.answer().get("version").getAsString()).contains("Attention Lab");
      assertThat(ours.ask("learn\t" + merges).get("seconds").getAsDouble()).isPositive();
      assertThat(ours.ask("apply\t" + merges + "\t" + cut).get("seconds").getAsDouble())
          .isPositive();
    }
    assertThat(BytePairMerges.read(merges).pairs()).hasSize(200);
    assertThat(TextFiles.readLines(cut)).isNotEqualTo(text);
    assertThat(Files.readString(cut).replace("@@ ", "").lines()).containsExactlyElementsOf(text);
  }

  @Test
  void theMadeUpTextIsTheSameEveryTimeAndFollowsZipf() throws IOException {
    Path again = Files.createDirectory(folder.resolve("again"));
    List<Path> texts = BenchText.write(folder);
    for (Path other : BenchText.write(again)) {
      assertThat(other).hasSameTextualContentAs(folder.resolve(other.getFileName()));
    }
    assertThat(texts).hasSize(2);
    Map<String, Long> counts =
        BytePairLearner.count(
            TextFiles.readLines(texts.get(0)).stream().map(l -> List.of(l.split(" "))).toList());
    List<Long> sorted = counts.values().stream().sorted(Comparator.reverseOrder()).toList();
    assertThat((double) sorted.get(0) / sorted.get(9)).isBetween(8.0, 12.0); // rank 1 and rank 10
  }
}
