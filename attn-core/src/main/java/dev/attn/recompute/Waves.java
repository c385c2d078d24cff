package dev.attn.recompute;

import dev.attn.tensor.Threads;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * Tiles that several threads compute, a few at a time, and that are taken in their order: what they
 * come to does not depend on the number of threads, and only a few are held at once.
 */
final class Waves {

  /** Tiles of a wave for each thread, so that a slow one does not stop the others. */
  private static final int PER_THREAD = 2;

  private Waves() {}

  /** Takes what one tile gives. */
  @FunctionalInterface
  interface Taker<T> {
    void take(long tile, T result);
  }

  /** Computes the tiles {@code 0, 1, ...}. */
  static <T> void run(long tiles, LongFunction<T> compute, Taker<T> taker) {
    Threads threads = Threads.current();
    long most = threads.count() == 1 ? 1 : (long) PER_THREAD * threads.count();
    for (long from = 0; from < tiles; from += most) {
      long first = from;
      int size = (int) Math.min(most, tiles - from);
      List<Tile<T>> wave = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        wave.add(new Tile<>(first + i));
      }
      threads.forEach(size, i -> wave.get(i).compute(compute));
      wave.forEach(tile -> tile.give(taker));
    }
  }

  /** One tile, and what it came to. */
  private static final class Tile<T> {

    private final long number;
    private Optional<T> result = Optional.empty();

    Tile(long number) {
      this.number = number;
    }

    void compute(LongFunction<T> how) {
      result = Optional.of(how.apply(number));
    }

    /** Lets go of the result before it is taken, which may be the time of the greatest need. */
    void give(Taker<T> taker) {
      T given = result.orElseThrow();
      result = Optional.empty();
      taker.take(number, given);
    }
  }
}
