package org.attentionlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class BenchRecurrentTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"/nowhere/python,/nowhere/python", "python3 --rounds 0,--rounds"})
  void itSaysWhatIsMissingAndFails(String arguments, String named) {
    StringWriter err = new StringWriter();
    CommandLine line = Main.commandLine();
    line.setErr(new PrintWriter(err));
    String[] typed = ("bench recurrent --python " + arguments).split(" ");
    assertThat(Main.run(line, typed)).isNotZero();
    assertThat(err.toString()).contains(named).contains("--");
  }

  @Test
  void ourSideComputesTheSameBothWaysAndTimesEachStep() {
    RecurrentSizes small = new RecurrentSizes(8, 3, 4, 1);
    try (Contestant ours =
        BenchSides.ours("ours", BenchRecurrentSide.class, small, List.of(), Map.of())) {
      assertThat(ours.answer().get("version").getAsString()).contains("libtorch");
      JsonObject fused = ours.ask("check fused " + folder.resolve("a.safetensors"));
      JsonObject loop = ours.ask("check loop " + folder.resolve("b.safetensors"));
      for (String number : List.of("loss", "gradient")) {
        double expected = fused.get(number).getAsDouble();
        assertThat(expected).isPositive();
        assertThat(Math.abs(loop.get(number).getAsDouble() / expected - 1)).isLessThan(1e-5);
      }
      assertThat(folder.resolve("a.safetensors")).isNotEmptyFile();
      assertThat(ours.ask("steps fused 3").getAsJsonArray("milliseconds")).hasSize(3);
    }
  }
}
