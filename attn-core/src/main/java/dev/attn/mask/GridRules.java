package dev.attn.mask;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;

/** The rules of tokens that lie on a grid, numbered row by row. */
final class GridRules {

  private GridRules() {}

  /** Which coordinates of one axis a coordinate sees: every {@code step}-th in a range. */
  sealed interface Axis permits Near, Region, Neighbours {

    int size();

    int from(int x);

    int to(int x);

    int step();

    default boolean allows(int x, int y) {
      return from(x) <= y && y < to(x) && (y - from(x)) % step() == 0;
    }
  }

  /** Returns the axes of a neighbourhood mask. */
  static ImmutableList<Axis> neighbours(int[] sizes, int[] kernel, int[] dilation, int[] causal) {
    checkArgument(sizes.length > 0, "sizes must have at least 1 axis, got 0");
    checkAxes("kernel", sizes, kernel);
    checkAxes("dilation", sizes, dilation);
    checkAxes("causal", sizes, causal);
    ImmutableList.Builder<Axis> axes = ImmutableList.builder();
    for (int a = 0; a < sizes.length; a++) {
      Limits.atLeast("size", 1, sizes[a]);
      Limits.atLeast("kernel", 1, kernel[a]);
      Limits.atLeast("dilation", 1, dilation[a]);
      boolean isCausal = Limits.between("causal", 0, 1, causal[a]) == 1;
      axes.add(new Neighbours(sizes[a], kernel[a], dilation[a], isCausal));
    }
    return axes.build();
  }

  private static void checkAxes(String name, int[] sizes, int[] values) {
    checkArgument(
        values.length == sizes.length,
        "%s must have %s axes like sizes, got %s",
        name,
        sizes.length,
        values.length);
  }

  /** Coordinates at most {@code reach} away, cut at the edges. */
  record Near(int size, int reach) implements Axis {

    @Override
    public int from(int x) {
      return Math.max(0, x - reach);
    }

    @Override
    public int to(int x) {
      return (int) Math.min(size, (long) x + reach + 1);
    }

    @Override
    public int step() {
      return 1;
    }
  }

  /** Coordinates in the same region of {@code side}, the regions shifted by {@code shift}. */
  record Region(int size, int side, int shift) implements Axis {

    private int start(int x) {
      return Math.floorDiv(x - shift, side) * side + shift;
    }

    @Override
    public int from(int x) {
      return Math.max(0, start(x));
    }

    @Override
    public int to(int x) {
      return (int) Math.min(size, (long) start(x) + side);
    }

    @Override
    public int step() {
      return 1;
    }
  }

  /**
   * The nearest {@code kernel} coordinates of the same residue; at the edges the range is moved
   * inwards. On a causal axis, the last {@code kernel} ones.
   */
  record Neighbours(int size, int kernel, int dilation, boolean causal) implements Axis {

    private long first(int x) {
      long index = x / dilation;
      if (causal) {
        return Math.max(0, index - kernel + 1);
      }
      long length = (size - 1L - x % dilation) / dilation + 1;
      return Math.max(0, Math.min(index - kernel / 2, length - kernel));
    }

    @Override
    public int from(int x) {
      return (int) (first(x) * dilation + x % dilation);
    }

    @Override
    public int to(int x) {
      long end = (first(x) + kernel) * dilation + x % dilation;
      return causal ? x + 1 : (int) Math.min(size, end);
    }

    @Override
    public int step() {
      return dilation;
    }
  }

  /** Tokens that see each other on every axis. */
  record Product(ImmutableList<Axis> axes) implements Rule {

    @Override
    public void row(int q, int keys, RunBuffer out) {
      int[] place = new int[axes.size()];
      int rest = q;
      for (int a = axes.size() - 1; a >= 0; a--) {
        place[a] = rest % axes.get(a).size();
        rest /= axes.get(a).size();
      }
      add(0, 0, place, out);
    }

    /** Walks the visible coordinates of axis {@code a} and of those after it. */
    private void add(int a, int base, int[] place, RunBuffer out) {
      Axis axis = axes.get(a);
      int from = axis.from(place[a]);
      int to = axis.to(place[a]);
      boolean last = a == axes.size() - 1;
      if (last && axis.step() == 1) {
        out.add(base * axis.size() + from, base * axis.size() + to);
        return;
      }
      for (long y = from; y < to; y += axis.step()) {
        int token = base * axis.size() + (int) y;
        if (last) {
          out.add(token, token + 1);
        } else {
          add(a + 1, token, place, out);
        }
      }
    }

    @Override
    public boolean allows(int q, int k) {
      int query = q;
      int key = k;
      for (int a = axes.size() - 1; a >= 0; a--) {
        Axis axis = axes.get(a);
        if (!axis.allows(query % axis.size(), key % axis.size())) {
          return false;
        }
        query /= axis.size();
        key /= axis.size();
      }
      return true;
    }

    @Override
    public String reason(Call call, int q, int k) {
      return "query at " + place(q) + ", key at " + place(k);
    }

    private String place(int token) {
      StringBuilder text = new StringBuilder(")");
      int rest = token;
      for (int a = axes.size() - 1; a >= 0; a--) {
        text.insert(0, (a == 0 ? "(" : ", ") + rest % axes.get(a).size());
        rest /= axes.get(a).size();
      }
      return text.toString();
    }
  }

  /** The tokens of the same grid row and of the same grid column. */
  record Axial(int width) implements Rule {

    @Override
    public void row(int q, int keys, RunBuffer out) {
      int start = q / width * width;
      int column = q % width;
      for (long k = column; k < keys; k += width) {
        if (k == q) {
          out.add(start, start + width);
        } else {
          out.add((int) k, (int) k + 1);
        }
      }
    }

    @Override
    public boolean allows(int q, int k) {
      return q / width == k / width || q % width == k % width;
    }

    @Override
    public String reason(Call call, int q, int k) {
      return "query at " + place(q) + ", key at " + place(k);
    }

    private String place(int token) {
      return "(" + token / width + ", " + token % width + ")";
    }

    @Override
    public long rowCells(int q, int keys, RunBuffer scratch) {
      return keys / width + width - 1L;
    }
  }
}
