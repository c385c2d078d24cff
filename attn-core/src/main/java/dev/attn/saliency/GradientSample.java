package dev.attn.saliency;

import static com.google.common.base.Preconditions.checkArgument;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.MaskAudit;
import dev.attn.tensor.AttentionTensor;

/**
 * One input's forward and backward pass: its weights, and the gradient of a loss with respect to
 * them, taken as free variables.
 *
 * <p>Keep inputs apart: a gradient that was added up over a batch cannot be split again. Whatever
 * weights and gradient hold outside the mask is ignored.
 *
 * @param weights attention
 * @param gradient slope of the loss in each weight
 * @param mask what the queries of every head may attend to
 * @shape {@code [layers, heads, queries, keys]}
 */
public record GradientSample(
    AttentionTensor weights, AttentionTensor gradient, AttentionMask mask) {

  /** Checks that the three have one shape. */
  public GradientSample {
    requireShape(weights, gradient);
    MaskAudit.requireShape(mask, weights.shape().queries(), weights.shape().keys());
  }

  /** Returns weights and gradient of one input under its mask. */
  public static GradientSample of(
      AttentionTensor weights, AttentionTensor gradient, AttentionMask mask) {
    return new GradientSample(weights, gradient, mask);
  }

  static void requireShape(AttentionTensor weights, AttentionTensor gradient) {
    checkArgument(
        weights.shape().equals(gradient.shape()),
        "gradient shape must be %s like the weights, got %s; capture both in one forward and backward"
            + " pass",
        weights.shape(),
        gradient.shape());
  }
}
