package org.attentionlab.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class TrainingMemoryTest {

  private static final long ALLOWED_KILOBYTES = 30 * 1024;

  @Test
  @Tag("slow")
  @EnabledOnOs(OS.LINUX) // reads /proc
  void aThousandStepsNeedNoMoreMemoryThanTwoHundred() throws Exception {
    List<long[]> measured = probe();
    assertThat(measured).hasSize(6);
    long[] at200 = measured.get(1);
    long[] at1000 = measured.get(5);
    assertThat(at1000[1] - at200[1])
        .as("growth in kilobytes from step 200 to step 1000")
        .isLessThan(ALLOWED_KILOBYTES);
    assertThat(at1000[2]).as("arrays held by the long-lived managers").isEqualTo(at200[2]);
  }

  private static List<long[]> probe() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms256m",
                "-Xmx256m",
                "-XX:+AlwaysPreTouch", // so that the heap is in memory from the start
                "-cp",
                System.getProperty("java.class.path") + File.pathSeparator,
                MemoryProbe.class.getName(),
                "32",
                "12")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    return output
        .lines()
        .map(line -> java.util.Arrays.stream(line.split(" ")).mapToLong(Long::parseLong).toArray())
        .toList();
  }
}
