package dev.attn.mask;

import java.util.Optional;

/**
 * What {@link RowRules} found out about one row.
 *
 * @param allowedKeys how many keys the mask allows
 * @param fault why the row is broken, or nothing
 * @param sum what the stored weights add up to; 0 if the mask allows no key
 * @param leaked how much weight lies on keys that the mask does not allow
 */
public record RowVerdict(int allowedKeys, Optional<RowFault> fault, double sum, double leaked) {

  static final RowVerdict MASKED = new RowVerdict(0, Optional.empty(), 0, 0);

  /** Returns the state of the row. */
  public RowState state() {
    if (allowedKeys == 0) {
      return RowState.MASKED;
    }
    return fault.isPresent() ? RowState.BROKEN : RowState.VALID;
  }

  /** Returns state and measurements, for example {@code BROKEN(SUM), sum 0.5, leaked 0.0}. */
  @Override
  public String toString() {
    String reason = fault.map(f -> "(" + f + ")").orElse("");
    return state() + reason + ", sum " + sum + ", leaked " + leaked;
  }
}
