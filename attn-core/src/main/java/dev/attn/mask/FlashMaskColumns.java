package dev.attn.mask;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.ImmutableIntArray;
import java.util.Objects;

/**
 * A square mask as the rows that are MASKED in each key's column: the row indices of FlashMask.
 *
 * <p>For every key there is at most one interval of masked rows on or below the diagonal, from LTS
 * (lower triangle start) up to but not including LTE (end), and at most one above it, from UTS
 * (upper triangle start) to UTE. The {@link Layout} says which of the four are written and what the
 * others are. No masked row below the diagonal is written as LTS = LTE = n, none above it as UTS =
 * UTE = 0. Every interval ends at the diagonal, so kernels that do not cut it there agree.
 *
 * <p>Example: {@code #.. / ##. / .##} is causal with one number per key, LTS = 2, 3, 3.
 *
 * @shape {@code [keys, numbers per key]}
 * @source Wang and others, 2024, FlashMask: Efficient and Rich Mask Extension of FlashAttention,
 *     arXiv 2410.01359; the layouts are those of PaddlePaddle's {@code startend_row_indices}
 */
public final class FlashMaskColumns {

  /** Which numbers are written for each key. */
  public enum Layout {
    /** LTS alone: everything above the diagonal is masked, LTE = n. Causal flag on. */
    CAUSAL_LTS(1),
    /** LTS, LTE: everything above the diagonal is masked. Causal flag on. */
    CAUSAL_LTS_LTE(2),
    /** LTS, UTE: LTE = n and UTS = 0. Causal flag off. */
    LTS_UTE(2),
    /** LTS, LTE, UTS, UTE. Causal flag off. */
    LTS_LTE_UTS_UTE(4);

    private final int numbersPerKey;

    Layout(int numbersPerKey) {
      this.numbersPerKey = numbersPerKey;
    }

    /** Returns how many numbers each key has. */
    public int numbersPerKey() {
      return numbersPerKey;
    }

    /** Returns whether the kernel's causal flag goes with this layout. */
    public boolean isCausal() {
      return this == CAUSAL_LTS || this == CAUSAL_LTS_LTE;
    }
  }

  private final Layout layout;
  private final ImmutableIntArray numbers;

  private FlashMaskColumns(Layout layout, ImmutableIntArray numbers) {
    this.layout = layout;
    this.numbers = numbers;
  }

  static FlashMaskColumns of(Layout layout, ImmutableIntArray numbers) {
    return new FlashMaskColumns(layout, numbers);
  }

  /** Returns the columns with a copy of {@code numbers}, key by key in the order of the layout. */
  public static FlashMaskColumns copyOf(Layout layout, int[] numbers) {
    int width = layout.numbersPerKey;
    checkArgument(
        numbers.length % width == 0,
        "columns must have %s numbers per key, got %s in all",
        width,
        numbers.length);
    int n = numbers.length / width;
    for (int i = 0; i < numbers.length; i++) {
      checkArgument(
          numbers[i] >= 0 && numbers[i] <= n,
          "row index must be in [0, %s], got %s at key %s",
          n,
          numbers[i],
          i / width);
    }
    return of(layout, ImmutableIntArray.copyOf(numbers));
  }

  /** Returns which numbers are written for each key. */
  public Layout layout() {
    return layout;
  }

  /** Returns the number of keys, and of query rows. */
  public int keys() {
    return numbers.length() / layout.numbersPerKey;
  }

  /** Returns a new array with the numbers, key by key in the order of the layout. */
  public int[] toArray() {
    return numbers.toArray();
  }

  /** Returns the first masked row on or below the diagonal. */
  public int lowerStart(int key) {
    return number(key, 0);
  }

  /** Returns the row after the last masked one on or below the diagonal. */
  public int lowerEnd(int key) {
    return switch (layout) {
      case CAUSAL_LTS, LTS_UTE -> keys();
      case CAUSAL_LTS_LTE, LTS_LTE_UTS_UTE -> number(key, 1);
    };
  }

  /** Returns the first masked row above the diagonal. */
  public int upperStart(int key) {
    return layout == Layout.LTS_LTE_UTS_UTE ? number(key, 2) : 0;
  }

  /** Returns the row after the last masked one above the diagonal. */
  public int upperEnd(int key) {
    return switch (layout) {
      case CAUSAL_LTS, CAUSAL_LTS_LTE -> key;
      case LTS_UTE -> number(key, 1);
      case LTS_LTE_UTS_UTE -> number(key, 3);
    };
  }

  private int number(int key, int i) {
    Limits.index("key", key, keys());
    return numbers.get(key * layout.numbersPerKey + i);
  }

  private boolean isMasked(int q, int k) {
    return q >= k ? q >= lowerStart(k) && q < lowerEnd(k) : q >= upperStart(k) && q < upperEnd(k);
  }

  /**
   * Returns the mask that allows the cells outside the intervals; an interval counts only on its
   * own side of the diagonal.
   *
   * @cost one comparison per cell
   */
  public AttentionMask toMask() {
    int n = keys();
    DecodedRows decoded = new DecodedRows(n);
    for (int q = 0; q < n; q++) {
      for (int k = 0; k < n; k++) {
        decoded.allow(k, isMasked(q, k) ? k : k + 1);
      }
      decoded.endRow();
    }
    return decoded.toMask();
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof FlashMaskColumns other
        && layout == other.layout
        && numbers.equals(other.numbers);
  }

  @Override
  public int hashCode() {
    return Objects.hash(layout, numbers);
  }

  /** Returns the layout and the size, for example {@code FlashMask columns CAUSAL_LTS, 3 keys}. */
  @Override
  public String toString() {
    return "FlashMask columns " + layout + ", " + keys() + " keys";
  }
}
