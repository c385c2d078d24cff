package dev.attn.io;

import dev.attn.tensor.NumericArray;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * One array of an {@code .npz} archive: mapped where it is stored, inflated when it is first asked
 * for.
 *
 * <p>Inflation goes block by block, so that memory is taken only for bytes that exist, and ends
 * with the checksum. The checksum of a stored member is not compared: that would read all of it.
 */
final class NpzMember implements ArraySource {

  /** A multiple of every element size, so that no element lies across two blocks. */
  private static final int BLOCK = 1 << 20;

  private final Windows archive;
  private final ZipMember member;
  private final Place place;
  private final Limits limits;
  private SoftReference<@Nullable NumericArray> array = new SoftReference<>(null);

  NpzMember(Windows archive, ZipMember member, Place place, Limits limits) {
    this.archive = archive;
    this.member = member;
    this.place = place;
    this.limits = limits;
  }

  @Override
  public synchronized NumericArray array() throws IOException {
    NumericArray known = array.get();
    if (known == null) {
      known = member.deflated() ? inflated() : stored();
      array = new SoftReference<>(known);
    }
    return known;
  }

  private NumericArray stored() throws IOException {
    NpyHeader header =
        NpyHeader.read(archive.stream(member.dataAt(), member.end()), member.size(), place);
    return header.layout().array(archive, member.dataAt() + header.bytes());
  }

  private NumericArray inflated() throws IOException {
    CRC32 crc = new CRC32();
    Inflater inflater = new Inflater(true);
    InputStream compressed = archive.stream(member.dataAt(), member.end());
    try (InputStream plain =
        new CheckedInputStream(new InflaterInputStream(compressed, inflater, 1 << 13), crc)) {
      NpyHeader header = NpyHeader.read(plain, member.size(), place);
      checkMemory(header);
      List<byte[]> blocks = blocks(plain, header.layout().bytes());
      if (plain.read() >= 0) {
        throw place.fault(member.size(), "deflated data must end here, got more");
      }
      if (crc.getValue() != member.crc()) {
        throw place.fault(
            "checksum must be "
                + Long.toHexString(member.crc())
                + ", got "
                + Long.toHexString(crc.getValue()));
      }
      return header.layout().array(Windows.ofBlocks(blocks, BLOCK, archive.lifetime()), 0);
    } catch (ZipException | EOFException e) {
      throw place.fault(
          "deflated data must be valid, got "
              + (e instanceof EOFException ? "too few bytes" : e.getMessage()));
    } finally {
      inflater.end();
    }
  }

  private void checkMemory(NpyHeader header) throws TensorFormatException {
    if (header.layout().bytes() > limits.inflated()) {
      throw place.fault(
          "deflated data must have at most "
              + limits.inflated()
              + " bytes, half of the heap, got "
              + header.layout().bytes()
              + "; store it uncompressed or raise -Xmx");
    }
  }

  private static List<byte[]> blocks(InputStream plain, long size) throws IOException {
    List<byte[]> blocks = new ArrayList<>();
    for (long left = size; left > 0; left -= BLOCK) {
      byte[] block = new byte[(int) Math.min(BLOCK, left)];
      if (plain.readNBytes(block, 0, block.length) < block.length) {
        throw new EOFException();
      }
      blocks.add(block);
    }
    return blocks;
  }
}
