package dev.attn.metric;

import com.google.common.primitives.Booleans;
import dev.attn.mask.Runs;
import java.util.Arrays;
import java.util.List;

/**
 * Whether the key that a query reads most is its gold head, as in a tree of words.
 *
 * @source Clark et al. 2019, arXiv:1906.04341, for the two directions; Htut et al. 2019,
 *     arXiv:1911.12246, for spanning trees; not compared with the papers
 */
final class HeadAccuracy extends MatrixMetric {

  private static final MetricInfo INFO =
      MetricInfo.of(
              "label.headAccuracy",
              "forward: share of the rows that may see a gold label whose arg max is one; backward:"
                  + " share of the tokens that a label of theirs may see which are its arg max;"
                  + " undirected: share of the label pairs, of those with a row that may see the"
                  + " other token, in the maximum spanning tree of a(i, j) + a(j, i)")
          .meaning("whether a head is a parser; only worth something above the best offset")
          .range("[0, 1]")
          .source(
              "Clark et al. 2019, arXiv:1906.04341; Htut et al. 2019, arXiv:1911.12246; not"
                  + " compared with the papers")
          .variants(
              "forward, backward, undirected; offset: the forward share of a head that reads one"
                  + " fixed offset; best offset: how many tokens back that is");

  HeadAccuracy() {
    super(INFO, Need.POSITIONS, Need.GOLD_LABELS);
  }

  @Override
  List<String> variants(MetricContext context) {
    return List.of("forward", "backward", "undirected", "offset", "best offset");
  }

  @Override
  String unit(String variant) {
    return variant.equals("best offset") ? "tokens" : info().unit();
  }

  @Override
  Tally start(MetricContext context) {
    return new Accuracy(context);
  }

  private static final class Accuracy implements Tally {

    private static final int NO_ROW = -1;

    private final MetricContext context;
    private final BestOffset baseline;
    private final SpanningTree tree;
    private final int[] favourite;
    private long visible;
    private long hits;

    Accuracy(MetricContext context) {
      this.context = context;
      this.baseline = new BestOffset(context);
      this.tree = new SpanningTree(context.keys());
      this.favourite = new int[context.keys()];
      Arrays.fill(favourite, NO_ROW);
    }

    @Override
    public void add(MetricRow row) {
      Runs gold = context.gold().row(row.query());
      int best = 0;
      boolean sees = false;
      for (int i = 0; i < row.count(); i++) {
        best = row.weight(i) > row.weight(best) ? i : best;
        sees |= gold.contains(row.key(i));
        tree.add(row.position(), row.key(i), row.weight(i));
      }
      favourite[row.position()] = row.key(best);
      if (sees) {
        visible++;
        hits += gold.contains(row.key(best)) ? 1 : 0;
        baseline.add(row, gold);
      }
    }

    @Override
    public List<PartScore> finish() {
      return List.of(
          PartScore.mean((double) hits, visible),
          backward(),
          undirected(),
          baseline.share(),
          baseline.offset());
    }

    /** Asks the rows of labels whether they read the tokens that they label. */
    private PartScore backward() {
      boolean[] asking = new boolean[favourite.length];
      long asked = 0;
      long found = 0;
      for (int q = 0; q < context.queries(); q++) {
        int own = context.columnOf(q);
        boolean seen = false;
        boolean read = false;
        for (int label : context.gold().row(q).toArray()) {
          if (sees(label, own)) {
            seen = true;
            read |= favourite[label] == own;
            asking[label] = true;
          }
        }
        asked += seen ? 1 : 0;
        found += read ? 1 : 0;
      }
      return PartScore.whole((double) found / asked, Booleans.countTrue(asking));
    }

    /** Returns whether the token at one column has a usable row that may see another column. */
    private boolean sees(int from, int to) {
      return favourite[from] != NO_ROW && context.mask().allows(context.queryAt(from), to);
    }

    private PartScore undirected() {
      int[] parent = tree.parents();
      boolean[] asking = new boolean[favourite.length];
      long pairs = 0;
      long found = 0;
      for (int q = 0; q < context.queries(); q++) {
        int own = context.columnOf(q);
        for (int label : context.gold().row(q).toArray()) {
          boolean counted = label < own && isLabelled(label, own);
          if (label != own && !counted && (sees(own, label) || sees(label, own))) {
            pairs++;
            found += parent[own] == label || parent[label] == own ? 1 : 0;
            asking[own] |= sees(own, label);
            asking[label] |= sees(label, own);
          }
        }
      }
      return PartScore.whole((double) found / pairs, Booleans.countTrue(asking));
    }

    private boolean isLabelled(int column, int label) {
      int query = context.queryAt(column);
      return query >= 0 && query < context.queries() && context.gold().allows(query, label);
    }
  }
}
