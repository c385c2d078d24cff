package dev.attn.mask.testing;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.Runs;
import dev.attn.mask.Trait;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A trait as a comparison: the cells that a mask would have if it had the trait.
 *
 * @param trait the trait
 * @param rule the trait in words, to follow "must be" or "must have"
 * @param expected the cells that the mask should have
 */
record Law(Trait trait, String rule, Cells expected) {

  /** Returns the laws of a single mask that its shape allows to ask for. */
  static List<Law> of(AttentionMask mask, Cells cells) {
    int shift = mask.keys() - mask.rows();
    List<Law> laws = new ArrayList<>();
    laws.add(
        new Law(
            Trait.CAUSAL,
            "no query sees a key after its own position",
            (q, k) -> cells.allows(q, k) && (k <= (long) q + shift)));
    laws.add(
        new Law(
            Trait.SELF_VISIBLE,
            "every query sees the key at its own position",
            (q, k) -> cells.allows(q, k) || (k == (long) q + shift)));
    laws.add(
        new Law(
            Trait.TOEPLITZ,
            "each row is the one above moved by one key",
            (q, k) -> (q > 0 && k > 0) ? cells.allows(q - 1, k - 1) : cells.allows(q, k)));
    if (shift == 0) {
      laws.add(
          new Law(
              Trait.SYMMETRIC,
              "a query sees a key exactly if that key sees it",
              (q, k) -> cells.allows(k, q)));
      laws.add(
          new Law(
              Trait.EQUIVALENCE, "tokens fall into groups that see each other", new Groups(mask)));
    }
    return laws;
  }

  /** Tokens see each other if they have the same leader: the first token that they see. */
  private static final class Groups implements Cells {
    private final AttentionMask mask;
    private final Map<Integer, Integer> leaders = new HashMap<>();

    Groups(AttentionMask mask) {
      this.mask = mask;
    }

    private int leader(int q) {
      return leaders.computeIfAbsent(
          q,
          token -> {
            Runs row = mask.row(token);
            return row.isEmpty() ? token : row.start(0);
          });
    }

    @Override
    public boolean allows(int q, int k) {
      return q == k || leader(q) == leader(k);
    }
  }
}
