package dev.attn.io;

import com.google.common.base.Ascii;
import java.nio.file.Path;

/** The kinds of tensor files, told apart by suffix or by content. */
enum TensorFormat {
  NPY(".npy"),
  NPZ(".npz"),
  SAFETENSORS(".safetensors");

  private static final int MAGIC_BYTES = 6;

  private final String suffix;

  TensorFormat(String suffix) {
    this.suffix = suffix;
  }

  String suffix() {
    return suffix;
  }

  String withoutSuffix(String name) {
    return name.substring(0, name.length() - suffix.length());
  }

  /** Returns the format by suffix, in any case, or else by the first bytes. */
  static TensorFormat of(Path path, Windows bytes, Place place) throws TensorFormatException {
    String name = Ascii.toLowerCase(String.valueOf(path.getFileName()));
    for (TensorFormat format : values()) {
      if (name.endsWith(format.suffix)) {
        return format;
      }
    }
    byte[] first = new byte[(int) Math.min(MAGIC_BYTES, bytes.size())];
    bytes.copy(0, first, 0, first.length);
    if (NpyHeader.isMagic(first)) {
      return NPY;
    }
    if (first.length >= 4 && first[0] == 'P' && first[1] == 'K') {
      return NPZ;
    }
    if (bytes.size() > SafetensorsHeader.LENGTH_BYTES
        && bytes.u1(SafetensorsHeader.LENGTH_BYTES) == '{') {
      return SAFETENSORS;
    }
    throw place.fault(0, "content must be .npy, .npz or .safetensors, got something else");
  }
}
