package org.attentionlab.cli;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.pytorch.jni.JniUtils;
import com.google.gson.Gson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.attentionlab.data.EncodedPair;
import org.attentionlab.decoding.GreedySearch;
import org.attentionlab.decoding.Hypothesis;
import org.attentionlab.nn.MatrixProduct;
import org.attentionlab.nn.MatrixProductTrial;
import org.attentionlab.text.Vocabulary;
import org.attentionlab.training.Safetensors;
import org.attentionlab.training.Weights;
import org.attentionlab.transformer.Transformer;

/**
 * Our side of {@code ./course bench decode}, in a process of its own: the {@link GreedySearch} that
 * every translation uses. It takes the same orders as {@code bench_decode.py}, see there; only
 * {@code weights FILE} writes the weights to the file instead of reading them.
 */
final class BenchDecodingSide {

  private BenchDecodingSide() {}

  /**
   * Answers orders until standard input ends.
   *
   * @param args the {@link BenchSizes} as JSON
   */
  public static void main(String[] args) throws IOException {
    BenchSizes sizes = new Gson().fromJson(args[0], BenchSizes.class);
    Engine.getInstance(); // loads libtorch
    JniUtils.setNumThreads(sizes.threads());
    try (NDManager manager = NDManager.newBaseManager()) {
      MatrixProduct way = MatrixProductTrial.choose(manager.getDevice());
      Transformer model = new Transformer(sizes.model(), 1);
      model.initialize(manager);
      NDArray table = model.outputWeight().getArray();
      table.set(new NDIndex("{}", Vocabulary.EOS), 0f); // so that no sentence ends before its time
      List<int[]> sources = sizes.batch().pairs().stream().map(EncodedPair::source).toList();
      GreedySearch search =
          new GreedySearch(model, sizes.steps() - (sizes.length() - 1), sizes.sentences());
      BenchOrders.serve(
          BenchOrders.version(way),
          line -> {
            String[] order = line.split(" ", 2);
            if (order[0].equals("weights")) {
              Safetensors.write(Path.of(order[1]), Weights.of(model), Map.of());
              return Map.of("done", true);
            }
            return decode(search, sources, Integer.parseInt(order[1]));
          });
    }
  }

  private static Map<String, ?> decode(GreedySearch search, List<int[]> sources, int times) {
    DoubleStream.Builder seconds = DoubleStream.builder();
    List<Hypothesis> found = List.of();
    for (int i = 0; i < times; i++) {
      long began = System.nanoTime();
      found = search.search(sources);
      seconds.add((System.nanoTime() - began) / 1e9);
    }
    int[] said = found.stream().flatMapToInt(h -> Arrays.stream(h.tokens())).toArray();
    return Map.of("seconds", seconds.build().toArray(), "said", said);
  }
}
