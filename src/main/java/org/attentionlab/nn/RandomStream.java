package org.attentionlab.nn;

/**
 * A stream of random numbers whose whole state is one {@code long}, so that a checkpoint can save
 * it and a resumed run draws the same dropout masks as an uninterrupted one. (The state of
 * libtorch's own generator cannot be read from DJL.) The generator is SplitMix64.
 */
public final class RandomStream {

  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private long state;

  private RandomStream(long state) {
    this.state = state;
  }

  /** A stream that starts at {@code seed}; equal seeds give equal streams. */
  public static RandomStream of(long seed) {
    return new RandomStream(seed);
  }

  /** The next 64 random bits. */
  public long nextLong() {
    state += GOLDEN_GAMMA;
    return mix(state);
  }

  /** A number from 0 (inclusive) to 1 (exclusive), with 53 random bits. */
  public double nextDouble() {
    return (nextLong() >>> 11) * 0x1.0p-53;
  }

  /**
   * The {@code i}-th next value, without moving the stream: value 0 is what {@link #nextLong()}
   * would return. Together with {@link #skip} this lets several threads fill one array alike.
   */
  public long peek(long i) {
    return mix(state + (i + 1) * GOLDEN_GAMMA);
  }

  /** Moves on as if {@link #nextLong()} had been called {@code n} times. */
  public void skip(long n) {
    state += n * GOLDEN_GAMMA;
  }

  /** The state to save in a checkpoint. */
  public long state() {
    return state;
  }

  /** Continues from a saved {@link #state()}. */
  public void restore(long savedState) {
    state = savedState;
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
