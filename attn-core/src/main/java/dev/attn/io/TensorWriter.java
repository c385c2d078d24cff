package dev.attn.io;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.math.LongMath;
import dev.attn.io.ArrayLayout.Axes;
import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.ElementType;
import dev.attn.tensor.TensorShape;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;

/**
 * Writes one tensor as its rows become known, head by head or row by row: for those that exist
 * nowhere as a whole.
 *
 * <p>Rows come in the order of the tensor: all queries of the first head of the first layer, then
 * those of its next head. They go to a file beside the target, which takes its place when {@link
 * #close()} finds all of them written; after a failure, or if some are missing, nothing is left of
 * them and the old file stays. Numbers are rounded as {@link TensorFiles} says. Not for use by
 * several threads at once.
 *
 * <p>Example:
 *
 * <pre>{@code
 * try (TensorWriter writer = TensorWriter.npy(path, TensorShape.of(1, 2, 3, 3), ElementType.F32)) {
 *   writer.write(firstHead);
 *   for (double[] row : rowsOfSecondHead) {
 *     writer.write(row);
 *   }
 * }
 * }</pre>
 *
 * <p>A tensor whose rows are computed when they are read is not larger in memory for being written
 * as a whole by {@link TensorFiles}.
 *
 * @cost memory for one row, or for 8 MB of short ones, whatever the size of the tensor; rows that
 *     come as a matrix are read by the threads of {@link dev.attn.tensor.Threads#current}
 */
public final class TensorWriter implements AutoCloseable {

  private static final long MOST_BYTES = 1L << 62;
  private static final int BUFFER = 1 << 16;

  /** A part of the work that may fail. */
  @FunctionalInterface
  private interface Step {
    void run() throws IOException;
  }

  private final Path path;
  private final TensorShape shape;
  private final long rows;
  private final WholeFile file;
  private final FileChannel channel;
  private final OutputStream stream;
  private final CRC32 crc = new CRC32();
  private final ElementEncoder encoder;
  private final Optional<StoredMember> member;
  private long written;
  private boolean over;

  private TensorWriter(
      Path path, TensorShape shape, ElementType type, Optional<StoredMember> member)
      throws IOException {
    this.path = path;
    this.shape = shape;
    this.rows = LongMath.saturatedMultiply((long) shape.layers() * shape.heads(), shape.queries());
    this.member = member;
    this.file = WholeFile.begin(path);
    try {
      this.channel = FileChannel.open(file.beside(), StandardOpenOption.WRITE);
    } catch (Throwable e) {
      file.abandon();
      throw e;
    }
    this.stream = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
    this.encoder = new ElementEncoder(type, new CheckedOutputStream(stream, crc));
  }

  private static TensorWriter begin(
      Path path, TensorShape shape, ElementType type, byte[] header, Optional<StoredMember> member)
      throws IOException {
    TensorWriter writer = new TensorWriter(path, shape, type, member);
    writer.attempt(
        () -> {
          if (member.isPresent()) {
            writer.stream.write(member.get().before());
          }
          writer.stream.write(header);
          writer.crc.update(header);
        });
    return writer;
  }

  /** Does a step of writing; when it fails, nothing is left of the new file. */
  private void attempt(Step step) throws IOException {
    try {
      step.run();
    } catch (Throwable e) {
      abandon();
      throw e;
    }
  }

  /**
   * Begins an {@code .npy} file.
   *
   * @throws IllegalArgumentException if NumPy has no such number format
   */
  public static TensorWriter npy(Path path, TensorShape shape, ElementType type)
      throws IOException {
    NpyContent.checkType(type);
    byte[] header = NpyContent.header(layout(shape, type));
    return begin(path, shape, type, header, Optional.empty());
  }

  /**
   * Begins an {@code .npz} file with one array, stored and not deflated, so that it can be read
   * without being held in memory.
   *
   * @throws IllegalArgumentException if NumPy has no such number format
   */
  public static TensorWriter npz(Path path, String name, TensorShape shape, ElementType type)
      throws IOException {
    return npz(path, name, shape, type, StoredMember.NARROW);
  }

  static TensorWriter npz(Path path, String name, TensorShape shape, ElementType type, long narrow)
      throws IOException {
    NpyContent.checkType(type);
    ArrayLayout layout = layout(shape, type);
    byte[] header = NpyContent.header(layout);
    StoredMember member =
        new StoredMember(name + TensorFormat.NPY.suffix(), header.length + layout.bytes(), narrow);
    return begin(path, shape, type, header, Optional.of(member));
  }

  /** Begins a {@code .safetensors} file with one array. */
  public static TensorWriter safetensors(
      Path path, String name, TensorShape shape, ElementType type) throws IOException {
    SafetensorsContent.checkName(name);
    byte[] header = SafetensorsContent.header(Map.of(name, layout(shape, type)), Optional.empty());
    return begin(path, shape, type, header, Optional.empty());
  }

  private static ArrayLayout layout(TensorShape shape, ElementType type) {
    List<Integer> axes = List.of(shape.layers(), shape.heads(), shape.queries(), shape.keys());
    ArrayLayout layout = new ArrayLayout(type, ByteOrder.LITTLE_ENDIAN, Axes.C, axes);
    checkArgument(
        layout.bytes() <= MOST_BYTES,
        "shape must have at most 2^62 bytes to be written as %s, got %s",
        type,
        shape);
    return layout;
  }

  /**
   * Writes the next rows: a whole head, or some of one.
   *
   * @throws IllegalArgumentException if the rows have another number of keys than the tensor, or
   *     are more than are left of the head; or, after which this writer is closed, if the number
   *     format lacks a value
   */
  public void write(AttentionMatrix head) throws IOException {
    checkRows(head.queries(), head.keys());
    attempt(() -> encoder.write(head));
    written += head.queries();
  }

  /**
   * Writes the next row.
   *
   * @throws IllegalArgumentException if it has another number of keys than the tensor, or no row is
   *     left; or, after which this writer is closed, if the number format lacks a value
   */
  public void write(double[] row) throws IOException {
    checkRows(1, row.length);
    attempt(() -> encoder.write(row));
    written++;
  }

  private void checkRows(int count, int keys) {
    if (over) {
      throw new IllegalStateException("tensor writer must be open, got " + path + " after close");
    }
    checkArgument(
        keys == shape.keys(), "rows must have %s keys like the tensor, got %s", shape.keys(), keys);
    long left = written == rows ? 0 : shape.queries() - written % shape.queries();
    checkArgument(
        count <= left,
        "rows must be at most the %s left of their head, got %s after %s of %s rows",
        left,
        count,
        written,
        rows);
  }

  /**
   * Puts the file in its place if all rows are written; a second call changes nothing.
   *
   * @throws IllegalStateException if rows are missing, after which there is no such file, or the
   *     old one
   */
  @Override
  public void close() throws IOException {
    if (over) {
      return;
    }
    if (written < rows) {
      abandon();
      throw new IllegalStateException(
          "tensor must be written as a whole, got " + written + " of " + rows + " rows");
    }
    over = true;
    try {
      finish();
    } catch (Throwable e) {
      channel.close();
      file.abandon();
      throw e;
    }
  }

  private void finish() throws IOException {
    if (member.isPresent()) {
      stream.write(member.get().after(crc.getValue()));
    }
    stream.flush();
    if (member.isPresent()) {
      ByteBuffer field = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      channel.write(field.putInt((int) crc.getValue()).flip(), StoredMember.CRC_AT);
    }
    channel.close();
    file.finish();
  }

  private void abandon() throws IOException {
    over = true;
    channel.close();
    file.abandon();
  }

  /** Returns the path, and how many rows are written, for example {@code a.npy 3 of 24 rows}. */
  @Override
  public String toString() {
    return path + " " + written + " of " + rows + " rows";
  }
}
