package dev.attn.io;

import java.io.IOException;
import java.util.OptionalLong;

/**
 * A file that exists and can be read, but does not hold what its format demands.
 *
 * <p>The message is {@code <file>: <fault>, at byte <offset>}; a fault inside one member of an
 * archive names the member after the file, and its offset counts from the member's first byte.
 */
public final class TensorFormatException extends IOException {

  private static final long serialVersionUID = 1;
  private static final long NOWHERE = -1;

  private final String file;
  private final long offset;

  private TensorFormatException(String file, long offset, String message) {
    super(message);
    this.file = file;
    this.offset = offset;
  }

  static TensorFormatException at(long offset, String file, String fault) {
    return new TensorFormatException(file, offset, file + ": " + fault + ", at byte " + offset);
  }

  static TensorFormatException somewhere(String file, String fault) {
    return new TensorFormatException(file, NOWHERE, file + ": " + fault);
  }

  /** Returns the path of the file, as it was given. */
  public String file() {
    return file;
  }

  /** Returns the offset of the byte at fault; empty if the fault has no one place. */
  public OptionalLong offset() {
    return offset == NOWHERE ? OptionalLong.empty() : OptionalLong.of(offset);
  }
}
