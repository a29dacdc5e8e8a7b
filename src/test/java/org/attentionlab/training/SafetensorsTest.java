package org.attentionlab.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsTest {

  @TempDir Path folder;
  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  private Path written() throws IOException {
    Path file = folder.resolve("a.safetensors");
    Map<String, NDArray> tensors =
        Map.of(
            "b.weight", manager.create(new float[][] {{1.5f, -2f, 3e-30f}, {0f, -0f, 7f}}),
            "a", manager.create(new long[] {1, Long.MIN_VALUE}),
            "단어", manager.create(2.5f),
            "none", manager.create(new Shape(0, 3)),
            "flags", manager.create(new boolean[] {true, false, true}));
    Safetensors.write(file, tensors, Map.of("made by", "a test"));
    return file;
  }

  @Test
  void whatWasWrittenIsReadBackBitForBit() throws IOException {
    Safetensors.Contents read = Safetensors.read(written(), manager);
    assertThat(read.metadata()).containsExactly(Map.entry("made by", "a test"));
    assertThat(read.tensors().keySet()).containsExactly("a", "b.weight", "flags", "none", "단어");
    assertThat(read.tensors().get("b.weight").getShape()).isEqualTo(new Shape(2, 3));
    assertThat(read.tensors().get("b.weight").toFloatArray())
        .containsExactly(1.5f, -2f, 3e-30f, 0f, -0f, 7f);
    assertThat(read.tensors().get("a").toLongArray()).containsExactly(1, Long.MIN_VALUE);
    assertThat(read.tensors().get("단어").getFloat()).isEqualTo(2.5f);
    assertThat(read.tensors().get("none").getShape()).isEqualTo(new Shape(0, 3));
    assertThat(read.tensors().get("flags").toBooleanArray()).containsExactly(true, false, true);
  }

  @Test
  void theLayoutIsThatOfTheFormat() throws IOException {
    Path file = folder.resolve("one.safetensors");
    Safetensors.write(file, Map.of("w", manager.create(new float[] {1f, 2f})), Map.of());
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int header = (int) bytes.getLong();
    assertThat(header % 8).isZero();
    byte[] json = new byte[header];
    bytes.get(json);
    assertThat(new String(json, StandardCharsets.UTF_8).strip())
        .isEqualTo("{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}");
    assertThat(bytes.getFloat()).isEqualTo(1f);
    assertThat(bytes.getFloat()).isEqualTo(2f);
    assertThat(bytes.hasRemaining()).isFalse();
  }

  @Test
  void aFileCutShortAnywhereIsRefusedByName() throws IOException {
    byte[] whole = Files.readAllBytes(written());
    Path cut = folder.resolve("cut.safetensors");
    for (int length = 0; length < whole.length; length += 7) {
      Files.write(cut, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> Safetensors.read(cut, manager))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("cut.safetensors");
    }
  }

  @Test
  void aFileOfAnotherFormatAndAMissingOneAreNamed() throws IOException {
    Path text = folder.resolve("notes.txt");
    Files.writeString(text, "These are only some words, not tensors.");
    assertThatThrownBy(() -> Safetensors.read(text, manager))
        .hasMessageContaining("notes.txt")
        .hasMessageContaining("header");
    Path none = folder.resolve("none.safetensors");
    assertThatThrownBy(() -> Safetensors.read(none, manager))
        .hasMessage("There is no file " + none + ".");
  }

  @Test
  void aFailedWriteLeavesTheOldFileAndNothingElse() throws IOException {
    Path file = written();
    byte[] before = Files.readAllBytes(file);
    assertThatThrownBy(
            () ->
                AtomicFiles.write(
                    file,
                    out -> {
                      out.write(new byte[100_000]);
                      throw new IOException("No space left on device");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("Could not write " + file + ": No space left on device");
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
    assertThat(folder).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void weightsOfAnotherShapeOrNameAreRefusedAndNothingIsCopied() {
    NDArray target = manager.zeros(new Shape(2));
    NDArray other = manager.zeros(new Shape(3));
    Map<String, NDArray> model = new java.util.TreeMap<>(Map.of("a", target, "b", other));
    NDArray one = manager.ones(new Shape(2));
    assertThatThrownBy(() -> Weights.copy(Map.of("a", one, "b", one), model))
        .hasMessageContaining("b is (2) in the file and (3) in the model");
    assertThatThrownBy(() -> Weights.copy(Map.of("a", one, "c", one), model))
        .hasMessageContaining("not in the file: b")
        .hasMessageContaining("not in the model: c");
    assertThat(target.toFloatArray()).containsExactly(0f, 0f);
    assertThat(target.getDataType()).isEqualTo(DataType.FLOAT32);
  }
}
