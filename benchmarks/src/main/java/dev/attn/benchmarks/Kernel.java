package dev.attn.benchmarks;

import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.Threads;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
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

/**
 * What the benchmarks of kernels have in common: the size of the input and the threads. Their
 * methods return what was computed, so that {@link KernelResults} can compare it with the peers.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Xmx6g")
public abstract class Kernel {

  private static final int BLOCK = 32;

  /** Number of layers. */
  @Param("12")
  public int layers = 12;

  /** Heads of each layer. */
  @Param("12")
  public int heads = 12;

  /** Number of tokens. */
  @Param("512")
  public int n = 512;

  /** All threads that there are by default, or one. */
  @Param({"all", "one"})
  public String threads = "all";

  private float[] target = {};

  /** Reads the input. */
  @Setup
  public abstract void load() throws IOException;

  AttentionTensor read(KernelData data) throws IOException {
    return data.read(layers, heads, n);
  }

  <T> T work(Supplier<T> work) {
    return threads.equals("one") ? Threads.none().call(work) : work.get();
  }

  /**
   * Returns the values of a tensor that is computed when it is read, in an array that is reused.
   */
  float[] values(AttentionTensor computed) {
    int matrices = computed.shape().layers() * computed.shape().heads();
    int queries = computed.shape().queries();
    int keys = computed.shape().keys();
    if (target.length != matrices * queries * keys) {
      target = new float[matrices * queries * keys];
    }
    int blocks = (queries + BLOCK - 1) / BLOCK;
    Threads.current()
        .forEach(
            matrices * blocks,
            part -> {
              int matrix = part / blocks;
              AttentionMatrix head = matrix(computed, matrix);
              float[] row = new float[keys];
              int from = part % blocks * BLOCK;
              for (int q = from; q < Math.min(from + BLOCK, queries); q++) {
                head.row(q, row);
                System.arraycopy(row, 0, target, (matrix * queries + q) * keys, keys);
              }
            });
    return target;
  }

  private static AttentionMatrix matrix(AttentionTensor tensor, int index) {
    int heads = tensor.shape().heads();
    return tensor.layer(index / heads).head(index % heads);
  }
}
