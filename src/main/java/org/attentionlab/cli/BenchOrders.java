package org.attentionlab.cli;

import ai.djl.engine.Engine;
import com.google.gson.Gson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** How our side of a benchmark talks to the command: an order a line, an answer a line of JSON. */
final class BenchOrders {

  private BenchOrders() {}

  /** Carries out one order. */
  interface Obey {
    Map<String, ?> order(String line) throws IOException;
  }

  /**
   * Says who it is, then answers orders until standard input ends.
   *
   * @param version what this side is, for the screen
   */
  static void serve(String version, Obey side) throws IOException {
    answer(Map.of("version", version));
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = orders.readLine(); line != null; line = orders.readLine()) {
      answer(side.order(line));
    }
  }

  /**
   * What this side is.
   *
   * @param products how it multiplies matrices
   */
  static String version(Object products) {
    return "Attention Lab on libtorch %s, Java %s; products by %s"
        .formatted(Engine.getInstance().getVersion(), System.getProperty("java.version"), products);
  }

  private static void answer(Map<String, ?> values) {
    System.out.println(new Gson().toJson(values));
    System.out.flush();
  }
}
