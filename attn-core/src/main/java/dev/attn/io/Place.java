package dev.attn.io;

import java.nio.file.Path;

/**
 * What a reader is reading, for the faults it finds: a file, or one named part of it.
 *
 * @param file the path, as it was given
 * @param part what comes between the path and the fault, for example {@code member a.npy}; empty
 *     for the whole file
 */
record Place(String file, String part) {

  static Place of(Path file) {
    return new Place(file.toString(), "");
  }

  Place in(String newPart) {
    return new Place(file, newPart);
  }

  TensorFormatException fault(long offset, String fault) {
    return TensorFormatException.at(offset, file, prefix() + fault);
  }

  TensorFormatException fault(String fault) {
    return TensorFormatException.somewhere(file, prefix() + fault);
  }

  private String prefix() {
    return part.isEmpty() ? "" : part + ": ";
  }
}
