package org.attentionlab.grading;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What an exercise asks, how answers are checked, and what helps those who are stuck. */
public final class Exercise {

  private static final double USUAL_TOLERANCE = 1e-4;

  private final Builder parts;

  private Exercise(Builder parts) {
    this.parts = parts;
  }

  /** Its id, such as {@code ex05.2}: the second exercise of lesson 05. */
  public String id() {
    return parts.id;
  }

  /** Its title. */
  public String title() {
    return parts.title;
  }

  /** How much it asks for. */
  public Band band() {
    return parts.band;
  }

  /** The method to write. */
  public Signature signature() {
    return parts.signature;
  }

  /** Where to read about it: "lesson 05, section 4". */
  public String reading() {
    return parts.reading;
  }

  /** Computes what is right. */
  public Answer reference() {
    return parts.reference;
  }

  /** What brings points. */
  public List<Criterion> criteria() {
    return parts.criteria;
  }

  /** Known wrong answers. */
  public List<Misconception> misconceptions() {
    return parts.misconceptions;
  }

  /** From a nudge to nearly the solution. */
  public List<String> hints() {
    return parts.hints;
  }

  /** Classes of the kit that would answer it at once; a student's code cannot use them. */
  public List<Class<?>> hidden() {
    return parts.hidden;
  }

  /** The names of the {@link #hidden} classes. */
  Set<String> hiddenNames() {
    return parts.hidden.stream().map(Class::getName).collect(Collectors.toSet());
  }

  /** By how much numbers may differ, relative to 1 or to the right number if that is larger. */
  public double tolerance() {
    return parts.tolerance;
  }

  /** The sum over the criteria. */
  public int points() {
    return parts.criteria.stream().mapToInt(Criterion::points).sum();
  }

  /** Starts the description of exercise {@code id}. */
  public static Builder builder(String id, String title) {
    return new Builder(id, title);
  }

  /** Describes an {@link Exercise}. */
  public static final class Builder {
    private final String id;
    private final String title;
    private Band band = Band.CORE;
    private Signature signature;
    private String reading;
    private Answer reference;
    private double tolerance = USUAL_TOLERANCE;
    private final List<Criterion> criteria = new ArrayList<>();
    private final List<Misconception> misconceptions = new ArrayList<>();
    private List<String> hints = List.of();
    private List<Class<?>> hidden = List.of();

    private Builder(String id, String title) {
      this.id = id;
      this.title = title;
    }

    /** The method to write, and what computes the right result. */
    public Builder setMethod(String head, Answer right) {
      signature = Signature.of(head);
      reference = right;
      return this;
    }

    /** Where to read about it. */
    public Builder setReading(String where) {
      reading = where;
      return this;
    }

    /** From a nudge to nearly the solution. */
    public Builder setHints(String... fromNudgeToSolution) {
      hints = List.of(fromNudgeToSolution);
      return this;
    }

    /** How much it asks for (default core). */
    public Builder optBand(Band howMuch) {
      band = howMuch;
      return this;
    }

    /** Another tolerance than 1e-4. */
    public Builder optTolerance(double allowed) {
      tolerance = allowed;
      return this;
    }

    /** Classes of the kit that answer it at once. */
    public Builder optHidden(Class<?>... classes) {
      hidden = List.of(classes);
      return this;
    }

    /**
     * One more property that brings points.
     *
     * @param cause the likeliest cause if it fails
     * @param shown a small call that the student sees
     * @param secret a call that only the grader makes
     */
    public Builder addCriterion(String name, int points, String cause, Case shown, Case secret) {
      criteria.add(new Criterion(name, points, cause, List.of(shown), List.of(secret)));
      return this;
    }

    /** One more known wrong answer. */
    public Builder addMisconception(String name, String happened, Answer wrong) {
      misconceptions.add(new Misconception(name, happened, wrong));
      return this;
    }

    /** Builds it. */
    public Exercise build() {
      if (signature == null || reading == null || criteria.isEmpty() || hints.isEmpty()) {
        throw new IllegalStateException(id + " needs a method, where to read, criteria and hints.");
      }
      return new Exercise(this);
    }
  }
}
