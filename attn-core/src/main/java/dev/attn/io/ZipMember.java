package dev.attn.io;

/**
 * One member of a zip archive, its bytes located and inside the file.
 *
 * @param name its name; a name, never a path to write to
 * @param dataAt offset of its first stored byte
 * @param stored number of bytes in the file
 * @param size number of bytes that the archive says it has
 * @param crc checksum of those
 * @param deflated whether the stored bytes are compressed
 */
record ZipMember(String name, long dataAt, long stored, long size, long crc, boolean deflated) {

  long end() {
    return dataAt + stored;
  }
}
