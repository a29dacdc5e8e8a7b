package org.attentionlab.data;

import java.util.Collections;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which source token a target token translates, by index into the tokens of the corpus' tokenizer.
 *
 * <p>A <i>sure</i> link is the one word from which the target word comes; each target token has at
 * most one. A <i>possible</i> link is one that nobody would call wrong, like the one from Korean
 * 동물이 to the article of "the animal". Every sure link is possible too. This is the pair of sets
 * from which the alignment error rate is computed (Och and Ney, 2003).
 *
 * @param sure links that must be found
 * @param possible links that may be found, the sure ones included
 */
public record Alignment(Set<Link> sure, Set<Link> possible) {

  /** One target token linked to one source token. */
  public record Link(int source, int target) implements Comparable<Link> {

    private static final Comparator<Link> ORDER =
        Comparator.comparingInt(Link::target).thenComparingInt(Link::source);

    @Override
    public int compareTo(Link other) {
      return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
      return source + "-" + target;
    }
  }

  public Alignment {
    Set<Link> all = new TreeSet<>(possible);
    all.addAll(sure);
    sure = Collections.unmodifiableSet(new TreeSet<>(sure));
    possible = Collections.unmodifiableSet(all);
  }
}
