package dev.attn.mask;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Exactly which traits are declared: a trait that holds and is no longer declared is a loss that no
 * check of the declared ones would notice.
 */
final class DeclaredTraitsTest {

  private static void assertDeclares(String line) {
    String expression = line.substring(0, line.indexOf(':'));
    String traits = line.substring(line.indexOf(':') + 1).strip();
    assertThat(Masks.parseExpression(expression).traits())
        .as(expression)
        .extracting(Trait::name)
        .containsExactly(traits.isEmpty() ? new String[0] : traits.split(" ", -1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "causal(8): CAUSAL SELF_VISIBLE TOEPLITZ NO_EMPTY_ROWS POSITION_ONLY PREFIX_STABLE",
        "band(8, 2, 2): SELF_VISIBLE SYMMETRIC TOEPLITZ NO_EMPTY_ROWS POSITION_ONLY PREFIX_STABLE",
        "band(8, 2, 1): SELF_VISIBLE TOEPLITZ NO_EMPTY_ROWS POSITION_ONLY PREFIX_STABLE",
        "full(8): "
            + "SELF_VISIBLE SYMMETRIC TOEPLITZ EQUIVALENCE NO_EMPTY_ROWS POSITION_ONLY PREFIX_STABLE",
        "none(8): CAUSAL SYMMETRIC TOEPLITZ POSITION_ONLY PREFIX_STABLE",
        "diagonal(8): "
            + "CAUSAL SELF_VISIBLE SYMMETRIC TOEPLITZ EQUIVALENCE NO_EMPTY_ROWS POSITION_ONLY PREFIX_STABLE",
        "full(2x3+0): SELF_VISIBLE TOEPLITZ NO_EMPTY_ROWS POSITION_ONLY PREFIX_STABLE",
        "causal(3x5+0): CAUSAL TOEPLITZ NO_EMPTY_ROWS POSITION_ONLY PREFIX_STABLE",
        "causal(5x3-2): CAUSAL SELF_VISIBLE TOEPLITZ POSITION_ONLY PREFIX_STABLE",
        "causal(5x3+0): SELF_VISIBLE TOEPLITZ NO_EMPTY_ROWS POSITION_ONLY PREFIX_STABLE",
        "antiCausal(3x5+2): SELF_VISIBLE TOEPLITZ NO_EMPTY_ROWS POSITION_ONLY PREFIX_STABLE",
        "window(3x5+2, 1, 1): SELF_VISIBLE TOEPLITZ NO_EMPTY_ROWS POSITION_ONLY PREFIX_STABLE",
        "window(3x5+0, 0, 1): CAUSAL TOEPLITZ NO_EMPTY_ROWS POSITION_ONLY PREFIX_STABLE",
        "window(3x5+1, 0, 1): "
            + "CAUSAL SELF_VISIBLE TOEPLITZ NO_EMPTY_ROWS POSITION_ONLY PREFIX_STABLE",
        "window(5x3-2, 1, 1): SELF_VISIBLE TOEPLITZ POSITION_ONLY PREFIX_STABLE",
      })
  void bands_declareWhatTheirBoundsShow(String line) {
    assertDeclares(line);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dilated(8, 2, 2, 2): "
            + "SELF_VISIBLE SYMMETRIC TOEPLITZ NO_EMPTY_ROWS POSITION_ONLY PREFIX_STABLE",
        "dilated(8, 2, 1, 2): SELF_VISIBLE TOEPLITZ NO_EMPTY_ROWS POSITION_ONLY PREFIX_STABLE",
        "dilated(8, 2, 0, 2): "
            + "CAUSAL SELF_VISIBLE TOEPLITZ NO_EMPTY_ROWS POSITION_ONLY PREFIX_STABLE",
        "dilated(3x5+2, 1, 1, 2): SELF_VISIBLE TOEPLITZ NO_EMPTY_ROWS POSITION_ONLY PREFIX_STABLE",
        "dilated(3x5+0, 1, 1, 2): TOEPLITZ NO_EMPTY_ROWS POSITION_ONLY PREFIX_STABLE",
        "dilated(3x5+4, 1, 0, 2): TOEPLITZ POSITION_ONLY PREFIX_STABLE",
        "columns(8, 2, 4): NO_EMPTY_ROWS POSITION_ONLY",
        "columnSet(8, []): POSITION_ONLY",
        "rows(8, 2, 4):",
        "columnStripe(8, 3, 1): POSITION_ONLY PREFIX_STABLE",
        "tree([-1, 0, 0], 2): CAUSAL SELF_VISIBLE NO_EMPTY_ROWS",
        "documentsOfLengths(3, 5): SELF_VISIBLE SYMMETRIC EQUIVALENCE NO_EMPTY_ROWS POSITION_ONLY",
        "documents([0, 0, 1]): "
            + "SELF_VISIBLE SYMMETRIC EQUIVALENCE NO_EMPTY_ROWS POSITION_ONLY PREFIX_STABLE",
        "documents([0, -1, 1]): SYMMETRIC POSITION_ONLY PREFIX_STABLE",
        "packedCausal(3, 5): CAUSAL SELF_VISIBLE NO_EMPTY_ROWS POSITION_ONLY",
        "chunked(8, 4): CAUSAL SELF_VISIBLE NO_EMPTY_ROWS POSITION_ONLY PREFIX_STABLE",
        "chunkedFrom(8, 4, 2): CAUSAL POSITION_ONLY PREFIX_STABLE",
        "blockCausal(8, 4): SELF_VISIBLE NO_EMPTY_ROWS POSITION_ONLY PREFIX_STABLE",
        "segments([1, 0, 1]): SELF_VISIBLE NO_EMPTY_ROWS",
        "prefixLm(8, 3): SELF_VISIBLE NO_EMPTY_ROWS PREFIX_STABLE",
        "sinksAndWindow(8, 1, 2): CAUSAL SELF_VISIBLE NO_EMPTY_ROWS POSITION_ONLY PREFIX_STABLE",
        "contextTarget(8, 3): SELF_VISIBLE NO_EMPTY_ROWS",
        "axial(2, 3): SELF_VISIBLE SYMMETRIC NO_EMPTY_ROWS",
        "local2d(2, 3, 1, 1): SELF_VISIBLE SYMMETRIC NO_EMPTY_ROWS",
        "swin(4, 4, 2, 1): SELF_VISIBLE SYMMETRIC EQUIVALENCE NO_EMPTY_ROWS",
        "longNet(8, 4, 1, 0): "
            + "SELF_VISIBLE SYMMETRIC EQUIVALENCE NO_EMPTY_ROWS POSITION_ONLY PREFIX_STABLE",
        "logSparse(8): CAUSAL SELF_VISIBLE TOEPLITZ NO_EMPTY_ROWS POSITION_ONLY PREFIX_STABLE",
        "sparseFixed(8, 4, 1): CAUSAL SELF_VISIBLE NO_EMPTY_ROWS POSITION_ONLY PREFIX_STABLE",
        "bigBird(8, 2, 1, [0], 1, 42): SELF_VISIBLE NO_EMPTY_ROWS",
        "verticalSlash(8, [1], [0, 2]): CAUSAL SELF_VISIBLE NO_EMPTY_ROWS POSITION_ONLY",
        "bernoulli(8, 0.5, 42): POSITION_ONLY PREFIX_STABLE",
      })
  void positions_decideWhatTheCatalogueDeclares(String line) {
    assertDeclares(line);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "slidingWindow(8, 3) & documentsOfLengths(3, 5): "
            + "CAUSAL SELF_VISIBLE NO_EMPTY_ROWS POSITION_ONLY",
        "band(8, 2, 2) & documentsOfLengths(3, 5): "
            + "SELF_VISIBLE SYMMETRIC NO_EMPTY_ROWS POSITION_ONLY",
        "documentsOfLengths(3, 5) & documentsOfLengths(4, 4): "
            + "SELF_VISIBLE SYMMETRIC EQUIVALENCE NO_EMPTY_ROWS POSITION_ONLY",
        "causal(8) & columns(8, 2, 4): CAUSAL POSITION_ONLY",
        "slidingWindow(8, 3) | columns(8, 2, 4): SELF_VISIBLE NO_EMPTY_ROWS POSITION_ONLY",
        "band(8, 2, 2) | documentsOfLengths(3, 5): "
            + "SELF_VISIBLE SYMMETRIC NO_EMPTY_ROWS POSITION_ONLY",
        "documentsOfLengths(3, 5) | documentsOfLengths(4, 4): "
            + "SELF_VISIBLE SYMMETRIC NO_EMPTY_ROWS POSITION_ONLY",
        "strictlyCausal(8) | rows(8, 0, 1):",
        "documentsOfLengths(3, 5) - diagonal(8): SYMMETRIC POSITION_ONLY",
        "causal(8) - dilated(8, 1, 0, 2): CAUSAL TOEPLITZ POSITION_ONLY PREFIX_STABLE",
        "dilated(8, 2, 2, 2) ^ band(8, 1, 1): SYMMETRIC TOEPLITZ POSITION_ONLY PREFIX_STABLE",
        "causal(8) ^ strided(8, 2): CAUSAL TOEPLITZ POSITION_ONLY PREFIX_STABLE",
        "causal(8) => dilated(8, 2, 2, 2): SELF_VISIBLE TOEPLITZ POSITION_ONLY PREFIX_STABLE",
        "documentsOfLengths(3, 5) => band(8, 1, 1): SELF_VISIBLE SYMMETRIC POSITION_ONLY",
        "!documentsOfLengths(3, 5): SYMMETRIC POSITION_ONLY",
        "!strided(8, 2): TOEPLITZ POSITION_ONLY PREFIX_STABLE",
      })
  void operators_keepWhatFollows(String line) {
    assertDeclares(line);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "transpose(causal(8)): SELF_VISIBLE TOEPLITZ NO_EMPTY_ROWS",
        "transpose(documentsOfLengths(3, 5)): SELF_VISIBLE SYMMETRIC EQUIVALENCE NO_EMPTY_ROWS",
        "transpose(bernoulli(8, 0.5, 42)):",
        "slice(strided(8, 2), 1, 3, 0, 8): CAUSAL TOEPLITZ NO_EMPTY_ROWS",
        "selectRows(causal(8), [1, 2]): NO_EMPTY_ROWS",
        "selectKeys(causal(8), [0]):",
        "hstack(none(2), full(2)): NO_EMPTY_ROWS",
        "hstack(none(2), strictlyCausal(2)):",
        "vstack(full(2), causal(2)): NO_EMPTY_ROWS",
        "vstack(full(2), strictlyCausal(2)):",
        "blockDiagonal(causal(2), diagonal(3)): CAUSAL SELF_VISIBLE NO_EMPTY_ROWS",
        "blockDiagonal(causal(2), strictlyCausal(3)): CAUSAL",
        "blockDiagonal(full(2), diagonal(3)): SELF_VISIBLE SYMMETRIC EQUIVALENCE NO_EMPTY_ROWS",
        "blockDiagonal(full(2), full(2x3+0)): NO_EMPTY_ROWS",
        "blockDiagonal(full(2), none(2x3+0)):",
        "pad(full(2), 1, 1, 1, 1, ALLOWED):",
        "shift(full(3), 1, 0):",
        "permute(full(3), [2, 1, 0], [0, 1, 2]):",
      })
  void moves_keepWhatFollows(String line) {
    assertDeclares(line);
  }
}
