package dev.attn.mask;

/** Why a row is {@link RowState#BROKEN}; of several reasons the first in this order is named. */
public enum RowFault {
  /** A weight is NaN or infinite. */
  NAN,
  /** A weight is below 0 by more than the tolerance. */
  NEGATIVE,
  /** More weight than the tolerance lies on keys that the mask does not allow. */
  LEAK,
  /** The weights do not add up to what the {@link RowSumPolicy} asks for. */
  SUM
}
