package dev.attn.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers of one f32 vector of length 1, written in ways that are and are not allowed. */
final class NpyHeaderTest {

  private static final byte[] ONE = NpyBytes.hex("0000803f");

  private static final String FAULTS =
      """
      {'descr': '<f4', 'fortran_order': False, 'shape': (1)} ~ shape must be a tuple, got a number in parentheses, at byte 60
      {'descr': '<f4', 'fortran_order': False, 'shape': [1]} ~ header must have ( here, got '[1]}', at byte 60
      {'descr': '<f4', 'fortran_order': False, 'shape': (1 1)} ~ shape must have a comma between axes, got '1)}', at byte 63
      {'descr': '<f4', 'fortran_order': False, 'shape': (,)} ~ shape must have axes of at least 0, got ',)}', at byte 61
      {'descr': '<f4', 'fortran_order': False, 'shape': (01,)} ~ shape must have axes of at least 0, got '01,)}', at byte 61
      {'descr': '<f4', 'fortran_order': False, 'shape': (1.0,)} ~ shape must have a comma between axes, got '.0,)}', at byte 62
      {'descr': '<f4', 'fortran_order': False, 'shape': (9999999999999999999,)} ~ shape must have axes of at least 0, got '999999999999', at byte 61
      {'descr': '<f4', 'fortran_order': False, 'shape': (2147483648,)} ~ shape must have axes in [0, 2147483647], got [2147483648], at byte 60
      {'descr': '<f4', 'fortran_order': False, 'shape': (1, ~ shape must have axes of at least 0, got its end, at byte 63
      {'descr': '<f4', 'fortran_order': 0, 'shape': (1,)} ~ fortran_order must be True or False, got '0, 'shape':', at byte 44
      {'descr': 'f4', 'fortran_order': False, 'shape': (1,)} ~ descr must be < or > with one of [b1, f2, f4, f8, i1, i2, i4, i8, u1, u2, u4, u8], or | with one of one byte, got 'f4', at byte 20
      {'descr': '|f4', 'fortran_order': False, 'shape': (1,)} ~ descr must be < or > with one of [b1, f2, f4, f8, i1, i2, i4, i8, u1, u2, u4, u8], or | with one of one byte, got '|f4', at byte 20
      {'descr': '=f4', 'fortran_order': False, 'shape': (1,)} ~ descr must be < or > with one of [b1, f2, f4, f8, i1, i2, i4, i8, u1, u2, u4, u8], or | with one of one byte, got '=f4', at byte 20
      {'descr': '\\x3cf4', 'fortran_order': False} ~ header must have a quoted text without escapes, got ''\\x3cf4', 'f', at byte 20
      {'descr': <f4} ~ header must have a quoted text without escapes, got '<f4}', at byte 20
      {'descr': '<f4 ~ header must have a quoted text without escapes, got ''<f4', at byte 20
      {'descr': '<f4', 'descr': '<f4'} ~ header must have each of the keys [descr, fortran_order, shape] once, got 'descr', at byte 27
      {'descr': '<f4', 'extra': 1} ~ header must have each of the keys [descr, fortran_order, shape] once, got 'extra', at byte 27
      {'descr' '<f4'} ~ header must have : here, got ''<f4'}', at byte 19
      {'descr': '<f4' 'shape': (1,)} ~ header must have } here, got ''shape': (1,', at byte 26
      {} ~ header must have the keys [descr, fortran_order, shape], got [], at byte 10
      {'descr': '<f4', 'fortran_order': False, 'shape': (1,)}; ~ header must end after its dict, got ';', at byte 65
      """;

  private final Path folder;

  NpyHeaderTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private double only(String header) throws IOException {
    Path path = NpyBytes.write(folder, "a.npy", NpyBytes.npy(header, ONE));
    try (TensorFile file = TensorFiles.open(path)) {
      assertThat(file.array("a").shape()).containsExactly(1);
      return file.array("a").value(0);
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = FAULTS)
  void header_thatIsNotTheOneDictAllowed_isAnError(String header, String fault) {
    assertThatThrownBy(() -> only(header))
        .isInstanceOf(TensorFormatException.class)
        .hasMessage(folder.resolve("a.npy") + ": " + fault);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1,), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1,)}",
        "{\"shape\":(1,),\"fortran_order\":True,\"descr\":\"<f4\"}  \n",
        " { 'shape' : ( 1 , ) , 'descr' : '<f4' , 'fortran_order' : False }\n",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1L,)}"
      })
  void header_inOtherSpellings_isRead(String header) throws IOException {
    assertThat(only(header)).isEqualTo(1);
  }

  @Test
  void header_withTooManyAxes_isAnError() {
    String header =
        "{'descr': '<f4', 'fortran_order': False, 'shape': (" + "1,".repeat(65) + "), }";
    assertThatThrownBy(() -> only(header))
        .isInstanceOf(TensorFormatException.class)
        .hasMessage(
            folder.resolve("a.npy") + ": shape must have at most 64 axes, got 65, at byte 60");
  }

  @Test
  void header_withFewerBytesThanItsLengthField_isAnError() throws IOException {
    Path path = NpyBytes.write(folder, "a.npy", NpyBytes.hex("934e554d505901 00 10"));
    assertThatThrownBy(() -> TensorFiles.open(path))
        .isInstanceOf(TensorFormatException.class)
        .hasMessage(path + ": header length must have 2 bytes, got 1, at byte 8");
  }

  @Test
  void header_longerThanAnyArrayNeeds_isAnError() throws IOException {
    byte[] bytes = new byte[(1 << 20) + 100];
    System.arraycopy(NpyBytes.hex("934e554d50590200 01001000"), 0, bytes, 0, 12);
    Path path = NpyBytes.write(folder, "a.npy", bytes);
    assertThatThrownBy(() -> TensorFiles.open(path))
        .isInstanceOf(TensorFormatException.class)
        .hasMessage(path + ": header length must be in [0, 1048576], got 1048577, at byte 8");
  }

  @Test
  void version_withoutItsSecondByte_isAnError() throws IOException {
    Path path = NpyBytes.write(folder, "a.npy", NpyBytes.hex("934e554d505901"));
    assertThatThrownBy(() -> TensorFiles.open(path))
        .isInstanceOf(TensorFormatException.class)
        .hasMessage(path + ": version must be 01 00, 02 00 or 03 00, got 01, at byte 6");
  }
}
