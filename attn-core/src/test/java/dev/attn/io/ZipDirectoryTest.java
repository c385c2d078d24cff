package dev.attn.io;

import static dev.attn.io.ZipBytes.DATA;
import static dev.attn.io.ZipBytes.END;
import static dev.attn.io.ZipBytes.ENTRY;
import static dev.attn.io.ZipBytes.MEMBER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Archives with one field damaged, and what the reader says of each. */
final class ZipDirectoryTest {

  /** Where the 64-bit records begin in {@link ZipBytes#zip64}. */
  private static final int END_64 = END + 28;

  private static final int LOCATOR = END_64 + 56;
  private static final int LENGTH = MEMBER.length;

  private static final byte[] ONE = NpyBytes.hex("0000803f");

  private final Path folder;

  ZipDirectoryTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private double only(byte[] archive) throws IOException {
    Path path = NpyBytes.write(folder, "a.npz", archive);
    try (TensorFile file = TensorFiles.open(path, Limits.withWindow(64))) {
      assertThat(file.names()).containsExactly("a");
      return file.array("a").value(0);
    }
  }

  private static Arguments damage(String fault, Consumer<ByteBuffer> damage) {
    return Arguments.of(fault, ZipBytes.damaged(damage));
  }

  private static Arguments damage64(String fault, Consumer<ByteBuffer> damage) {
    return Arguments.of(fault, ZipBytes.zip64(damage));
  }

  static Stream<Arguments> damages() {
    String entry = ", at byte " + ENTRY;
    return Stream.of(
        damage(
            "zip directory must lie in [0, "
                + END
                + "), got offset 4294967295 and size 51, at byte "
                + END,
            zip -> zip.putInt(END + 16, -1)),
        damage(
            "zip directory must lie in [0, "
                + END
                + "), got offset "
                + ENTRY
                + " and size 52, at byte "
                + END,
            zip -> zip.putInt(END + 12, 52)),
        damage(
            "zip directory must have at most 1 entries, got 2, at byte " + END,
            zip -> zip.putShort(END + 10, (short) 2)),
        damage(
            "zip directory must have 1 entries, got 0" + entry,
            zip -> zip.putInt(ENTRY, 0x02014b51)),
        damage(
            "zip directory must end after its entries, got more up to " + END + entry,
            zip -> zip.putShort(END + 10, (short) 0)),
        damage(
            "zip entry must end in its directory at " + END + ", got " + (END + 1) + entry,
            zip -> zip.putShort(ENTRY + 28, (short) 6)),
        damage(
            "zip member a.npy must be stored or deflated, got an encrypted one" + entry,
            zip -> zip.putShort(ENTRY + 8, (short) 1)),
        damage(
            "zip member a.npy must be stored or deflated, got method 12" + entry,
            zip -> zip.putShort(ENTRY + 10, (short) 12)),
        damage(
            "zip member a.npy must be stored with its "
                + (LENGTH + 1)
                + " bytes, got "
                + LENGTH
                + entry,
            zip -> zip.putInt(ENTRY + 24, LENGTH + 1)),
        damage(
            "zip member a.npy must have at most " + LENGTH + " bytes, got " + (LENGTH + 1) + entry,
            zip -> zip.putInt(ENTRY + 20, LENGTH + 1).putInt(ENTRY + 24, LENGTH + 1)),
        damage(
            "zip member a.npy must have its 64-bit sizes, got none" + entry,
            zip -> zip.putInt(ENTRY + 20, -1)),
        damage(
            "zip member name must be UTF-8, got other bytes, at byte " + (ENTRY + 46),
            zip -> zip.put(ENTRY + 46, (byte) 0xff)),
        damage(
            "zip member b.npy must have the same header at its data, got other bytes" + entry,
            zip -> zip.put(ENTRY + 46, (byte) 'b')),
        damage(
            "zip member a.npy must have the same header at its data, got other bytes" + entry,
            zip -> zip.putInt(ENTRY + 42, 1)),
        damage(
            "zip member a.npy must have the same header at its data, got other bytes" + entry,
            zip -> zip.putInt(ENTRY + 42, 0x7fffffff)),
        damage(
            "member a.npy: magic must be 93 4e 55 4d 50 59, got 92 4e 55 4d 50 59, at byte 0",
            zip -> zip.put(DATA, (byte) 0x92)),
        damage64(
            "zip64 end record must lie before its locator, got offset -1, at byte " + (LOCATOR + 8),
            zip -> zip.putLong(LOCATOR + 8, -1)),
        damage64(
            "zip directory must lie in [0, "
                + END_64
                + "), got offset -1 and size 79, at byte "
                + (LOCATOR + 20),
            zip -> zip.putLong(END_64 + 48, -1)),
        damage64(
            "zip directory must have at most 1 entries, got 9223372036854775807, at byte "
                + (LOCATOR + 20),
            zip -> zip.putLong(END_64 + 32, Long.MAX_VALUE)),
        damage64(
            "zip member a.npy must have at most "
                + LENGTH
                + " bytes, got 18446744073709551615"
                + entry,
            zip -> zip.putLong(END + 4, -1).putLong(END + 12, -1)),
        damage64(
            "zip member a.npy must have its 64-bit sizes, got none" + entry,
            zip -> zip.putShort(END + 2, (short) 25)));
  }

  @ParameterizedTest
  @MethodSource("damages")
  void damagedArchive_isAnError(String fault, byte[] archive) {
    assertThatThrownBy(() -> only(archive))
        .isInstanceOf(TensorFormatException.class)
        .hasMessage(folder.resolve("a.npz") + ": " + fault);
  }

  @Test
  void undamagedArchives_areRead() throws IOException {
    assertThat(only(ZipBytes.damaged(zip -> {}))).isEqualTo(1);
    assertThat(only(ZipBytes.zip64(zip -> {}))).isEqualTo(1);
  }

  @Test
  void comment_isPassedOver() throws IOException {
    byte[] archive = ZipBytes.damaged(zip -> zip.putShort(END + 20, (short) 300));
    assertThat(only(Arrays.copyOf(archive, archive.length + 300))).isEqualTo(1);
  }

  private static byte[] zip(String... names) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (String name : names) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(MEMBER);
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  @Test
  void membersThatAreNoArrays_areNotListed() throws IOException {
    assertThat(only(zip("readme.txt", "a.npy", "folder/"))).isEqualTo(1);
  }

  @Test
  void names_areThoseOfTheJdk() throws IOException {
    Path path =
        NpyBytes.write(folder, "b.npz", zip("layer/0.npy", "größe.npy", "\u6ce8\u610f.npy"));
    try (TensorFile file = TensorFiles.open(path);
        ZipFile jdk = new ZipFile(path.toFile())) {
      assertThat(file.names())
          .containsExactlyElementsOf(
              Collections.list(jdk.entries()).stream()
                  .map(entry -> entry.getName().replace(".npy", ""))
                  .toList());
    }
  }

  @Test
  void overlappingMembers_areAnError() throws IOException {
    byte[] archive = zip("a.npy", "b.npy");
    Path path = NpyBytes.write(folder, "overlap.npz", archive);
    ByteBuffer bytes = ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN);
    int directory = bytes.getInt(archive.length - 22 + 16);
    int first = bytes.getInt(directory + 20);
    int secondData = 35 + first + 16 + 35;
    bytes.putInt(directory + 20, first + 16 + 36);
    NpyBytes.write(folder, "overlap.npz", archive);
    assertThatThrownBy(() -> TensorFiles.open(path))
        .isInstanceOf(TensorFormatException.class)
        .hasMessage(
            path + ": zip members must not overlap, got a.npy and b.npy, at byte " + secondData);
  }

  /** A deflated member whose data are what {@code content} writes. */
  private Path deflated(String name, byte[] content) throws IOException {
    Path path = folder.resolve(name);
    try (OutputStream file = Files.newOutputStream(path);
        ZipOutputStream zip = new ZipOutputStream(file)) {
      zip.putNextEntry(new ZipEntry("a.npy"));
      zip.write(content);
      zip.closeEntry();
    }
    return path;
  }

  @Test
  void deflatedMember_largerThanItsShare_isAnErrorBeforeAnyMemoryIsTaken() throws IOException {
    Path path = deflated("large.npz", NpyBytes.npy("|u1", "(1001,)", new byte[1001]));
    try (TensorFile file = TensorFiles.open(path, new Limits(64, 1000, 0))) {
      assertThatThrownBy(() -> file.array("a"))
          .isInstanceOf(TensorFormatException.class)
          .hasMessage(
              path
                  + ": member a.npy: deflated data must have at most 1000 bytes, half of the heap,"
                  + " got 1001; store it uncompressed or raise -Xmx");
    }
  }

  /** The directory and the header agree on 4 GB; the bytes behind them are four. */
  @Test
  void deflatedMember_thatClaimsMoreThanItHolds_isAnError() throws IOException {
    byte[] member = NpyBytes.npy("<f4", "(1000000000,)", ONE);
    Path path = deflated("claims.npz", member);
    byte[] archive = Files.readAllBytes(path);
    ByteBuffer bytes = ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN);
    int directory = bytes.getInt(archive.length - 22 + 16);
    bytes.putInt(directory + 24, (int) (member.length - 4 + 4_000_000_000L));
    Files.write(path, archive);
    try (TensorFile file = TensorFiles.open(path, new Limits(64, Long.MAX_VALUE, 0))) {
      assertThatThrownBy(() -> file.array("a"))
          .isInstanceOf(TensorFormatException.class)
          .hasMessage(path + ": member a.npy: deflated data must be valid, got too few bytes");
    }
  }

  @Test
  void deflatedMember_withMoreThanItClaims_isAnError() throws IOException {
    byte[] member = NpyBytes.npy("<f4", "(1,)", NpyBytes.hex("0000803f 00"));
    Path path = deflated("more.npz", member);
    byte[] archive = Files.readAllBytes(path);
    ByteBuffer bytes = ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN);
    int directory = bytes.getInt(archive.length - 22 + 16);
    bytes.putInt(directory + 24, member.length - 1);
    Files.write(path, archive);
    try (TensorFile file = TensorFiles.open(path)) {
      assertThatThrownBy(() -> file.array("a"))
          .isInstanceOf(TensorFormatException.class)
          .hasMessage(
              path
                  + ": member a.npy: deflated data must end here, got more, at byte "
                  + (member.length - 1));
    }
  }

  @Test
  void deflatedMember_withAnotherChecksum_isAnError() throws IOException {
    Path path = deflated("crc.npz", MEMBER);
    CRC32 crc = new CRC32();
    crc.update(MEMBER);
    byte[] archive = Files.readAllBytes(path);
    ByteBuffer bytes = ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(bytes.getInt(archive.length - 22 + 16) + 16, 0x1234);
    Files.write(path, archive);
    try (TensorFile file = TensorFiles.open(path)) {
      assertThatThrownBy(() -> file.array("a"))
          .isInstanceOf(TensorFormatException.class)
          .hasMessage(
              path
                  + ": member a.npy: checksum must be 1234, got "
                  + Long.toHexString(crc.getValue()));
    }
  }

  @Test
  void deflatedMember_thatIsNotDeflate_isAnError() throws IOException {
    byte[] archive =
        ZipBytes.damaged(
            zip -> {
              zip.putShort(8, (short) 8).putShort(ENTRY + 10, (short) 8);
              zip.put(DATA, (byte) 0x07);
            });
    assertThatThrownBy(() -> only(archive))
        .isInstanceOf(TensorFormatException.class)
        .hasMessage(
            folder.resolve("a.npz")
                + ": member a.npy: deflated data must be valid, got invalid block type");
  }

  @Test
  void oneMalformedMember_doesNotBarTheOthers() throws IOException {
    Path path = folder.resolve("mixed.npz");
    try (OutputStream file = Files.newOutputStream(path);
        ZipOutputStream zip = new ZipOutputStream(file)) {
      zip.putNextEntry(new ZipEntry("labels.npy"));
      zip.write(NpyBytes.npy("<U1", "(1,)", "a\0\0\0".getBytes(StandardCharsets.UTF_8)));
      zip.closeEntry();
      zip.putNextEntry(new ZipEntry("a.npy"));
      zip.write(MEMBER);
      zip.closeEntry();
    }
    try (TensorFile file = TensorFiles.open(path)) {
      assertThat(file.names()).containsExactly("labels", "a");
      assertThat(file.array("a").value(0)).isEqualTo(1);
      assertThatThrownBy(() -> file.array("labels"))
          .isInstanceOf(TensorFormatException.class)
          .hasMessageStartingWith(path + ": member labels.npy: descr must be ")
          .hasMessageEndingWith(", got '<U1', at byte 20");
    }
  }
}
