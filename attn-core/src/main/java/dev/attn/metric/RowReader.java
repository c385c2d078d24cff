package dev.attn.metric;

import dev.attn.mask.RowFault;
import dev.attn.mask.RowRules;
import dev.attn.mask.RowState;
import dev.attn.mask.RowSumPolicy;
import dev.attn.mask.RowVerdict;
import dev.attn.mask.Runs;
import dev.attn.tensor.AttentionMatrix;
import java.util.Optional;

/** Reads rows of heads and decides what becomes of them, as the options ask. */
final class RowReader {

  private final MetricContext context;
  private final RowRules rules;
  private final Runs[] allowed;

  RowReader(MetricContext context, RowRules rules) {
    this.context = context;
    this.rules = rules;
    this.allowed = new Runs[context.queries()];
    for (int q = 0; q < allowed.length; q++) {
      allowed[q] = context.mask().row(q);
    }
  }

  /**
   * Moves {@code row} to one row of a head, and refuses it if the options say so.
   *
   * @param place where the head is, for messages: empty or {@code layer 3, head 5, }
   * @return USED if metrics may see the row
   */
  RowUse read(AttentionMatrix weights, int query, String place, MetricRow row) {
    Runs keys = allowed[query];
    if (keys.isEmpty()) {
      row.skipTo(query, keys);
      return RowUse.MASKED;
    }
    if (row.moveTo(weights, query, keys, rules)) {
      return usable(row) ? RowUse.USED : RowUse.UNDEFINED;
    }
    RowVerdict verdict = rules.judge(row.stored(), allowed[query]);
    RowUse use = use(verdict, row);
    if (use == RowUse.BROKEN && context.options().broken() != BrokenRows.SKIP) {
      throw new IllegalArgumentException(
          "row must be attention under "
              + context.mask()
              + ", got "
              + verdict
              + " at ["
              + place
              + "query "
              + query
              + "]; check the mask, or leave such rows out with MetricOptions.withBroken(SKIP)");
    }
    return use;
  }

  private RowUse use(RowVerdict verdict, MetricRow row) {
    if (verdict.state() == RowState.BROKEN) {
      boolean mended =
          context.options().broken() == BrokenRows.RENORMALISE
              && verdict.fault().equals(Optional.of(RowFault.SUM))
              && row.renormalise(rules.tolerance().orElse(0));
      return mended ? RowUse.USED : RowUse.BROKEN;
    }
    return usable(row) ? RowUse.USED : RowUse.UNDEFINED;
  }

  private boolean usable(MetricRow row) {
    return context.options().rowSum() != RowSumPolicy.AT_MOST_ONE
        || row.renormalise(rules.tolerance().orElse(0));
  }
}
