package dev.attn.benchmarks;

import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.TensorShape;
import dev.attn.tensor.Threads;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * The input of kernels, as {@code .npy} files of 32-bit numbers that the peers read too. A file is
 * made when it is first asked for, always with the same values, in the folder that the system
 * property {@code attn.benchmarks.data} names.
 */
enum KernelData {
  /** Rows of a softmax under a causal mask. */
  CAUSAL(0),
  /** Rows of a softmax over all keys. */
  FULL(1),
  /** Numbers around 0, as slopes of a loss. */
  GRADIENT(2),
  /** Query vectors. */
  QUERY(3),
  /** Key vectors. */
  KEY(4);

  /** How long vectors are. */
  static final int WIDTH = 64;

  private static final int HEADER = 128;

  private final long seed;

  KernelData(long seed) {
    this.seed = seed;
  }

  /** Returns all values, in memory. */
  AttentionTensor read(int layers, int heads, int n) throws IOException {
    TensorShape shape = shape(layers, heads, n);
    try (FileChannel channel = FileChannel.open(file(shape))) {
      return AttentionTensor.copyOf(
          shape, values(channel, FileChannel.MapMode.READ_ONLY, 0, shape.cells()));
    }
  }

  private TensorShape shape(int layers, int heads, int n) {
    return TensorShape.of(layers, heads, n, this == QUERY || this == KEY ? WIDTH : n);
  }

  private Path file(TensorShape shape) throws IOException {
    String temporary = System.getProperty("java.io.tmpdir") + "/attn-benchmarks";
    Path folder =
        Files.createDirectories(Path.of(System.getProperty("attn.benchmarks.data", temporary)));
    String size = shape.layers() + "x" + shape.heads() + "x" + shape.queries();
    Path file = folder.resolve(name().toLowerCase(Locale.ROOT) + "-" + size + ".npy");
    if (!Files.exists(file)) {
      Path part = Files.createTempFile(folder, name(), ".part");
      write(part, shape);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }
    return file;
  }

  private void write(Path file, TensorShape shape) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      channel.map(FileChannel.MapMode.READ_WRITE, 0, HEADER).put(header(shape));
      int cells = Math.toIntExact(shape.headCells());
      FloatBuffer[] heads = new FloatBuffer[shape.layers() * shape.heads()];
      for (int h = 0; h < heads.length; h++) {
        heads[h] = values(channel, FileChannel.MapMode.READ_WRITE, (long) h * cells, cells);
      }
      Threads.common().forEach(heads.length, h -> fill(heads[h], h, shape));
    }
  }

  private static FloatBuffer values(
      FileChannel channel, FileChannel.MapMode mode, long from, long count) throws IOException {
    return channel
        .map(mode, HEADER + from * Float.BYTES, count * Float.BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer();
  }

  private static byte[] header(TensorShape shape) {
    String text =
        String.format(
            Locale.ROOT,
            "{'descr': '<f4', 'fortran_order': False, 'shape': (%d, %d, %d, %d), }",
            shape.layers(),
            shape.heads(),
            shape.queries(),
            shape.keys());
    String start = "\u0093NUMPY\u0001\u0000" + (char) (HEADER - 10) + "\u0000";
    return (start + text + " ".repeat(HEADER - 11 - text.length()) + "\n")
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private void fill(FloatBuffer values, int head, TensorShape shape) {
    SplittableRandom random = new SplittableRandom(1_000_003L * seed + head);
    double sharpness = 0.5 + 0.25 * (head % 12);
    double[] row = new double[shape.keys()];
    for (int q = 0; q < shape.queries(); q++) {
      switch (this) {
        case CAUSAL -> softmax(row, q + 1, sharpness, random);
        case FULL -> softmax(row, row.length, sharpness, random);
        default -> numbers(row, this == GRADIENT ? 0.01 : 1, random);
      }
      for (double value : row) {
        values.put((float) value);
      }
    }
  }

  private static void softmax(double[] row, int count, double sharpness, SplittableRandom random) {
    double sum = 0;
    for (int k = 0; k < count; k++) {
      row[k] = Math.exp(sharpness * bell(random));
      sum += row[k];
    }
    for (int k = 0; k < count; k++) {
      row[k] /= sum;
    }
  }

  private static void numbers(double[] row, double scale, SplittableRandom random) {
    for (int k = 0; k < row.length; k++) {
      row[k] = scale * bell(random);
    }
  }

  /** Returns the sum of four even numbers: nearly normal, with deviation 1. */
  private static double bell(SplittableRandom random) {
    long bits = random.nextLong();
    long sum = (bits & 0xffff) + (bits >>> 16 & 0xffff) + (bits >>> 32 & 0xffff) + (bits >>> 48);
    return (sum - 2 * 65535) * (Math.sqrt(3) / 65536);
  }
}
