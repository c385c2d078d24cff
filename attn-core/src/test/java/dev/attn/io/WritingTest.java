package dev.attn.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.attn.tensor.ElementType;
import dev.attn.tensor.NumericArray;
import dev.attn.tensor.Span;
import dev.attn.tensor.TensorShape;
import dev.attn.tensor.Tokens;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Written files: read back, and byte for byte those of numpy where it wrote the same. */
final class WritingTest {

  private static final NumericArray BITS =
      NumericArray.copyOf(new double[] {0, 1, 1, 0, 1, 0}, 2, 3);

  private final Path folder;

  WritingTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "f4",
        "f8",
        "f2",
        "rank3",
        "rank2",
        "rank1",
        "scalar",
        "empty",
        "bool",
        "i8",
        "i4",
        "i2",
        "u1",
        "nonfinite"
      })
  void npy_hasTheBytesThatNumpyWrites(String name) throws IOException {
    Path original = Resources.path("/npy/" + name + ".npy");
    Path copy = folder.resolve(name + ".npy");
    try (TensorFile file = TensorFiles.open(original)) {
      TensorFiles.writeNpy(copy, file.array(name));
    }
    assertThat(copy).hasSameBinaryContentAs(original);
  }

  @ParameterizedTest
  @ValueSource(strings = {"big_endian_f4", "fortran_f4", "version2", "version3"})
  void npy_isAlwaysLittleEndianVersionOneInCOrder(String name) throws IOException {
    Path copy = folder.resolve("f4.npy");
    try (TensorFile file = TensorFiles.open(Resources.path("/npy/" + name + ".npy"))) {
      TensorFiles.writeNpy(copy, file.array(name));
    }
    assertThat(copy).hasSameBinaryContentAs(Resources.path("/npy/f4.npy"));
  }

  @ParameterizedTest
  @EnumSource
  void everyFormat_survivesSafetensors(ElementType type) throws IOException {
    Path path = folder.resolve("a.safetensors");
    TensorFiles.writeSafetensors(path, Map.of("bits", BITS), type);
    try (TensorFile file = TensorFiles.open(path)) {
      assertThat(file.array("bits")).isEqualTo(BITS).hasToString(type + " [2, 3]");
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "BF16")
  void everyFormatOfNumpy_survivesNpyAndNpz(ElementType type) throws IOException {
    Path npy = folder.resolve("bits.npy");
    Path npz = folder.resolve("bits.npz");
    TensorFiles.writeNpy(npy, BITS, type);
    TensorFiles.writeNpz(npz, Map.of("bits", BITS), type);
    for (Path path : new Path[] {npy, npz}) {
      try (TensorFile file = TensorFiles.open(path)) {
        assertThat(file.array("bits")).isEqualTo(BITS).hasToString(type + " [2, 3]");
      }
    }
  }

  @Test
  void bf16_isNoFormatOfNumpy() {
    String message =
        "type must be one that NumPy has, got bf16; write as f32, or write safetensors";
    Path path = folder.resolve("a.npy");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TensorFiles.writeNpy(path, BITS, ElementType.BF16))
        .withMessage(message);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TensorFiles.writeNpz(path, Map.of("a", BITS), ElementType.BF16))
        .withMessage(message);
    assertThat(path).doesNotExist();
  }

  @Test
  void tooManyAxes_isAnError() {
    int[] shape = new int[65];
    Arrays.fill(shape, 1);
    NumericArray array = NumericArray.copyOf(new double[1], shape);
    String message = "array must have at most 64 axes to be written, got 65";
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TensorFiles.writeNpy(folder.resolve("a.npy"), array))
        .withMessage(message);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TensorFiles.writeSafetensors(folder.resolve("a.st"), Map.of("a", array)))
        .withMessage(message);
  }

  @Test
  void f32AndF16_areRoundedToNearestEven() throws IOException {
    double[] values = {
      1 + 0x1p-24, 1 + 0x1p-24 + 0x1p-40, 1 + 3 * 0x1p-24, 1e300, -1e300, Double.NaN, -0.0, 1e-60
    };
    NumericArray array = NumericArray.copyOf(values, values.length);
    Path path = folder.resolve("a.npy");
    TensorFiles.writeNpy(path, array, ElementType.F32);
    try (TensorFile file = TensorFiles.open(path)) {
      assertThat(file.array("a").toDoubles())
          .containsExactly(
              1,
              1 + 0x1p-23,
              1 + 0x1p-22,
              Double.POSITIVE_INFINITY,
              Double.NEGATIVE_INFINITY,
              Double.NaN,
              -0.0,
              0);
    }
    // Through a float, the second value would first become 1 + 2^-11 and then 1.
    double[] halves = {1 + 0x1p-11, 1 + 0x1p-11 + 0x1p-40, 65519, 65520, Double.NaN, 0x1p-25};
    TensorFiles.writeNpy(path, NumericArray.copyOf(halves, 6), ElementType.F16);
    try (TensorFile file = TensorFiles.open(path)) {
      assertThat(file.array("a").toDoubles())
          .containsExactly(1, 1 + 0x1p-10, 65504, Double.POSITIVE_INFINITY, Double.NaN, 0);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          U8   | 0.5  | [0, 255] to be written as u8, got 0.5
          U8   | 256  | [0, 255] to be written as u8, got 256.0
          U8   | -1   | [0, 255] to be written as u8, got -1.0
          U8   | NaN  | [0, 255] to be written as u8, got NaN
          BOOL | 2    | [0, 1] to be written as bool, got 2.0
          I8   | 128  | [-128, 127] to be written as i8, got 128.0
          I16  | -4e4 | [-32768, 32767] to be written as i16, got -40000.0
          U16  | -1   | [0, 65535] to be written as u16, got -1.0
          I32  | 3e9  | [-2147483648, 2147483647] to be written as i32, got 3.0E9
          U32  | 5e9  | [0, 4294967295] to be written as u32, got 5.0E9
          I64  | 9007199254740992 | [-9007199254740991, 9007199254740991] to be written as i64, got 9.007199254740992E15
          U64  | 9007199254740992 | [0, 9007199254740991] to be written as u64, got 9.007199254740992E15
          """)
  void integers_areNeverRounded(ElementType type, double value, String message) throws IOException {
    double[] values = new double[10_000];
    values[9_000] = value;
    NumericArray array = NumericArray.copyOf(values, values.length);
    Path path = Files.writeString(folder.resolve("a.npy"), "old");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TensorFiles.writeNpy(path, array, type))
        .withMessage("value must be a whole number in " + message + " at index 9000");
    assertThat(path).content().isEqualTo("old");
    assertThat(filesInFolder()).containsExactly("a.npy");
  }

  private Stream<String> filesInFolder() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(path -> path.getFileName().toString()).toList().stream();
    }
  }

  @Test
  void npz_keepsTheOrderOfTheMap() throws IOException {
    Map<String, NumericArray> arrays = new LinkedHashMap<>();
    arrays.put("z", BITS);
    arrays.put("a", NumericArray.copyOf(new float[] {2.5f}));
    arrays.put("größe", NumericArray.copyOf(new double[0], 0, 7));
    Path path = folder.resolve("a.npz");
    TensorFiles.writeNpz(path, arrays);
    try (TensorFile file = TensorFiles.open(path)) {
      assertThat(file.names()).containsExactly("z", "a", "größe");
      for (String name : file.names()) {
        assertThat(file.array(name)).isEqualTo(arrays.get(name));
        assertThat(file.array(name)).hasToString(String.valueOf(arrays.get(name)));
      }
    }
  }

  @Test
  void npz_arrayLongerThanOneBlock_isReadBack() throws IOException {
    double[] values = new double[300_000];
    Arrays.setAll(values, i -> Math.sin(i));
    NumericArray array = NumericArray.copyOf(values, 3, 100_000);
    Path path = folder.resolve("a.npz");
    TensorFiles.writeNpz(path, Map.of("a", array));
    try (TensorFile file = TensorFiles.open(path)) {
      assertThat(file.array("a").toDoubles()).isEqualTo(values);
      assertThat(file.array("a")).isSameAs(file.array("a"));
    }
  }

  @Test
  void sameArrays_giveTheSameBytesInEveryTimeZone() throws IOException {
    Path here = folder.resolve("here.npz");
    Path there = folder.resolve("there.npz");
    TimeZone zone = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
      TensorFiles.writeNpz(here, Map.of("bits", BITS));
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
      TensorFiles.writeNpz(there, Map.of("bits", BITS));
    } finally {
      TimeZone.setDefault(zone);
    }
    assertThat(here).hasSameBinaryContentAs(there);
  }

  @Test
  void safetensors_keepsOrderFormatsTokensAndSpans() throws IOException {
    Tokens tokens =
        Tokens.of("<CHI>", "a \"horse\"", "\u6ce8", "\n")
            .withSpans(Span.of(0, 2, "x"), Span.of(2, 3, "x"), Span.of(0, 4, "all").withLevel(2));
    Map<String, NumericArray> arrays = new LinkedHashMap<>();
    arrays.put("z", NumericArray.copyOf(new float[] {1, 2, 3}, 3));
    arrays.put("a", BITS);
    arrays.put("one", NumericArray.copyOf(new double[] {7}));
    Path path = folder.resolve("a.safetensors");
    TensorFiles.writeSafetensors(path, arrays, tokens);
    try (TensorFile file = TensorFiles.open(path, Limits.withWindow(8))) {
      assertThat(file.names()).containsExactly("z", "a", "one");
      assertThat(file.tokens()).contains(tokens);
      for (String name : file.names()) {
        assertThat(file.array(name)).isEqualTo(arrays.get(name));
      }
    }
    TensorFiles.writeSafetensors(path, arrays, Tokens.of("t"), ElementType.F16);
    try (TensorFile file = TensorFiles.open(path)) {
      assertThat(file.tokens()).contains(Tokens.of("t"));
      assertThat(file.array("one")).hasToString("f16 []");
    }
    TensorFiles.writeSafetensors(path, arrays);
    try (TensorFile file = TensorFiles.open(path)) {
      assertThat(file.tokens()).isEmpty();
      assertThat(file.array("one")).hasToString("f64 []");
    }
  }

  @Test
  void safetensors_dataBeginAtAMultipleOfEight() throws IOException {
    for (String name : new String[] {"a", "ab", "abc", "abcd"}) {
      Path path = folder.resolve("a.safetensors");
      TensorFiles.writeSafetensors(path, Map.of(name, BITS));
      assertThat((Files.size(path) - 48) % 8).isZero();
    }
  }

  @Test
  void safetensors_nameOfTheMetadata_isAnError() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                TensorFiles.writeSafetensors(
                    folder.resolve("a.safetensors"), Map.of("__metadata__", BITS)))
        .withMessage("array name must not be __metadata__, which is the key of the metadata");
  }

  @Test
  void nameThatCouldNotBeReadBack_isAnError() {
    String half = "head \ud83d";
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> TensorFiles.writeSafetensors(folder.resolve("a.safetensors"), Map.of(half, BITS)))
        .withMessage("array name must be valid text, got half of a surrogate pair");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TensorFiles.writeNpz(folder.resolve("a.npz"), Map.of(half, BITS)))
        .withMessage("array name must be valid text, got half of a surrogate pair");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                TensorWriter.npz(
                    folder.resolve("a.npz"), half, TensorShape.of(1, 1, 1, 1), ElementType.F32))
        .withMessage("array name must be valid text, got half of a surrogate pair");
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-------", "r--r-----", "rwxrw-rw-"})
  void replacedFile_keepsItsPermissions(String permissions) throws IOException {
    assumeTrue(
        Files.getFileStore(folder).supportsFileAttributeView("posix"),
        "file system must know permissions");
    Path file = Files.createFile(folder.resolve("a.npy"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    TensorFiles.writeNpy(file, BITS);
    assertThat(file).isNotEmptyFile();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo(permissions);
  }

  @Test
  void file_canBeRewrittenFromItsOwnArrays() throws IOException {
    Path path = Files.copy(Resources.path("/npy/f8.npy"), folder.resolve("f8.npy"));
    try (TensorFile file = TensorFiles.open(path)) {
      NumericArray before = file.array("f8");
      TensorFiles.writeNpy(path, before, ElementType.F16);
      try (TensorFile rewritten = TensorFiles.open(path)) {
        assertThat(rewritten.array("f8")).hasToString("f16 [2, 3, 4, 5]");
      }
      assertThat(before.value(0, 0, 0, 0)).isEqualTo(0.5118216276168823);
    }
    assertThat(filesInFolder()).containsExactly("f8.npy");
  }

  @Test
  void temporaryName_thatIsTaken_isLeftAlone() throws IOException {
    Path taken = Files.writeString(folder.resolve(".attn-0.tmp"), "not ours");
    TensorFiles.writeNpy(folder.resolve("a.npy"), BITS);
    assertThat(taken).content().isEqualTo("not ours");
    assertThat(filesInFolder()).containsExactlyInAnyOrder(".attn-0.tmp", "a.npy");
  }

  @Test
  void target_thatIsADirectory_isAnError() {
    assertThatThrownBy(() -> TensorFiles.writeNpy(folder, BITS))
        .isInstanceOf(FileSystemException.class)
        .hasMessage(folder + ": target must be a file, got a directory");
  }

  @Test
  void target_withoutADirectory_isAnError() {
    Path path = folder.resolve("none").resolve("a.npy");
    assertThatThrownBy(() -> TensorFiles.writeNpy(path, BITS))
        .isInstanceOf(FileSystemException.class)
        .hasMessage(path + ": target directory must exist, got none");
  }

  @Test
  void symbolicLink_isFollowed(@TempDir Path links) throws IOException {
    Path target = Files.write(links.resolve("target.npy"), new byte[] {1});
    Path link = Files.createSymbolicLink(links.resolve("link.npy"), target);
    TensorFiles.writeNpy(link, NumericArray.copyOf(new float[] {1}, 1));
    assertThat(Files.isSymbolicLink(link)).isTrue();
    assertThat(Files.size(target)).isEqualTo(132);
  }

  @Test
  void device_isRefused() {
    Path device = Path.of("/dev/null");
    assumeTrue(Files.exists(device), "needs a device");
    assertThatThrownBy(() -> TensorFiles.writeNpy(device, NumericArray.copyOf(new float[] {1}, 1)))
        .isInstanceOf(IOException.class)
        .hasMessage("/dev/null: target must be a file, got a device or a pipe");
  }
}
