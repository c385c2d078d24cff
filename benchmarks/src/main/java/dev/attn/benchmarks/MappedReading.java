package dev.attn.benchmarks;

import dev.attn.io.TensorFile;
import dev.attn.io.TensorFiles;
import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.ElementType;
import dev.attn.tensor.NumericArray;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Map;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The sum of a matrix in a mapped file, row by row, and of a {@code float[]}; one thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
public class MappedReading {

  private static final double HALF_PRECISION = 0.01;

  /** How values are stored: in {@code .npy}, also from the other end, or {@code .safetensors}. */
  @Param({"f32", "bigEndian", "f16", "bf16", "f64"})
  public String format = "f32";

  /** Rows and columns of the matrix. */
  @Param("8192")
  public int n = 8192;

  private float[] array = {};
  private float[] row = {};
  private Path folder = Path.of("");
  private AttentionMatrix matrix = AttentionMatrix.copyOf(new float[0][]);

  /** Writes the file, maps it, and checks its sum. */
  @Setup
  public void write() throws IOException {
    folder = Files.createTempDirectory("attn-benchmark");
    row = new float[n];
    array = new float[n * n];
    for (int i = 0; i < array.length; i++) {
      array[i] = 1f / (1 + i % n);
    }
    NumericArray values = NumericArray.copyOf(array, n, n);
    TensorFile file = TensorFiles.open(written(values));
    matrix = file.tensor(file.names().get(0)).layer(0).head(0);
    if (Math.abs(rows() - array()) > HALF_PRECISION * array()) {
      throw new IllegalStateException("sum must be " + array() + ", got " + rows());
    }
  }

  private Path written(NumericArray values) throws IOException {
    if (format.equals("bf16")) {
      Path path = folder.resolve("matrix.safetensors");
      TensorFiles.writeSafetensors(path, Map.of("matrix", values), ElementType.BF16);
      return path;
    }
    Path path = folder.resolve("matrix.npy");
    boolean swapped = format.equals("bigEndian");
    String type = swapped ? "F32" : format.toUpperCase(Locale.ROOT);
    TensorFiles.writeNpy(path, values, ElementType.valueOf(type));
    if (swapped) {
      swap(path);
    }
    return path;
  }

  /** Turns the bytes of every value around and says so in the header. */
  private void swap(Path path) throws IOException {
    try (FileChannel channel =
        FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      int header = Math.toIntExact(channel.size() - (long) array.length * Float.BYTES);
      MappedByteBuffer bytes = channel.map(FileChannel.MapMode.READ_WRITE, 0, channel.size());
      for (int i = 0; i < header; i++) {
        if (bytes.get(i) == '<') {
          bytes.put(i, (byte) '>');
        }
      }
      ByteBuffer values = bytes.position(header).slice().order(ByteOrder.BIG_ENDIAN);
      values.asFloatBuffer().put(array);
    }
  }

  /** Removes the file. */
  @TearDown
  public void remove() throws IOException {
    for (String name : new String[] {"matrix.npy", "matrix.safetensors"}) {
      Files.deleteIfExists(folder.resolve(name));
    }
    Files.delete(folder);
  }

  /** The sum of the rows of the file. */
  @Benchmark
  public double rows() {
    double sum = 0;
    for (int q = 0; q < n; q++) {
      matrix.row(q, row);
      for (float value : row) {
        sum += value;
      }
    }
    return sum;
  }

  /** The sum of an array in memory. */
  @Benchmark
  public double array() {
    double sum = 0;
    for (float value : array) {
      sum += value;
    }
    return sum;
  }
}
