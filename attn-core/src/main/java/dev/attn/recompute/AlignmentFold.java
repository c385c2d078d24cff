package dev.attn.recompute;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.Runs;
import dev.attn.metric.CompensatedSum;
import dev.attn.recompute.StreamKernel.Context;
import java.util.List;

/**
 * How much attention lies on gold labels, beside two baselines that look at no weight: rows that
 * read all their keys alike, and the one offset at which most labels stand.
 */
final class AlignmentFold implements RowFold {

  private final Context context;
  private final AttentionMask gold;
  private final boolean positions;
  private final CompensatedSum labelled = new CompensatedSum();
  private final CompensatedSum uniform = new CompensatedSum();
  private final long[] hits;
  private long rows;

  AlignmentFold(Context context) {
    this.context = context;
    this.gold = context.options().inputs().gold().orElseThrow();
    this.positions = context.options().placesQueries(context.queries(), context.keys());
    this.hits = new long[positions ? 2 * context.keys() : 0];
  }

  @Override
  public int width() {
    return 1;
  }

  @Override
  public void take(int query, double[] numbers) {
    Runs allowed = context.mask().row(query);
    labelled.add(numbers[0]);
    uniform.add((double) count(query, allowed, gold.row(query)) / allowed.cells());
    rows++;
  }

  /** Counts the labels that a row may see, each also at its offset. */
  private long count(int query, Runs allowed, Runs labels) {
    long seen = 0;
    for (int run = 0; run < labels.count(); run++) {
      for (int key = labels.start(run); key < labels.end(run); key++) {
        if (allowed.contains(key)) {
          seen++;
          if (positions) {
            hits[context.position(query) - key + context.keys()]++;
          }
        }
      }
    }
    return seen;
  }

  @Override
  public List<Part> finish() {
    int best = best();
    long used = positions ? rows : 0;
    return List.of(
        Part.mean(labelled.value(), rows),
        Part.mean(uniform.value(), rows),
        Part.share(positions ? (double) hits(best) : 0, (double) used, used),
        new Part(used == 0 ? Double.NaN : best, used));
  }

  /** The offset nearest to the query of those with the most labels, back before ahead. */
  private int best() {
    int best = 0;
    for (int reach = 1; positions && reach < context.keys(); reach++) {
      best = hits(reach) > hits(best) ? reach : best;
      best = hits(-reach) > hits(best) ? -reach : best;
    }
    return best;
  }

  private long hits(int offset) {
    return hits[offset + context.keys()];
  }
}
