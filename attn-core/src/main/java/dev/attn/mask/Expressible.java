package dev.attn.mask;

import java.util.OptionalInt;

/**
 * What came of writing a mask in another tool's format: the value, or the reason why that format
 * cannot say it.
 *
 * <pre>{@code
 * Expressible<FlashMaskColumns> columns = MaskExports.of(mask).flashMask();
 * if (columns instanceof Expressible.Not<FlashMaskColumns> not) {
 *   report(not.reason());                     // "key 0 has 3 masked runs below the diagonal"
 * }
 * }</pre>
 *
 * @param <T> the format
 */
public sealed interface Expressible<T> {

  /**
   * Returns the value.
   *
   * @throws IllegalStateException with the reason if there is none
   */
  T orThrow();

  /** Returns whether there is a value. */
  boolean isExpressible();

  /**
   * The mask in the format.
   *
   * @param <T> the format
   * @param value the mask in the format, with exactly the cells of the mask
   */
  record Value<T>(T value) implements Expressible<T> {

    @Override
    public T orThrow() {
      return value;
    }

    @Override
    public boolean isExpressible() {
      return true;
    }
  }

  /**
   * A mask that the format cannot say.
   *
   * @param <T> the format
   * @param reason what is in the way, for example {@code row 17 has 3 runs, 2 allowed}
   * @param row the query row that shows it, absent if the whole mask is in the way
   * @param key the key that shows it, absent if the whole row or mask is in the way
   */
  record Not<T>(String reason, OptionalInt row, OptionalInt key) implements Expressible<T> {

    @Override
    public T orThrow() {
      throw new IllegalStateException("mask must be expressible in this format, got: " + reason);
    }

    @Override
    public boolean isExpressible() {
      return false;
    }
  }
}
