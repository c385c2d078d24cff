package dev.attn.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The masks of {@link MaskCounting} cell by cell, as a tool without masks as values does it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
public class DenseMaskCounting {

  /** Four sinks with a window of 512 keys, or causal documents of 1000 tokens. */
  @Param({"sinksAndWindow", "packedCausal"})
  public String kind = "sinksAndWindow";

  /** Number of tokens. */
  @Param({"1024", "8192"})
  public int n = 1024;

  /** Builds the cells and counts them. */
  @Benchmark
  public long buildAndCount() {
    boolean[][] cells = kind.equals("packedCausal") ? packed(n) : sinks(n);
    long count = 0;
    for (boolean[] row : cells) {
      for (boolean cell : row) {
        count += cell ? 1 : 0;
      }
    }
    return count;
  }

  private static boolean[][] sinks(int n) {
    boolean[][] cells = new boolean[n][n];
    for (int q = 0; q < n; q++) {
      for (int k = 0; k < n; k++) {
        cells[q][k] = k <= q && (k < 4 || q - k < 512);
      }
    }
    return cells;
  }

  private static boolean[][] packed(int n) {
    int[] document = new int[n];
    for (int k = 0; k < n; k++) {
      document[k] = k / 1000;
    }
    boolean[][] cells = new boolean[n][n];
    for (int q = 0; q < n; q++) {
      for (int k = 0; k < n; k++) {
        cells[q][k] = k <= q && document[q] == document[k];
      }
    }
    return cells;
  }
}
