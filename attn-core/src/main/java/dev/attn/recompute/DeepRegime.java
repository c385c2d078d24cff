package dev.attn.recompute;

import static com.google.common.base.Preconditions.checkArgument;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Where the deep layers of a model begin, by two formulas of one paper that disagree.
 *
 * <p>Products are taken in decimal: in binary 0.55 · 100 comes out just above 55, and its ceiling
 * would be 56.
 *
 * @source Chen et al. 2026, Think Deep, Not Just Long, arXiv:2602.13517
 */
public enum DeepRegime {
  /** ⌈ρ · L⌉, as equation 5 has it: of 10 layers with ρ = 0.8, from layer 8 on. */
  EQUATION_5 {
    @Override
    BigDecimal share(BigDecimal fraction) {
      return fraction;
    }
  },
  /** ⌈(1 - ρ) · L⌉, as Algorithm 1 is printed: of 10 layers with ρ = 0.8, from layer 2 on. */
  ALGORITHM_1 {
    @Override
    BigDecimal share(BigDecimal fraction) {
      return BigDecimal.ONE.subtract(fraction);
    }
  };

  abstract BigDecimal share(BigDecimal fraction);

  /**
   * Returns the first deep layer, counted from 1.
   *
   * @param layers number of layers
   * @param fraction ρ, in (0, 1]; the paper takes 0.85
   */
  public int from(int layers, double fraction) {
    checkArgument(fraction > 0 && fraction <= 1, "fraction must be in (0, 1], got %s", fraction);
    return share(BigDecimal.valueOf(fraction))
        .multiply(BigDecimal.valueOf(layers))
        .setScale(0, RoundingMode.CEILING)
        .intValueExact();
  }
}
