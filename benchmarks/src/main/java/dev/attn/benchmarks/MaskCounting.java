package dev.attn.benchmarks;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.DensityGrid;
import dev.attn.mask.Masks;
import dev.attn.mask.Runs;
import dev.attn.mask.TileCounts;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Exact statistics of large masks; {@link DenseMaskCounting} does the same the dense way. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
public class MaskCounting {

  private static final int DOCUMENT = 1000;
  private static final int TILE = 128;
  private static final int PIXELS = 512;

  /** Four sinks with a window of 512 keys, causal documents of 1000 tokens, or what both allow. */
  @Param({"sinksAndWindow", "packedCausal", "both"})
  public String kind = "sinksAndWindow";

  /** Number of tokens. */
  @Param({"1024", "8192", "65536", "1048576"})
  public int n = 1024;

  private AttentionMask mask = Masks.none(0);

  /** Builds the mask that is counted. */
  @Setup
  public void make() {
    mask = build();
  }

  /** Builds the mask. */
  @Benchmark
  public AttentionMask build() {
    return switch (kind) {
      case "packedCausal" -> Masks.packedCausal(lengths(n));
      case "both" -> Masks.sinksAndWindow(n, 4, 512).and(Masks.documentsOfLengths(lengths(n)));
      default -> Masks.sinksAndWindow(n, 4, 512);
    };
  }

  /** Looks at the runs of every row, one row after the other. */
  @Benchmark
  public Runs walkRows() {
    return mask.emptyRows();
  }

  /** Counts all cells. */
  @Benchmark
  public long cellCount() {
    return mask.cellCount();
  }

  /** Builds the mask and counts all cells, which is what the dense way is compared with. */
  @Benchmark
  public long buildAndCount() {
    return build().cellCount();
  }

  /** Counts the cells of every row. */
  @Benchmark
  public long[] rowCounts() {
    return mask.rowCounts();
  }

  /** Counts the cells of every key. */
  @Benchmark
  public long[] keyCounts() {
    return mask.keyCounts();
  }

  /** Counts full, partial and empty tiles. */
  @Benchmark
  public TileCounts tileCounts() {
    return mask.tileCounts(TILE);
  }

  /** Counts the cells below every pixel of a picture. */
  @Benchmark
  public DensityGrid densityGrid() {
    return mask.densityGrid(PIXELS, PIXELS);
  }

  static int[] lengths(int n) {
    int[] lengths = new int[(n + DOCUMENT - 1) / DOCUMENT];
    Arrays.fill(lengths, DOCUMENT);
    lengths[lengths.length - 1] = n - DOCUMENT * (lengths.length - 1);
    return lengths;
  }
}
