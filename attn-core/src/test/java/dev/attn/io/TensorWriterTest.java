package dev.attn.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.ElementType;
import dev.attn.tensor.TensorShape;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TensorWriterTest {

  private static final TensorShape SHAPE = TensorShape.of(2, 3, 4, 5);

  /** Sixteenths up to 119/16, which every floating-point format has exactly. */
  private static final AttentionTensor SIXTEENTHS =
      AttentionTensor.computed(
          SHAPE,
          ElementType.F64,
          (layer, head, query, row) -> {
            for (int key = 0; key < row.length; key++) {
              row[key] = (((layer * 3 + head) * 4 + query) * 5 + key) / 16.0;
            }
          });

  private final Path folder;

  TensorWriterTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private static void writeHeads(TensorWriter writer, AttentionTensor tensor) throws IOException {
    for (int l = 0; l < tensor.shape().layers(); l++) {
      for (int h = 0; h < tensor.shape().heads(); h++) {
        writer.write(tensor.layer(l).head(h));
      }
    }
  }

  private List<String> filesInFolder() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"BF16", "BOOL"})
  void npy_hasTheBytesOfTheWholeTensor(ElementType type) throws IOException {
    AttentionTensor whole = wholeNumbers();
    Path together = folder.resolve("together.npy");
    Path apart = folder.resolve("apart.npy");
    TensorFiles.writeNpy(together, whole.asArray(), type);
    try (TensorWriter writer = TensorWriter.npy(apart, SHAPE, type)) {
      writeHeads(writer, whole);
    }
    assertThat(apart).hasSameBinaryContentAs(together);
  }

  private static AttentionTensor wholeNumbers() {
    return AttentionTensor.computed(
        SHAPE,
        ElementType.F64,
        (layer, head, query, row) -> {
          SIXTEENTHS.layer(layer).head(head).row(query, row);
          for (int key = 0; key < row.length; key++) {
            row[key] *= 16;
          }
        });
  }

  @ParameterizedTest
  @EnumSource(names = {"F64", "F32", "F16", "BF16"})
  void safetensors_hasTheBytesOfTheWholeTensor(ElementType type) throws IOException {
    Path together = folder.resolve("together.safetensors");
    Path apart = folder.resolve("apart.safetensors");
    TensorFiles.writeSafetensors(together, Map.of("weights", SIXTEENTHS.asArray()), type);
    try (TensorWriter writer = TensorWriter.safetensors(apart, "weights", SHAPE, type)) {
      writeHeads(writer, SIXTEENTHS);
    }
    assertThat(apart).hasSameBinaryContentAs(together);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, StoredMember.NARROW})
  void npz_isOneStoredMember_withFieldsOf32Or64Bits(long narrow) throws IOException {
    Path path = folder.resolve("a.npz");
    try (TensorWriter writer = TensorWriter.npz(path, "größe", SHAPE, ElementType.F16, narrow)) {
      writeHeads(writer, SIXTEENTHS);
    }
    try (TensorFile file = TensorFiles.open(path)) {
      assertThat(file.names()).containsExactly("größe");
      assertThat(file.tensor("größe")).isEqualTo(SIXTEENTHS).hasToString("f16 " + SHAPE);
    }
    Path npy = folder.resolve("a.npy");
    TensorFiles.writeNpy(npy, SIXTEENTHS.asArray(), ElementType.F16);
    // Another reader, which compares the checksum.
    try (ZipFile zip = new ZipFile(path.toFile())) {
      assertThat(zip.size()).isEqualTo(1);
      assertThat(zip.getInputStream(zip.getEntry("größe.npy")))
          .hasSameContentAs(Files.newInputStream(npy));
    }
  }

  @Test
  void rows_areWrittenOneByOneOrSomeAtATime() throws IOException {
    Path path = folder.resolve("a.npy");
    TensorShape shape = TensorShape.of(1, 2, 4, 5);
    AttentionMatrix head = SIXTEENTHS.layer(0).head(1);
    try (TensorWriter writer = TensorWriter.npy(path, shape, ElementType.F32)) {
      assertThat(writer).hasToString(path + " 0 of 8 rows");
      writer.write(head.row(0));
      writer.write(head.queryRange(1, 3));
      writer.write(head.queryRange(3, 4));
      assertThat(writer).hasToString(path + " 4 of 8 rows");
      assertThat(path).doesNotExist();
      writer.write(head);
    }
    try (TensorFile file = TensorFiles.open(path)) {
      assertThat(file.tensor("a").layer(0).head(0)).isEqualTo(head);
      assertThat(file.tensor("a").layer(0).head(1)).isEqualTo(head);
    }
    assertThat(filesInFolder()).containsExactly("a.npy");
  }

  @Test
  void tensor_withAnEmptyAxis_isWrittenLikeOthers() throws IOException {
    for (TensorShape shape :
        List.of(
            TensorShape.of(0, 3, 4, 5), TensorShape.of(1, 2, 0, 5), TensorShape.of(1, 2, 4, 0))) {
      Path path = folder.resolve("a.npz");
      AttentionTensor empty = AttentionTensor.copyOf(shape, new float[0]);
      try (TensorWriter writer = TensorWriter.npz(path, "a", shape, ElementType.F32)) {
        writeHeads(writer, empty);
      }
      try (TensorFile file = TensorFiles.open(path)) {
        assertThat(file.tensor("a")).isEqualTo(empty);
      }
    }
  }

  /** Rows longer than half a block of the encoder would be computed twice if blocks cut them. */
  @Test
  void computedTensor_isWrittenWithEachRowComputedOnce() throws IOException {
    for (int keys : new int[] {3, 5000, 9000}) {
      AtomicInteger computed = new AtomicInteger();
      AttentionTensor lazy =
          AttentionTensor.computed(
              TensorShape.of(1, 2, 10, keys),
              ElementType.F32,
              (layer, head, query, row) -> {
                computed.incrementAndGet();
                Arrays.fill(row, 10 * head + query);
              });
      Path path = folder.resolve("a.npy");
      TensorFiles.writeNpy(path, lazy.asArray());
      assertThat(computed).hasValue(20);
      try (TensorFile file = TensorFiles.open(path)) {
        assertThat(file.tensor("a")).isEqualTo(lazy);
      }
    }
  }

  @Test
  void rowsThatDoNotFit_areRefused_andTheWriterGoesOn() throws IOException {
    Path path = folder.resolve("a.npy");
    AttentionMatrix head = SIXTEENTHS.layer(0).head(0);
    try (TensorWriter writer =
        TensorWriter.npy(path, TensorShape.of(1, 1, 4, 5), ElementType.F32)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> writer.write(new double[4]))
          .withMessage("rows must have 5 keys like the tensor, got 4");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> writer.write(head.keyRange(0, 3)))
          .withMessage("rows must have 5 keys like the tensor, got 3");
      writer.write(head.row(0));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> writer.write(head))
          .withMessage("rows must be at most the 3 left of their head, got 4 after 1 of 4 rows");
      writer.write(head.queryRange(1, 4));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> writer.write(head.row(0)))
          .withMessage("rows must be at most the 0 left of their head, got 1 after 4 of 4 rows");
    }
    try (TensorFile file = TensorFiles.open(path)) {
      assertThat(file.tensor("a").layer(0).head(0)).isEqualTo(head);
    }
  }

  @Test
  void missingRows_areAnError_andTheOldFileStays() throws IOException {
    Path path = Files.writeString(folder.resolve("a.npy"), "old");
    TensorWriter writer = TensorWriter.npy(path, SHAPE, ElementType.F32);
    writer.write(SIXTEENTHS.layer(0).head(0));
    assertThat(filesInFolder()).hasSize(2);
    assertThatIllegalStateException()
        .isThrownBy(writer::close)
        .withMessage("tensor must be written as a whole, got 4 of 24 rows");
    assertThat(filesInFolder()).containsExactly("a.npy");
    assertThat(path).hasContent("old");
    writer.close();
  }

  @Test
  void closedWriter_takesNoRows() throws IOException {
    Path path = folder.resolve("a.npy");
    TensorWriter writer = TensorWriter.npy(path, TensorShape.of(1, 1, 1, 2), ElementType.F32);
    writer.write(new double[] {1, 2});
    writer.close();
    writer.close();
    assertThatIllegalStateException()
        .isThrownBy(() -> writer.write(new double[] {1, 2}))
        .withMessage("tensor writer must be open, got " + path + " after close");
    assertThat(filesInFolder()).containsExactly("a.npy");
  }

  @Test
  void valueThatTheFormatLacks_endsTheWriter() throws IOException {
    Path path = Files.writeString(folder.resolve("a.npy"), "old");
    try (TensorWriter writer = TensorWriter.npy(path, SHAPE, ElementType.U8)) {
      writer.write(wholeNumbers().layer(0).head(0));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> writer.write(SIXTEENTHS.layer(0).head(1)))
          .withMessage(
              "value must be a whole number in [0, 255] to be written as u8, got 1.25 at index 20");
      assertThat(filesInFolder()).containsExactly("a.npy");
      assertThatIllegalStateException()
          .isThrownBy(() -> writer.write(new double[5]))
          .withMessage("tensor writer must be open, got " + path + " after close");
    }
    assertThat(path).hasContent("old");
  }

  @Test
  void rowsThatCannotBeRead_endTheWriter() throws IOException {
    Path source = folder.resolve("source.npy");
    TensorFiles.writeNpy(source, SIXTEENTHS.asArray());
    Path path = folder.resolve("a.safetensors");
    TensorFile file = TensorFiles.open(source);
    try (TensorWriter writer = TensorWriter.safetensors(path, "a", SHAPE, ElementType.BF16)) {
      AttentionMatrix head = file.tensor("source").layer(0).head(0);
      writer.write(head);
      file.close();
      assertThatIllegalStateException()
          .isThrownBy(() -> writer.write(head))
          .withMessage("tensor file must be open, got " + source + " after close");
    }
    assertThat(filesInFolder()).containsExactly("source.npy");
  }

  @Test
  void interruptedThread_leavesNothing() throws IOException {
    try (TensorWriter writer =
        TensorWriter.npy(folder.resolve("a.npy"), TensorShape.of(1, 1, 9, 9000), ElementType.F64)) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> writer.write(new double[9000]))
          .isInstanceOf(ClosedByInterruptException.class);
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(filesInFolder()).isEmpty();
  }

  @Test
  void wrongBeginnings_areErrors_andLeaveNothing() throws IOException {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TensorWriter.npy(folder.resolve("a.npy"), SHAPE, ElementType.BF16))
        .withMessage(
            "type must be one that NumPy has, got bf16; write as f32, or write safetensors");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TensorWriter.npz(folder.resolve("a.npz"), "a", SHAPE, ElementType.BF16))
        .withMessage(
            "type must be one that NumPy has, got bf16; write as f32, or write safetensors");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                TensorWriter.npz(
                    folder.resolve("a.npz"), "n".repeat(70_000), SHAPE, ElementType.F32))
        .withMessage("name of a member must have at most 65535 bytes, got 70004");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                TensorWriter.safetensors(
                    folder.resolve("a.st"), "__metadata__", SHAPE, ElementType.F32))
        .withMessage("array name must not be __metadata__, which is the key of the metadata");
    TensorShape huge = TensorShape.of(1 << 20, 1 << 10, 1 << 15, 1 << 15);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TensorWriter.npy(folder.resolve("a.npy"), huge, ElementType.F64))
        .withMessage(
            "shape must have at most 2^62 bytes to be written as f64,"
                + " got [1048576, 1024, 32768, 32768]");
    assertThatThrownBy(() -> TensorWriter.npy(folder, SHAPE, ElementType.F32))
        .isInstanceOf(FileSystemException.class)
        .hasMessage(folder + ": target must be a file, got a directory");
    assertThat(filesInFolder()).isEmpty();
  }

  /** Beyond what 32 bits can say, in an archive, and beyond the end of four windows. */
  @Test
  @Tag("large")
  void moreThanFourGigabytes_areWrittenAndReadBack() throws IOException {
    long usable = Files.getFileStore(folder).getUsableSpace();
    assumeTrue(usable >= 5L << 30, "disk must have 5 GiB free, got " + usable + " bytes");
    TensorShape shape = TensorShape.of(1, 17, 8192, 4096);
    Path path = folder.resolve("large.npz");
    try (TensorWriter writer = TensorWriter.npz(path, "large", shape, ElementType.F64)) {
      double[] row = new double[shape.keys()];
      for (int r = 0; r < shape.heads() * shape.queries(); r++) {
        row[0] = r;
        row[row.length - 1] = -r;
        writer.write(row);
      }
    }
    assertThat(Files.size(path)).isGreaterThan(4L << 30);
    try (TensorFile file = TensorFiles.open(path)) {
      AttentionTensor large = file.tensor("large");
      for (int r = 0; r < shape.heads() * shape.queries(); r += 97) {
        AttentionMatrix head = large.layer(0).head(r / shape.queries());
        assertThat(head.weight(r % shape.queries(), 0)).isEqualTo(r);
        assertThat(head.weight(r % shape.queries(), 1)).isEqualTo(0);
        assertThat(head.weight(r % shape.queries(), shape.keys() - 1)).isEqualTo(-r);
      }
    }
  }
}
