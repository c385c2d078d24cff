package dev.attn.saliency;

import static com.google.common.base.Preconditions.checkArgument;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.MaskAudit;
import dev.attn.tensor.AttentionTensor;
import java.util.Optional;

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
 * @param loss what the gradient is the slope of, if the caller says so; results repeat it
 * @shape {@code [layers, heads, queries, keys]}
 */
public record GradientSample(
    AttentionTensor weights, AttentionTensor gradient, AttentionMask mask, Optional<Loss> loss) {

  /** Checks that the three have one shape, and that the loss was taken at one of the queries. */
  public GradientSample {
    requireShape(weights, gradient);
    int queries = weights.shape().queries();
    MaskAudit.requireShape(mask, queries, weights.shape().keys());
    loss.ifPresent(
        known ->
            checkArgument(
                known.position().orElse(0) < Math.max(1, queries),
                "position of the loss must be in [0, %s), got %s",
                queries,
                known.position().orElse(0)));
  }

  /** Returns weights and gradient of one input under its mask. */
  public static GradientSample of(
      AttentionTensor weights, AttentionTensor gradient, AttentionMask mask) {
    return new GradientSample(weights, gradient, mask, Optional.empty());
  }

  /** Returns this sample with a description of the loss. */
  public GradientSample withLoss(Loss newLoss) {
    return new GradientSample(weights, gradient, mask, Optional.of(newLoss));
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
