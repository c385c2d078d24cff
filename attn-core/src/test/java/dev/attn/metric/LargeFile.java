package dev.attn.metric;

import dev.attn.aggregate.Aggregators;
import dev.attn.aggregate.HeadFusion;
import dev.attn.io.TensorFile;
import dev.attn.io.TensorFiles;
import dev.attn.mask.Masks;
import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.AttentionTensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** A program of its own: analyses a tensor of 8 GiB, of which only the last rows are not zero. */
final class LargeFile {

  static final int LAYERS = 4;
  static final int HEADS = 8;
  static final int N = 8192;
  static final int ROWS = 4;

  private static final int HEADER = 128;

  private LargeFile() {}

  /** Makes a file of holes, with the last rows of every head uniform over the keys so far. */
  static void make(Path path) throws IOException {
    try (SeekableByteChannel file =
        Files.newByteChannel(
            path,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE,
            StandardOpenOption.SPARSE)) {
      file.write(header());
      ByteBuffer row = ByteBuffer.allocate(N * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      for (long head = 0; head < LAYERS * HEADS; head++) {
        for (int q = N - ROWS; q < N; q++) {
          row.clear();
          for (int k = 0; k < N; k++) {
            row.putFloat(k <= q ? 1f / (q + 1) : 0);
          }
          file.position(HEADER + (head * N + q) * N * Float.BYTES);
          file.write(row.flip());
        }
      }
    }
  }

  private static ByteBuffer header() {
    String shape = LAYERS + ", " + HEADS + ", " + N + ", " + N;
    String text = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + shape + "), }";
    ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
    header.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    header.putShort((short) (HEADER - 10));
    header.put(
        (text + " ".repeat(HEADER - 11 - text.length()) + "\n")
            .getBytes(StandardCharsets.US_ASCII));
    return header.flip();
  }

  /** Writes the entropy of every head, and the sum of each layer's mean over heads. */
  public static void main(String[] arguments) throws IOException {
    List<String> lines = new ArrayList<>();
    try (TensorFile file = TensorFiles.open(Path.of(arguments[0]))) {
      AttentionTensor weights = file.tensor(file.names().get(0));
      // Rows of holes are not attention: each is read and left out.
      MetricOptions options = MetricOptions.defaults().withBroken(BrokenRows.SKIP);
      HeadMetrics.named("row.entropy")
          .of(weights, Masks.causal(N), options)
          .get(0)
          .values()
          .forEach(
              value ->
                  lines.add(
                      "entropy "
                          + value.value()
                          + " "
                          + value.rowsUsed()
                          + " "
                          + value.rowsBroken()));
      AttentionTensor means = Aggregators.heads(weights, HeadFusion.MEAN);
      for (int l = 0; l < LAYERS; l++) {
        lines.add("mean " + sum(means.layer(l).head(0)));
      }
    }
    Files.write(Path.of(arguments[1]), lines);
  }

  private static double sum(AttentionMatrix matrix) {
    double[] row = new double[N];
    double sum = 0;
    for (int q = 0; q < N; q++) {
      matrix.row(q, row);
      for (double value : row) {
        sum += value;
      }
    }
    return sum;
  }
}
