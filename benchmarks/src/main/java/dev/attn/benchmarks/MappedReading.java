package dev.attn.benchmarks;

import dev.attn.io.TensorFile;
import dev.attn.io.TensorFiles;
import dev.attn.tensor.AttentionMatrix;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One pass over the rows of a mapped file in the page cache; the peer is a loop over a {@code
 * float[]} with as many numbers, 512 MiB of them.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 4, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
public class MappedReading {

  private static final int VALUES = 1 << 27;
  private static final int PIECE = 1 << 20;

  /** NumPy's name of the number format with its byte order, or that of safetensors. */
  @Param({"<f4", ">f4", "BF16", "<f2", "<f8"})
  public String format = "<f4";

  /** Length of a row. */
  @Param({"13", "1024", "8192"})
  public int keys = 1024;

  private int queries;
  private float[] heap = new float[0];
  private Path path = Path.of("");
  private AttentionMatrix mapped = AttentionMatrix.copyOf(new float[0][]);

  /** Writes the file, whose numbers are small and none is special, and opens it. */
  @Setup
  public void make() throws IOException {
    queries = VALUES / keys;
    boolean safetensors = format.equals("BF16");
    path = Files.createTempFile("mapped-reading", safetensors ? ".safetensors" : ".npy");
    int width = safetensors ? 2 : format.charAt(2) - '0';
    boolean big = format.startsWith(">");
    ByteBuffer piece = ByteBuffer.allocate(PIECE);
    piece.order(big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < PIECE / width; i++) {
      float value = (i % 1021 + 1) / 4096f;
      switch (width) {
        case 8 -> piece.putDouble(value);
        case 4 -> piece.putFloat(value);
        default -> piece.putShort((short) (0x3000 + i % 1021));
      }
    }
    long bytes = (long) queries * keys * width;
    try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(path), PIECE)) {
      file.write(safetensors ? safetensorsHeader(bytes) : npyHeader());
      for (long left = bytes; left > 0; left -= PIECE) {
        file.write(piece.array(), 0, (int) Math.min(PIECE, left));
      }
    }
    TensorFile file = TensorFiles.open(path);
    mapped = file.tensor(file.names().get(0)).layer(0).head(0);
    heap = new float[queries * keys];
    for (int i = 0; i < heap.length; i++) {
      heap[i] = (i % 1021 + 1) / 4096f;
    }
  }

  private byte[] npyHeader() {
    String text =
        "{'descr': '%s', 'fortran_order': False, 'shape': (%s, %s), }"
            .replaceFirst("%s", format)
            .replaceFirst("%s", Integer.toString(queries))
            .replaceFirst("%s", Integer.toString(keys));
    byte[] header = new byte[128];
    Arrays.fill(header, (byte) ' ');
    byte[] start = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 118, 0};
    System.arraycopy(start, 0, header, 0, start.length);
    byte[] literal = text.getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(literal, 0, header, start.length, literal.length);
    header[127] = '\n';
    return header;
  }

  private byte[] safetensorsHeader(long bytes) {
    String json =
        "{\"weights\":{\"dtype\":\"BF16\",\"shape\":["
            + queries
            + ","
            + keys
            + "],\"data_offsets\":[0,"
            + bytes
            + "]}}";
    String padded = json + " ".repeat(-json.length() & 7);
    return ByteBuffer.allocate(8 + padded.length())
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(padded.length())
        .put(padded.getBytes(StandardCharsets.ISO_8859_1))
        .array();
  }

  /** Deletes the file. */
  @TearDown
  public void delete() throws IOException {
    Files.delete(path);
  }

  /** The peer: adds up an array, number by number. */
  @Benchmark
  public double peerSumOfArray() {
    double sum = 0;
    for (int i = 0; i < heap.length; i++) {
      sum += heap[i];
    }
    return sum;
  }

  /** The peer of a row-by-row pass: copies each row out of an array, and adds it up. */
  @Benchmark
  public double peerRowsOfArray() {
    float[] row = new float[keys];
    double sum = 0;
    for (int q = 0; q < queries; q++) {
      System.arraycopy(heap, q * keys, row, 0, keys);
      sum += sum(row);
    }
    return sum;
  }

  /** Reads all rows as floats, and looks at one number of each. */
  @Benchmark
  public double readFloats() {
    float[] row = new float[keys];
    double sum = 0;
    for (int q = 0; q < queries; q++) {
      mapped.row(q, row);
      sum += row[q % keys];
    }
    return sum;
  }

  /** Reads all rows as floats, and adds them up number by number. */
  @Benchmark
  public double sumFloats() {
    float[] row = new float[keys];
    double sum = 0;
    for (int q = 0; q < queries; q++) {
      mapped.row(q, row);
      sum += sum(row);
    }
    return sum;
  }

  /** Reads all rows as floats, and adds them up in four sums, as a kernel would. */
  @Benchmark
  public double sumFloatsByFours() {
    float[] row = new float[keys];
    double sum = 0;
    for (int q = 0; q < queries; q++) {
      mapped.row(q, row);
      sum += sumByFours(row);
    }
    return sum;
  }

  /** Reads all rows as doubles, and adds them up number by number. */
  @Benchmark
  public double sumDoubles() {
    double[] row = new double[keys];
    double sum = 0;
    for (int q = 0; q < queries; q++) {
      mapped.row(q, row);
      for (int k = 0; k < keys; k++) {
        sum += row[k];
      }
    }
    return sum;
  }

  private static double sum(float[] row) {
    double sum = 0;
    for (int k = 0; k < row.length; k++) {
      sum += row[k];
    }
    return sum;
  }

  private static double sumByFours(float[] row) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int k = 0;
    for (; k + 3 < row.length; k += 4) {
      a += row[k];
      b += row[k + 1];
      c += row[k + 2];
      d += row[k + 3];
    }
    for (; k < row.length; k++) {
      a += row[k];
    }
    return a + b + c + d;
  }
}
