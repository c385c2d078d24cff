package dev.attn.mask;

import com.google.common.collect.ImmutableList;

/** The rules of fixed patterns over one axis. */
final class SparseRules {

  private SparseRules() {}

  /** Keys at some distances before the query: p - k is in {@code distances}. */
  record Distances(int off, Runs distances) implements Rule {

    /** Returns the rule of distance 0 and all powers of two that occur among {@code n} tokens. */
    static Distances powersOfTwo(int n) {
      RunBuffer distances = new RunBuffer();
      distances.add(0, 1);
      for (long power = 1; power < n; power *= 2) {
        distances.add((int) power, (int) power + 1);
      }
      return new Distances(0, distances.toRuns());
    }

    @Override
    public void row(int q, int keys, RunBuffer out) {
      long p = (long) q + off;
      for (int i = distances.count() - 1; i >= 0; i--) {
        out.addClipped(p - distances.end(i) + 1, p - distances.start(i) + 1, keys);
      }
    }

    @Override
    public boolean allows(int q, int k) {
      long distance = (long) q + off - k;
      return distance == (int) distance && distances.contains((int) distance);
    }

    @Override
    public String reason(Call call, int q, int k) {
      return "distance "
          + ((long) q + off - k)
          + (allows(q, k) ? " is one of " : " is none of ")
          + distances.cells();
    }
  }

  /** The first keys and the last ones up to the query. */
  record SinksAndWindow(int sinks, int last) implements Rule {

    @Override
    public void row(int q, int keys, RunBuffer out) {
      out.add(0, Math.min(sinks, q + 1));
      out.add(Math.max(0, q - last + 1), q + 1);
    }

    @Override
    public boolean allows(int q, int k) {
      return k <= q && (k < sinks || q - k < last);
    }

    @Override
    public String reason(Call call, int q, int k) {
      if (k > q) {
        return "key " + k + " is after position " + q;
      }
      String place = k < sinks ? "key " + k + " is a sink" : "key " + k + " is no sink";
      return place + ", distance " + (q - k) + ", keys " + last;
    }

    @Override
    public long cells(int rows, int keys) {
      return windowCells(rows, last) + windowCells(rows - last, sinks);
    }

    /** Returns the number of cells of a causal window over {@code n} tokens. */
    private static long windowCells(int n, int keys) {
      long visible = Math.min(Math.max(n, 0), keys);
      return visible * (visible + 1) / 2 + visible * (Math.max(n, 0) - visible);
    }

    @Override
    public Node transposed(int rows, int keys) {
      return asUnion(rows).transposed();
    }

    /** Returns the same mask as a union of bands and columns, which have closed forms. */
    Node asUnion(int n) {
      AttentionMask first = Masks.columns(n, 0, Math.min(sinks, n));
      return Masks.causal(n).and(first.or(Masks.slidingWindow(n, last))).node();
    }
  }

  /** Every key k with k mod {@code step} = {@code residue}. */
  record Stripe(int step, int residue) implements Rule {

    @Override
    public void row(int q, int keys, RunBuffer out) {
      for (long k = residue; k < keys; k += step) {
        out.add((int) k, (int) k + 1);
      }
    }

    @Override
    public boolean allows(int q, int k) {
      return k % step == residue;
    }

    @Override
    public String reason(Call call, int q, int k) {
      return k + " mod " + step + " is " + k % step + ", residue " + residue;
    }

    @Override
    public long rowCells(int q, int keys, RunBuffer scratch) {
      return residue < keys ? (keys - 1L - residue) / step + 1 : 0;
    }
  }

  /** The own block up to the query, and the last {@code summary} keys of every earlier block. */
  record Fixed(int block, int summary) implements Rule {

    @Override
    public void row(int q, int keys, RunBuffer out) {
      int own = q / block * block;
      for (int end = block; end <= own; end += block) {
        out.add(end - summary, end);
        if (end > Integer.MAX_VALUE - block) {
          break;
        }
      }
      out.add(own, q + 1);
    }

    @Override
    public boolean allows(int q, int k) {
      return k <= q && (k / block == q / block || k % block >= block - summary);
    }

    @Override
    public String reason(Call call, int q, int k) {
      return k > q
          ? "key " + k + " is after position " + q
          : "block of "
              + q
              + " is "
              + q / block
              + ", block of "
              + k
              + " is "
              + k / block
              + ", place in it "
              + k % block
              + ", summary from "
              + (block - summary);
    }

    @Override
    public long rowCells(int q, int keys, RunBuffer scratch) {
      return q % block + 1L + (long) summary * (q / block);
    }
  }

  /** Inside each segment, the tokens of one residue see each other. */
  record LongNet(int segment, int dilation, int residue) implements Rule {

    private boolean isChosen(int token) {
      return token % segment % dilation == residue;
    }

    @Override
    public void row(int q, int keys, RunBuffer out) {
      if (isChosen(q)) {
        int start = q / segment * segment;
        long end = Math.min(keys, (long) start + segment);
        for (long k = (long) start + residue; k < end; k += dilation) {
          out.add((int) k, (int) k + 1);
        }
      }
    }

    @Override
    public boolean allows(int q, int k) {
      return q / segment == k / segment && isChosen(q) && isChosen(k);
    }

    @Override
    public String reason(Call call, int q, int k) {
      return place(q) + ", " + place(k) + ", residue " + residue;
    }

    private String place(int token) {
      return "segment of "
          + token
          + " is "
          + token / segment
          + " with residue "
          + token % segment % dilation;
    }
  }

  /** Blocks of keys that were selected for blocks of rows. */
  record Selected(int rowBlock, ImmutableList<Runs> keys) implements Rule {

    @Override
    public void row(int q, int count, RunBuffer out) {
      out.addAll(keys.get(q / rowBlock));
    }

    @Override
    public boolean allows(int q, int k) {
      return keys.get(q / rowBlock).contains(k);
    }

    @Override
    public String reason(Call call, int q, int k) {
      return "row block " + q / rowBlock + " selects " + keys.get(q / rowBlock).cells() + " keys";
    }
  }

  /** Whatever {@code predicate} says. */
  record Asked(CellPredicate predicate) implements Rule {

    @Override
    public void row(int q, int keys, RunBuffer out) {
      for (int k = 0; k < keys; k++) {
        out.add(k, predicate.allows(q, k) ? k + 1 : k);
      }
    }

    @Override
    public boolean allows(int q, int k) {
      return predicate.allows(q, k);
    }
  }
}
