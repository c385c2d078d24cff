package dev.attn.render.color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.google.common.hash.Hashing;
import com.google.common.io.Resources;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ColormapsTest {

  @ParameterizedTest
  @MethodSource("expected")
  void named_hasTheReferenceTable(List<String> row) {
    Colormap map = Colormaps.named(row.get(0));

    assertThat(map.name()).isEqualTo(row.get(0));
    assertThat(map.size()).isEqualTo(Integer.parseInt(row.get(1)));
    for (int sample = 0; sample <= 4; sample++) {
      assertThat(hex(map.at(sample / 4.0))).as("t = %s / 4", sample).isEqualTo(row.get(2 + sample));
    }
    assertThat(hash(map)).isEqualTo(row.get(7));
  }

  @ParameterizedTest
  @MethodSource("expected")
  void named_withSuffixIsTheTableInReverse(List<String> row) {
    Colormap map = Colormaps.named(row.get(0));
    Colormap reverse = Colormaps.named(row.get(0) + "_r");

    assertThat(reverse.name()).isEqualTo(row.get(0) + "_r");
    for (int i = 0; i < 256; i++) {
      assertThat(reverse.color(i)).isEqualTo(map.color(255 - i));
    }
  }

  @Test
  void names_areTheReferenceMaps() throws IOException {
    assertThat(Colormaps.names())
        .hasSize(34)
        .containsExactlyInAnyOrderElementsOf(expected().map(row -> row.get(0)).toList());
  }

  @Test
  void named_givesTheMapsThatHaveMethods() {
    assertThat(
            List.of(
                Colormaps.viridis(),
                Colormaps.magma(),
                Colormaps.inferno(),
                Colormaps.plasma(),
                Colormaps.coolwarm()))
        .extracting(Colormap::name)
        .containsExactly("viridis", "magma", "inferno", "plasma", "coolwarm");
  }

  @Test
  void named_isCaseSensitive() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Colormaps.named("Viridis"))
        .withMessage(
            "name must be a colormap or its reverse with _r, got Viridis;"
                + " Colormaps.names() lists them");
  }

  @Test
  @SuppressWarnings("NullAway")
  void named_rejectsNull() {
    assertThatNullPointerException()
        .isThrownBy(() -> Colormaps.named(null))
        .withMessage("name must not be null");
  }

  @Test
  void licences_areInTheJar() throws IOException {
    assertThat(notices())
        .anySatisfy(
            notice ->
                assertThat(notice)
                    .contains("Copyright (c) 2002 Cynthia Brewer, Mark Harrower")
                    .contains("cividis: Copyright (c) 2017, Battelle Memorial Institute")
                    .contains("turbo: Copyright 2019 Google LLC, Apache License 2.0.")
                    .contains("DejaVu Sans 2.37, unmodified"));
    assertThat(text("LICENSE-cividis.txt"))
        .startsWith("Copyright (c) 2017, Battelle Memorial Institute");
  }

  static Stream<List<String>> expected() throws IOException {
    return text("expected.tsv").lines().skip(1).map(line -> List.of(line.split("\t", -1)));
  }

  /** Every NOTICE of the class path: other jars have one too. */
  private static List<String> notices() throws IOException {
    List<String> notices = new ArrayList<>();
    for (URL url :
        Collections.list(Colormaps.class.getClassLoader().getResources("META-INF/NOTICE"))) {
      notices.add(Resources.toString(url, StandardCharsets.UTF_8));
    }
    return notices;
  }

  private static String text(String resource) throws IOException {
    return Resources.toString(
        Resources.getResource(ColormapsTest.class, resource), StandardCharsets.UTF_8);
  }

  private static String hex(int color) {
    return "#" + Integer.toHexString(0x1000000 | color).substring(1);
  }

  private static String hash(Colormap map) {
    byte[] bytes = new byte[3 * map.size()];
    for (int i = 0; i < map.size(); i++) {
      bytes[3 * i] = (byte) (map.color(i) >> 16);
      bytes[3 * i + 1] = (byte) (map.color(i) >> 8);
      bytes[3 * i + 2] = (byte) map.color(i);
    }
    return Hashing.sha256().hashBytes(bytes).toString().substring(0, 16);
  }
}
