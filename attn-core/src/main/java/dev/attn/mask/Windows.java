package dev.attn.mask;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * The window parameters of other tools, each translated to keys before and after the query.
 *
 * <p>One number called "window" means different masks in different tools. Say whose number it is:
 *
 * <pre>{@code
 * Masks.window(MaskShape.square(4096), Windows.keysIncludingSelf(512));
 * Masks.window(MaskShape.bottomRight(16, 4096), Windows.flashAttn(511, 0));
 * }</pre>
 *
 * <p>The counts below are those of a query away from the edges. The bucketed window of {@code
 * local-attention}, which sees its own and the previous bucket, is not a window in this sense.
 */
public final class Windows {

  private Windows() {}

  /**
   * Returns the causal window of exactly {@code keys} visible keys, the query included.
   *
   * <p>So count transformers (causal {@code sliding_window}), Mistral, llama.cpp ({@code n_swa}),
   * ONNX Attention ({@code local_window_size}), xFormers ({@code
   * LowerTriangularFromBottomRightLocalAttentionMask}) and the causal sliding window of Modular
   * MAX.
   */
  public static Window keysIncludingSelf(int keys) {
    return new Window(Limits.atLeast("keys", 1, keys) - 1, 0);
  }

  /**
   * Returns the window of {@code left + 1 + right} visible keys, where -1 means no limit.
   *
   * <p>So count FlashAttention and TransformerEngine ({@code window_size}), both on bottom-right
   * shapes, xFormers ({@code LocalAttentionFromBottomRightMask}) and JAX splash attention ({@code
   * LocalMask}, whose None is -1 here).
   */
  public static Window flashAttn(int left, int right) {
    return new Window(unlessMinusOne("left", left), unlessMinusOne("right", right));
  }

  private static int unlessMinusOne(String name, int value) {
    return Limits.atLeast(name, -1, value) == -1 ? Masks.UNBOUNDED : value;
  }

  /**
   * Returns the window of {@code left + 1 + right} visible keys.
   *
   * <p>So counts JAX ({@code local_window_size} of {@code dot_product_attention}), on top-left
   * shapes.
   */
  public static Window jax(int left, int right) {
    return new Window(Limits.atLeast("left", 0, left), Limits.atLeast("right", 0, right));
  }

  /** Returns the window of {@code 2 * each + 1} visible keys: JAX with one number. */
  public static Window jax(int each) {
    return jax(Limits.atLeast("each", 0, each), each);
  }

  /**
   * Returns the causal window of {@code left + 1} visible keys, where a negative number means no
   * limit.
   *
   * <p>So counts FlashInfer ({@code window_left}), on bottom-right shapes.
   */
  public static Window flashInferLeft(int left) {
    return new Window(left < 0 ? Masks.UNBOUNDED : left, 0);
  }

  /**
   * Returns the causal window of {@code distance + 1} visible keys.
   *
   * <p>So counts attention-gym ({@code generate_sliding_window}).
   */
  public static Window attentionGym(int distance) {
    return new Window(Limits.atLeast("distance", 0, distance), 0);
  }

  /**
   * Returns the two-sided window of {@code 2 * distance + 1} visible keys.
   *
   * <p>So counts the bidirectional overlay of transformers, other than its causal one.
   */
  public static Window hfBidirectional(int distance) {
    return jax(Limits.atLeast("distance", 0, distance), distance);
  }

  /**
   * Returns the two-sided window of {@code 2 * floor(total / 2) + 1} visible keys, so 128 gives
   * 129.
   *
   * <p>So count Longformer ({@code attention_window}), ModernBERT ({@code local_attention}) and
   * llama.cpp with symmetric windows.
   */
  public static Window halfEachSide(int total) {
    Limits.atLeast("total", 0, total);
    return new Window(total / 2, total / 2);
  }

  /**
   * Returns the two-sided window of exactly {@code total} visible keys, which must be odd.
   *
   * <p>So counts xFormers ({@code local_1d_pattern}).
   */
  public static Window oddTotal(int total) {
    Limits.atLeast("total", 1, total);
    checkArgument(total % 2 == 1, "total must be odd, got %s", total);
    return new Window(total / 2, total / 2);
  }

  /**
   * Returns the two-sided window of {@code 2 * limit - 1} visible keys, those less than {@code
   * limit} away.
   *
   * <p>So count some ports of encoders.
   */
  public static Window strictDistance(int limit) {
    Limits.atLeast("limit", 1, limit);
    return new Window(limit - 1, limit - 1);
  }

  /**
   * Returns the window of {@code keys} visible keys up to the query and every key after it.
   *
   * <p>So counts Modular MAX ({@code SlidingWindowNonCausalMask}).
   */
  public static Window pastOnly(int keys) {
    return new Window(Limits.atLeast("keys", 1, keys) - 1, Masks.UNBOUNDED);
  }
}
