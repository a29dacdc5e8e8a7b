package org.attentionlab.notebook;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.attentionlab.decoding.Beam;
import org.attentionlab.decoding.BeamTrace;
import org.attentionlab.decoding.Hypothesis;
import org.attentionlab.text.Vocabulary;

/** Where each beginning of a {@link BeamTree} stands, and which of them lead to the winner. */
final class BeamLayout {

  private static final int SHOWN = 4; // dropped ones of a step

  private final BeamTrace trace;
  private final int first;
  private final int last;

  /**
   * The layout of some steps.
   *
   * @param first from 1
   */
  BeamLayout(BeamTrace trace, int first, int last) {
    this.trace = trace;
    this.first = first;
    this.last = last;
  }

  /** A box; identity is what counts, since equal chains are compared from end to end. */
  record Node(Beam.Beginning beginning, int column, int row, boolean kept) {}

  /** All boxes, parents before their children. */
  List<Node> nodes() {
    List<Node> nodes = new ArrayList<>();
    if (first == 1) {
      trace.steps().get(0).live().stream()
          .findFirst()
          .or(() -> trace.steps().get(0).ending().stream().findFirst())
          .ifPresent(start -> nodes.add(new Node(start.before(), 0, 0, true)));
    } else {
      add(nodes, trace.steps().get(first - 2).live(), 0, 0, true);
    }
    for (int s = first; s <= last; s++) {
      BeamTrace.Step step = trace.steps().get(s - 1);
      add(nodes, kept(step), s - first + 1, 0, true);
      List<Beam.Beginning> dropped = step.dropped().stream().limit(SHOWN).toList();
      add(nodes, dropped, s - first + 1, trace.width(), false);
    }
    return nodes;
  }

  private static void add(
      List<Node> nodes, List<Beam.Beginning> column, int number, int from, boolean kept) {
    for (int i = 0; i < column.size(); i++) {
      nodes.add(new Node(column.get(i), number, from + i, kept));
    }
  }

  /** What a step kept, finished or not, best first. */
  private static List<Beam.Beginning> kept(BeamTrace.Step step) {
    List<Beam.Beginning> kept = new ArrayList<>(step.live());
    kept.addAll(step.ending());
    kept.sort(Comparator.comparingDouble(Beam.Beginning::logProbability).reversed());
    return kept;
  }

  /** The chain that leads to the winner, with the place of the beginning after each step. */
  Map<Beam.Beginning, Integer> winnersWay() {
    Map<Beam.Beginning, Integer> way = new IdentityHashMap<>();
    for (BeamTrace.Step step : trace.steps()) {
      List<Beam.Beginning> kept = kept(step);
      for (int place = 0; place < kept.size(); place++) {
        if (isOf(trace.winner(), kept.get(place))) {
          way.put(kept.get(place), place + 1);
          way.put(kept.get(place).before(), way.getOrDefault(kept.get(place).before(), 1));
        }
      }
    }
    return way;
  }

  /** Whether a hypothesis begins so; an ended beginning must be all of it. */
  private static boolean isOf(Hypothesis hypothesis, Beam.Beginning beginning) {
    int[] all = Arrays.copyOf(hypothesis.tokens(), hypothesis.length());
    if (hypothesis.finished()) {
      all[all.length - 1] = Vocabulary.EOS;
    }
    int[] some = beginning.tokens();
    return some.length <= all.length && Arrays.equals(some, Arrays.copyOf(all, some.length));
  }

  /** Which hypothesis ended here, counted from 1, or 0. */
  int place(Beam.Beginning beginning) {
    return IntStream.range(0, trace.hypotheses().size())
        .filter(i -> trace.hypotheses().get(i).length() == beginning.length())
        .filter(i -> isOf(trace.hypotheses().get(i), beginning))
        .map(i -> i + 1)
        .findFirst()
        .orElse(0);
  }
}
