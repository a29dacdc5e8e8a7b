package org.attentionlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchDecodeTest {

  @TempDir Path folder;

  @Test
  void ourSideSaysAsManyTokensAsAskedForAndTimesEachDecoding() {
    BenchSizes sizes = new BenchSizes(1, 16, 32, 2, 0, 50, 64, 6, 3, 0.1, 1, false, 8);
    try (Contestant ours =
        BenchSides.ours("ours", BenchDecodingSide.class, sizes, List.of(), Map.of())) {
      assertThat(ours.answer().get("version").getAsString()).contains("libtorch");
      ours.ask("weights " + folder.resolve("w.safetensors"));
      assertThat(folder.resolve("w.safetensors")).isNotEmptyFile();
      JsonObject decoded = ours.ask("cached 2");
      assertThat(decoded.getAsJsonArray("seconds")).hasSize(2);
      assertThat(decoded.getAsJsonArray("said")).hasSize(3 * 8);
      assertThat(ours.ask("cached 1").get("said")).isEqualTo(decoded.get("said"));
    }
  }
}
