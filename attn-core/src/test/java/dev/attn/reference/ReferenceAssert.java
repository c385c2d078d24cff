package dev.attn.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attn.tensor.NumericArray;

/**
 * Comparison with reference values: 1e-5 relative, and zero exactly where the reference is zero;
 * NaN where it is undefined.
 */
final class ReferenceAssert {

  private ReferenceAssert() {}

  static void assertReproduces(String key, NumericArray actual, Capture capture) {
    NumericArray expected = capture.expected(key);
    assertThat(actual.size()).as(key).isEqualTo(expected.size());
    double[] want = expected.toDoubles();
    double[] got = actual.toDoubles();
    for (int i = 0; i < want.length; i++) {
      if (Double.isNaN(want[i])) {
        assertThat(got[i]).as("%s, flat index %s", key, i).isNaN();
      } else {
        assertThat(got[i])
            .as("%s, flat index %s", key, i)
            .isCloseTo(want[i], within(1e-5 * Math.abs(want[i])));
      }
    }
  }
}
