package dev.attn.metric;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.Masks;
import dev.attn.tensor.Tokens;
import java.util.List;

/**
 * Patterns that heads are known for, as relations: a cell (q, k) means that query q should read key
 * k. {@link HeadMetrics#patternMatch} says how far a head follows one.
 *
 * <p>Example: the tokens a b a b have the patterns
 *
 * <pre>
 * previousToken   duplicateToken   induction
 * ....            ....             ....
 * #...            ....             ....
 * .#..            #...             .#..
 * ..#.            .#..             ..#.
 * </pre>
 */
public final class Patterns {

  private Patterns() {}

  /** Returns the pattern in which each token reads the one before it. */
  public static AttentionMask previousToken(int tokens) {
    return Masks.diagonal(tokens).shift(0, -1);
  }

  /** Returns the pattern in which each token reads the earlier tokens with its label. */
  public static AttentionMask duplicateToken(Tokens tokens) {
    List<String> distinct = tokens.labels().stream().distinct().toList();
    int[] ids = tokens.labels().stream().mapToInt(distinct::indexOf).toArray();
    return Masks.documents(ids).and(Masks.strictlyCausal(ids.length));
  }

  /** Returns the pattern in which each token reads what followed the earlier ones like it. */
  public static AttentionMask induction(Tokens tokens) {
    return duplicateToken(tokens).shift(0, 1);
  }
}
