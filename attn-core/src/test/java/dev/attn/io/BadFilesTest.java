package dev.attn.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Malformed files, each with all of its message but the folder. */
final class BadFilesTest {

  private static final String FAULTS =
      """
      bad_magic.npy: magic must be 93 4e 55 4d 50 59, got 58 4e 55 4d 50 59, at byte 0
      bomb.npz: member attention.npy: data of f32 [4, 4] must have 64 bytes, got 67108864, at byte 128
      deep_json.safetensors: tensor a must be an object, got a list, at byte 13
      descr_complex.npy: descr must be < or > with one of [b1, f2, f4, f8, i1, i2, i4, i8, u1, u2, u4, u8], or | with one of one byte, got '<c8', at byte 20
      descr_missing.npy: header must have the keys [descr, fortran_order, shape], got [fortran_order, shape], at byte 10
      descr_object.npy: descr must be < or > with one of [b1, f2, f4, f8, i1, i2, i4, i8, u1, u2, u4, u8], or | with one of one byte, got '|O', at byte 20
      descr_struct.npy: descr must be one number format, got a structured one, at byte 20
      descr_unicode.npy: descr must be < or > with one of [b1, f2, f4, f8, i1, i2, i4, i8, u1, u2, u4, u8], or | with one of one byte, got '<U4', at byte 20
      dtype_unknown.safetensors: tensor a dtype must be one of [BF16, BOOL, F16, F32, F64, I16, I32, I64, I8, U16, U32, U64, U8], got 'Q7', at byte 22
      duplicate_key.safetensors: text must be valid JSON, got: Duplicate field 'a', at byte 66
      duplicate_names.npz: zip member names must be unique, got attention.npy again, at byte 1361
      empty.safetensors: header must be a JSON object in UTF-8, got other bytes, at byte 8
      empty_file.npy: magic must be 93 4e 55 4d 50 59, got nothing, at byte 0
      header_code.npy: header must have { here, got '__import__('', at byte 10
      header_length_huge.safetensors: header length must be in [0, 125], got 4611686018427387904, at byte 0
      header_length_lies.npy: header length must be in [0, 598], got 60000, at byte 8
      header_length_negative.safetensors: header length must be in [0, 125], got 18446744073709551615, at byte 0
      header_not_dict.npy: header must have { here, got '[1, 2, 3]', at byte 10
      header_not_json.safetensors: text must be valid JSON, got: Unexpected end-of-input within/between Object entries, at byte 13
      hole.safetensors: data: tensors must leave no hole, got b at 48 after the others end at 16, at byte 16
      not_zip.npz: zip archive must have an end record, got none in its last 11 bytes; it may be truncated
      offsets_overlap.safetensors: data: tensors must not overlap, got b at 16 after the others end at 32, at byte 16
      offsets_past_end.safetensors: data: tensors must fill the 64 bytes, got 128, at byte 64
      offsets_reversed.safetensors: tensor a: data_offsets must rise, got [32, 0], at byte 13
      shape_huge_no_data.npy: data of f32 [100000, 100000] must have 40000000000 bytes, got 16, at byte 128
      shape_mismatch.safetensors: tensor a: data_offsets of f32 [9] must span 36 bytes, got 32, at byte 13
      shape_negative.npy: shape must have axes of at least 0, got '-1, 4), }', at byte 61
      shape_overflow.npy: shape must have fewer than 2^63 - 1 bytes, got [2147483647, 2147483647, 4, 4], at byte 60
      shape_overflow.safetensors: tensor a: shape must have axes in [0, 2147483647], got [4294967296, 4294967296], at byte 13
      shape_text.npy: shape must have axes of at least 0, got ''a', 4), }', at byte 61
      trailing_bytes.npy: data of f32 [2, 3, 4, 5] must have 480 bytes, got 485, at byte 128
      truncated.npz: zip archive must have an end record, got none in its last 740 bytes; it may be truncated
      truncated_data.npy: data of f32 [2, 3, 4, 5] must have 480 bytes, got 473, at byte 128
      truncated_header.npy: header length must be in [0, 30], got 118, at byte 8
      version9.npy: version must be 01 00, 02 00 or 03 00, got 09 00, at byte 6
      """;

  static Stream<Arguments> faults() {
    return FAULTS.lines().map(line -> Arguments.of(line.substring(0, line.indexOf(": ")), line));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void badFile_isAnErrorThatNamesFileFaultAndByte(String name, String message) {
    Path path = Resources.path("/npy/bad/" + name);
    assertThatThrownBy(() -> readAll(path))
        .isInstanceOf(TensorFormatException.class)
        .hasMessage(path.resolveSibling(message).toString());
  }

  @Test
  void badFiles_areAllListedButOneThatIsReadable() throws IOException {
    List<String> listed = new ArrayList<>(List.of("path_traversal.npz"));
    faults().forEach(fault -> listed.add((String) fault.get()[0]));
    assertThat(Resources.files("/npy/bad"))
        .extracting(path -> path.getFileName().toString())
        .containsExactlyInAnyOrderElementsOf(listed);
  }

  @Test
  void memberNameWithDots_isOnlyAName() throws IOException {
    try (TensorFile file = TensorFiles.open(Resources.path("/npy/bad/path_traversal.npz"))) {
      assertThat(file.names()).containsExactly("../../evil");
      assertThat(file.array("../../evil").shape()).containsExactly(2, 3, 4, 5);
    }
  }

  @Test
  void fault_hasFileAndOffset() {
    Path path = Resources.path("/npy/bad/truncated_data.npy");
    assertThatThrownBy(() -> readAll(path))
        .isInstanceOfSatisfying(
            TensorFormatException.class,
            e -> {
              assertThat(e.file()).isEqualTo(path.toString());
              assertThat(e.offset()).hasValue(128);
            });
  }

  @Test
  void faultOfNoOnePlace_hasNoOffset() {
    assertThatThrownBy(() -> readAll(Resources.path("/npy/bad/not_zip.npz")))
        .isInstanceOfSatisfying(TensorFormatException.class, e -> assertThat(e.offset()).isEmpty());
  }

  private static void readAll(Path path) throws IOException {
    try (TensorFile file = TensorFiles.open(path)) {
      for (String name : file.names()) {
        file.array(name).toDoubles();
      }
    }
  }
}
