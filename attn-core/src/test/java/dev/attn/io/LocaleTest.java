package dev.attn.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.primitives.Bytes;
import dev.attn.tensor.ElementType;
import dev.attn.tensor.NumericArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** In Arabic digits are others, and in Turkish the lower case of I is not i. */
@Isolated
final class LocaleTest {

  private final Path folder;

  LocaleTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private Locale before = Locale.ROOT;

  @BeforeEach
  void rememberLocale() {
    before = Locale.getDefault();
  }

  @AfterEach
  void restoreLocale() {
    Locale.setDefault(before);
  }

  @Test
  void files_areTheSameInEveryLocale() throws IOException {
    NumericArray array = NumericArray.copyOf(new double[1234], 1234);
    byte[] expected = written(array);
    for (String tag : new String[] {"tr", "ar-EG-u-nu-arab", "hi-IN-u-nu-deva"}) {
      Locale.setDefault(Locale.forLanguageTag(tag));
      assertThat(written(array)).isEqualTo(expected);
      try (TensorFile file = TensorFiles.open(folder.resolve("A.SAFETENSORS"))) {
        assertThat(file.array("I")).hasToString("i16 [1234]");
      }
    }
  }

  private byte[] written(NumericArray array) throws IOException {
    Path path = folder.resolve("A.SAFETENSORS");
    TensorFiles.writeSafetensors(path, Map.of("I", array), ElementType.I16);
    TensorFiles.writeNpy(folder.resolve("a.npy"), array, ElementType.I16);
    byte[] npy = Files.readAllBytes(folder.resolve("a.npy"));
    return Bytes.concat(Files.readAllBytes(path), npy);
  }

  @Test
  void messages_areTheSameInEveryLocale() {
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    Path path = Resources.path("/npy/bad/truncated_data.npy");
    assertThatThrownBy(() -> TensorFiles.open(path))
        .hasMessage(path + ": data of f32 [2, 3, 4, 5] must have 480 bytes, got 473, at byte 128");
  }
}
