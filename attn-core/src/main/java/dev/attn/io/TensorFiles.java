package dev.attn.io;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import com.google.common.io.MoreFiles;
import dev.attn.tensor.ElementType;
import dev.attn.tensor.NumericArray;
import dev.attn.tensor.Tokens;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Opens and writes tensor files: {@code .npy} and {@code .npz} of NumPy, {@code .safetensors}.
 *
 * <p>Read are numbers of 8 to 64 bits in either byte order and either axis order, and truth values,
 * of which every byte but 0 is read as 1. Written are little-endian numbers in C order. A file is
 * written beside its target and then moved there, so that nobody sees half of it, and the same
 * arrays give the same bytes.
 *
 * <h2>Number formats in writing</h2>
 *
 * Without a format, an array keeps its own. Floating-point values are rounded to the nearest one of
 * the format, to the even one of two that are equally near; what is too large becomes an infinity,
 * and NaN stays NaN. Integers and truth values are never rounded: a value that the format does not
 * have is an error. So is one beyond 2^53 in a 64-bit integer, which a {@code double} cannot hold
 * exactly. NumPy has no bf16.
 */
public final class TensorFiles {

  private TensorFiles() {}

  /**
   * Opens a file; its suffix says its format, or its first bytes if the suffix is another one.
   *
   * @throws IOException if the file is missing, no file, or malformed: a {@link
   *     TensorFormatException} with path, fault and byte offset
   * @cost The header is read and the file mapped, in windows of 1 GiB; no value is read.
   */
  public static TensorFile open(Path path) throws IOException {
    return open(path, Limits.ofThisMachine());
  }

  static TensorFile open(Path path, Limits limits) throws IOException {
    checkFile(path);
    Lifetime lifetime = new Lifetime(path);
    Windows bytes = Windows.map(path, lifetime, limits.window());
    Place place = Place.of(path);
    return switch (TensorFormat.of(path, bytes, place)) {
      case NPY -> openNpy(path, bytes, place);
      case NPZ -> openNpz(path, bytes, place, limits);
      case SAFETENSORS -> openSafetensors(path, bytes, place, limits);
    };
  }

  private static void checkFile(Path path) throws IOException {
    BasicFileAttributes attributes;
    try {
      attributes = Files.readAttributes(path, BasicFileAttributes.class);
    } catch (NoSuchFileException e) {
      NoSuchFileException clear =
          new NoSuchFileException(path.toString(), null, "file must exist, got none");
      clear.initCause(e);
      throw clear;
    }
    // A pipe or a device would block or never end.
    if (!attributes.isRegularFile()) {
      String kind = attributes.isDirectory() ? "a directory" : "a device";
      throw new FileSystemException(
          path.toString(), null, "file must be a regular file, got " + kind);
    }
  }

  private static TensorFile openNpy(Path path, Windows bytes, Place place) throws IOException {
    NpyHeader header = NpyHeader.read(bytes.stream(0, bytes.size()), bytes.size(), place);
    NumericArray array = header.layout().array(bytes, header.bytes());
    String name = MoreFiles.getNameWithoutExtension(path);
    return new TensorFile(
        path, bytes.lifetime(), ImmutableMap.of(name, () -> array), TokenSource.NONE);
  }

  private static TensorFile openNpz(Path path, Windows bytes, Place place, Limits limits)
      throws IOException {
    Map<String, ArraySource> arrays = new LinkedHashMap<>();
    for (ZipMember member : ZipDirectory.read(bytes, place)) {
      if (member.name().endsWith(TensorFormat.NPY.suffix())) {
        String name = TensorFormat.NPY.withoutSuffix(member.name());
        Place inside = place.in("member " + StrictJson.plain(member.name()));
        arrays.put(name, new NpzMember(bytes, member, inside, limits));
      }
    }
    return new TensorFile(path, bytes.lifetime(), arrays, TokenSource.NONE);
  }

  private static TensorFile openSafetensors(Path path, Windows bytes, Place place, Limits limits)
      throws IOException {
    SafetensorsHeader header = SafetensorsHeader.read(bytes, place, limits);
    Map<String, ArraySource> arrays =
        Maps.transformValues(
            header.tensors(),
            tensor -> {
              NumericArray array = tensor.layout().array(bytes, header.bytes() + tensor.from());
              return () -> array;
            });
    String labels = header.metadata().get("tokens");
    Optional<String> spans = Optional.ofNullable(header.metadata().get("spans"));
    TokenSource tokens =
        labels == null
            ? TokenSource.NONE
            : () -> Optional.of(TokensJson.metadata(labels, spans, place));
    return new TensorFile(path, bytes.lifetime(), arrays, tokens);
  }

  /**
   * Reads tokens from a JSON file: a list of strings, or an object whose key {@code tokens} has
   * one.
   *
   * <p>The object may have spans of half-open ranges under {@code spans} or {@code segments}, as
   * {@code {"scene": [0, 7]}} or, with a level, {@code [["scene", 0, 7, 1]]}; its other keys are
   * passed over.
   *
   * @throws IOException if the file is missing, no file, or something else: a {@link
   *     TensorFormatException} with path, fault, byte offset and, past the first, the line
   */
  public static Tokens readTokens(Path json) throws IOException {
    return readTokens(json, Limits.ofThisMachine());
  }

  static Tokens readTokens(Path json, Limits limits) throws IOException {
    checkFile(json);
    if (Files.size(json) > limits.text()) {
      throw Place.of(json)
          .fault(
              "file of tokens must have at most "
                  + limits.text()
                  + " bytes, got "
                  + Files.size(json));
    }
    try (InputStream bytes = new BufferedInputStream(Files.newInputStream(json))) {
      return TokensJson.document(bytes, Place.of(json));
    }
  }

  /**
   * Writes an {@code .npy} file in the format that the array has.
   *
   * @throws IllegalArgumentException if the format has no such number format
   */
  public static void writeNpy(Path path, NumericArray array) throws IOException {
    writeNpy(path, array, array.type());
  }

  /**
   * Writes an {@code .npy} file in another number format.
   *
   * @throws IllegalArgumentException if NumPy has no such format, or the format lacks a value
   */
  public static void writeNpy(Path path, NumericArray array, ElementType type) throws IOException {
    WholeFile.write(path, NpyContent.of(array, type));
  }

  /**
   * Writes an {@code .npz} file, deflated, with the arrays in the order of the map and in the
   * formats that they have.
   *
   * @throws IllegalArgumentException if NumPy has no such format
   */
  public static void writeNpz(Path path, Map<String, NumericArray> arrays) throws IOException {
    WholeFile.write(path, NpzContent.of(arrays, NumericArray::type));
  }

  /**
   * Writes an {@code .npz} file, deflated, with the arrays in the order of the map and all in one
   * number format.
   *
   * @throws IllegalArgumentException if NumPy has no such format, or the format lacks a value
   */
  public static void writeNpz(Path path, Map<String, NumericArray> arrays, ElementType type)
      throws IOException {
    WholeFile.write(path, NpzContent.of(arrays, array -> type));
  }

  /**
   * Writes a {@code .safetensors} file with the arrays in the order of the map and in the formats
   * that they have.
   */
  public static void writeSafetensors(Path path, Map<String, NumericArray> arrays)
      throws IOException {
    WholeFile.write(path, SafetensorsContent.of(arrays, NumericArray::type, Optional.empty()));
  }

  /**
   * Writes a {@code .safetensors} file with the arrays in the order of the map and all in one
   * number format.
   *
   * @throws IllegalArgumentException if the format lacks a value
   */
  public static void writeSafetensors(Path path, Map<String, NumericArray> arrays, ElementType type)
      throws IOException {
    WholeFile.write(path, SafetensorsContent.of(arrays, array -> type, Optional.empty()));
  }

  /**
   * Writes a {@code .safetensors} file with the arrays in the order of the map and in the formats
   * that they have, and with tokens and their spans in its metadata.
   */
  public static void writeSafetensors(Path path, Map<String, NumericArray> arrays, Tokens tokens)
      throws IOException {
    WholeFile.write(path, SafetensorsContent.of(arrays, NumericArray::type, Optional.of(tokens)));
  }

  /**
   * Writes a {@code .safetensors} file with the arrays in the order of the map, all in one number
   * format, and with tokens and their spans in its metadata.
   *
   * @throws IllegalArgumentException if the format lacks a value
   */
  public static void writeSafetensors(
      Path path, Map<String, NumericArray> arrays, Tokens tokens, ElementType type)
      throws IOException {
    WholeFile.write(path, SafetensorsContent.of(arrays, array -> type, Optional.of(tokens)));
  }
}
