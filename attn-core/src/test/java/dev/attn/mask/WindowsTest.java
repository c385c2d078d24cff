package dev.attn.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.reflect.ClassPath;
import java.io.IOException;
import java.lang.reflect.Executable;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whose number means how many keys. */
final class WindowsTest {

  private static long[] counts(Window window) {
    return Masks.window(MaskShape.square(6), window).rowCounts();
  }

  /** Returns how many keys a query in the middle of many sees. */
  private static long steady(Window window) {
    return Masks.window(MaskShape.square(1001), window).rowCounts()[500];
  }

  @Test
  void keysIncludingSelf_seesThatManyKeys() {
    assertThat(counts(Windows.keysIncludingSelf(1))).containsExactly(1, 1, 1, 1, 1, 1);
    assertThat(counts(Windows.keysIncludingSelf(3))).containsExactly(1, 2, 3, 3, 3, 3);
    assertThat(counts(Windows.keysIncludingSelf(9))).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(steady(Windows.keysIncludingSelf(128))).isEqualTo(128);
  }

  @Test
  void flashAttn_seesBothSidesAndItself() {
    assertThat(counts(Windows.flashAttn(0, 0))).containsExactly(1, 1, 1, 1, 1, 1);
    assertThat(counts(Windows.flashAttn(2, 1))).containsExactly(2, 3, 4, 4, 4, 3);
    assertThat(counts(Windows.flashAttn(-1, 0))).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(counts(Windows.flashAttn(1, -1))).containsExactly(6, 6, 5, 4, 3, 2);
    assertThat(steady(Windows.flashAttn(100, 27))).isEqualTo(128);
  }

  @Test
  void jax_oneNumberIsBothSides() {
    assertThat(counts(Windows.jax(2, 0))).containsExactly(1, 2, 3, 3, 3, 3);
    assertThat(counts(Windows.jax(1))).containsExactly(2, 3, 3, 3, 3, 2);
    assertThat(counts(Windows.jax(1, 2))).containsExactly(3, 4, 4, 4, 3, 2);
    assertThat(counts(Windows.jax(0, 0))).containsExactly(1, 1, 1, 1, 1, 1);
    assertThat(steady(Windows.jax(100, 27))).isEqualTo(128);
    assertThat(steady(Windows.jax(64))).isEqualTo(129);
    assertThat(Windows.jax(7)).isEqualTo(Windows.jax(7, 7)).isEqualTo(new Window(7, 7));
  }

  @Test
  void flashInferLeft_seesOneKeyMore() {
    assertThat(counts(Windows.flashInferLeft(0))).containsExactly(1, 1, 1, 1, 1, 1);
    assertThat(counts(Windows.flashInferLeft(3))).containsExactly(1, 2, 3, 4, 4, 4);
    assertThat(counts(Windows.flashInferLeft(-1))).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(steady(Windows.flashInferLeft(128))).isEqualTo(129);
  }

  private static void assertGrid(MaskShape shape, Window window, String... lines) {
    assertThat(Masks.window(shape, window).toGrid()).isEqualTo(String.join("\n", lines));
  }

  /** FlashAttention: i + keys - queries - left <= k <= i + keys - queries + right. */
  @Test
  void flashAttn_withMoreKeysThanQueries_countsFromTheBottomRight() {
    MaskShape cached = MaskShape.bottomRight(2, 5);
    assertGrid(cached, Windows.flashAttn(-1, 0), "####.", "#####");
    assertGrid(cached, Windows.flashAttn(1, 0), "..##.", "...##");
    assertGrid(cached, Windows.flashAttn(2, 1), ".####", "..###");
  }

  @Test
  void flashAttn_withMoreQueriesThanKeys_leavesTheFirstRowsEmpty() {
    MaskShape longer = MaskShape.bottomRight(5, 2);
    assertGrid(longer, Windows.flashAttn(-1, 0), "..", "..", "..", "#.", "##");
    assertGrid(longer, Windows.flashAttn(0, 1), "..", "..", "#.", "##", ".#");
  }

  /** FlashInfer: the last query stands at the last key, and sees window_left keys before it. */
  @Test
  void flashInferLeft_withMoreKeysThanQueries_countsFromTheBottomRight() {
    MaskShape cached = MaskShape.bottomRight(2, 5);
    assertGrid(cached, Windows.flashInferLeft(-1), "####.", "#####");
    assertGrid(cached, Windows.flashInferLeft(0), "...#.", "....#");
    assertGrid(cached, Windows.flashInferLeft(2), ".###.", "..###");
  }

  /** JAX: query i sees i - left <= k <= i + right, whatever the lengths. */
  @Test
  void jax_withMoreKeysThanQueries_countsFromTheTopLeft() {
    assertGrid(MaskShape.topLeft(2, 5), Windows.jax(1, 2), "###..", "####.");
    assertGrid(MaskShape.topLeft(3, 2), Windows.jax(1, 0), "#.", "##", ".#");
  }

  @Test
  void attentionGym_seesOneKeyMore() {
    assertThat(counts(Windows.attentionGym(0))).containsExactly(1, 1, 1, 1, 1, 1);
    assertThat(counts(Windows.attentionGym(3))).containsExactly(1, 2, 3, 4, 4, 4);
    assertThat(steady(Windows.attentionGym(128))).isEqualTo(129);
  }

  @Test
  void hfBidirectional_isADistance() {
    assertThat(counts(Windows.hfBidirectional(0))).containsExactly(1, 1, 1, 1, 1, 1);
    assertThat(counts(Windows.hfBidirectional(3))).containsExactly(4, 5, 6, 6, 5, 4);
    assertThat(steady(Windows.hfBidirectional(128))).isEqualTo(257);
  }

  @Test
  void halfEachSide_isATotalRoundedToOdd() {
    assertThat(counts(Windows.halfEachSide(1))).containsExactly(1, 1, 1, 1, 1, 1);
    assertThat(counts(Windows.halfEachSide(3))).containsExactly(2, 3, 3, 3, 3, 2);
    assertThat(steady(Windows.halfEachSide(128))).isEqualTo(129);
  }

  @Test
  void oddTotal_isATotal() {
    assertThat(counts(Windows.oddTotal(1))).containsExactly(1, 1, 1, 1, 1, 1);
    assertThat(counts(Windows.oddTotal(3))).containsExactly(2, 3, 3, 3, 3, 2);
    assertThat(steady(Windows.oddTotal(129))).isEqualTo(129);
  }

  @Test
  void strictDistance_leavesTheLimitOut() {
    assertThat(counts(Windows.strictDistance(1))).containsExactly(1, 1, 1, 1, 1, 1);
    assertThat(counts(Windows.strictDistance(3))).containsExactly(3, 4, 5, 5, 4, 3);
    assertThat(steady(Windows.strictDistance(128))).isEqualTo(255);
  }

  @Test
  void pastOnly_seesTheWholeFuture() {
    assertThat(counts(Windows.pastOnly(1))).containsExactly(6, 5, 4, 3, 2, 1);
    assertThat(counts(Windows.pastOnly(3))).containsExactly(6, 6, 6, 5, 4, 3);
    assertThat(Windows.pastOnly(128)).isEqualTo(new Window(127, Masks.UNBOUNDED));
  }

  private static void assertRefused(Runnable call, String message) {
    assertThatIllegalArgumentException().isThrownBy(call::run).withMessage(message);
  }

  @Test
  void impossibleNumbers_areRefusedByTheirOwnName() {
    assertRefused(() -> Windows.keysIncludingSelf(0), "keys must be at least 1, got 0");
    assertRefused(() -> Windows.flashAttn(-2, 0), "left must be at least -1, got -2");
    assertRefused(() -> Windows.flashAttn(0, -2), "right must be at least -1, got -2");
    assertRefused(() -> Windows.jax(-1, 0), "left must be at least 0, got -1");
    assertRefused(() -> Windows.jax(0, -1), "right must be at least 0, got -1");
    assertRefused(() -> Windows.jax(-1), "each must be at least 0, got -1");
    assertRefused(() -> Windows.attentionGym(-1), "distance must be at least 0, got -1");
    assertRefused(() -> Windows.hfBidirectional(-1), "distance must be at least 0, got -1");
    assertRefused(() -> Windows.halfEachSide(-1), "total must be at least 0, got -1");
    assertRefused(() -> Windows.oddTotal(4), "total must be odd, got 4");
    assertRefused(() -> Windows.oddTotal(0), "total must be at least 1, got 0");
    assertRefused(() -> Windows.strictDistance(0), "limit must be at least 1, got 0");
    assertRefused(() -> Windows.pastOnly(0), "keys must be at least 1, got 0");
  }

  /** A parameter that is only called window does not say what it counts. */
  @Test
  void noPublicParameter_isCalledWindow() throws IOException {
    List<String> offenders = new ArrayList<>();
    int seen = 0;
    for (ClassPath.ClassInfo info :
        ClassPath.from(Masks.class.getClassLoader()).getTopLevelClasses("dev.attn.mask")) {
      Class<?> type = info.load();
      List<Executable> members =
          Stream.<Executable>concat(
                  Arrays.stream(type.getDeclaredMethods()),
                  Arrays.stream(type.getDeclaredConstructors()))
              .filter(member -> Modifier.isPublic(member.getModifiers()))
              .toList();
      for (Executable member : members) {
        for (Parameter parameter : member.getParameters()) {
          assertThat(parameter.isNamePresent() || member.isSynthetic()).isTrue();
          seen++;
          if (List.of("window", "windowSize", "w").contains(parameter.getName())) {
            offenders.add(member.toString());
          }
        }
      }
    }
    assertThat(seen).isGreaterThan(100);
    assertThat(offenders).isEmpty();
  }
}
