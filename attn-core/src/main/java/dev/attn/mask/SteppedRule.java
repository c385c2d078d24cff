package dev.attn.mask;

import org.jspecify.annotations.Nullable;

/**
 * Every {@code step}-th key from the query on, at most {@code back} of them before it and {@code
 * ahead} after it.
 */
record SteppedRule(int off, int back, int ahead, int step) implements Rule {

  private long first(long p) {
    long residue = Math.floorMod(p, step);
    return back == Masks.UNBOUNDED ? residue : Math.max(residue, p - (long) back * step);
  }

  /** Returns a bound for the last key, which need not be on a step itself. */
  private long last(long p, int keys) {
    return ahead == Masks.UNBOUNDED ? keys - 1L : Math.min(keys - 1L, p + (long) ahead * step);
  }

  @Override
  public void row(int q, int keys, RunBuffer out) {
    long p = (long) q + off;
    long last = last(p, keys);
    if (step == 1) {
      out.addClipped(first(p), last + 1, keys);
      return;
    }
    for (long k = first(p); k <= last; k += step) {
      out.add((int) k, (int) k + 1);
    }
  }

  @Override
  public boolean allows(int q, int k) {
    long distance = (long) q + off - k;
    return Math.floorMod(distance, step) == 0
        && (back == Masks.UNBOUNDED || distance <= (long) back * step)
        && (ahead == Masks.UNBOUNDED || -distance <= (long) ahead * step);
  }

  @Override
  public String reason(Call call, int q, int k) {
    long distance = (long) q + off - k;
    if (Math.floorMod(distance, step) != 0) {
      return "distance " + distance + " is not a multiple of step " + step;
    }
    long steps = Math.abs(distance / step);
    int most = distance >= 0 ? back : ahead;
    return "distance "
        + steps
        + (distance >= 0 ? " steps, back " : " steps ahead, ahead ")
        + (most == Masks.UNBOUNDED ? "UNBOUNDED" : Integer.toString(most));
  }

  @Override
  public long rowCells(int q, int keys, RunBuffer scratch) {
    long p = (long) q + off;
    long first = first(p);
    long last = last(p, keys);
    return first > last ? 0 : (last - first) / step + 1;
  }

  @Override
  public @Nullable Node transposed(int rows, int keys) {
    return off == Integer.MIN_VALUE
        ? null
        : leaf(new MaskShape(keys, rows, -off), ahead, back, step);
  }

  @Override
  public @Nullable Node sliced(Box box) {
    long moved = (long) off + box.top() - box.left();
    return moved == (int) moved
        ? leaf(new MaskShape(box.rows(), box.keys(), (int) moved), back, ahead, step)
        : null;
  }

  static Leaf leaf(MaskShape shape, int back, int ahead, int step) {
    Call call =
        Call.of("dilated", shape, new Argument.Distance(back), new Argument.Distance(ahead), step);
    return named(call, shape, back, ahead, step);
  }

  static Leaf named(Call call, MaskShape shape, int back, int ahead, int step) {
    SteppedRule rule = new SteppedRule(shape.off(), back, ahead, step);
    return new Leaf(
        call,
        shape.rows(),
        shape.keys(),
        rule,
        Traits.of(
            shape,
            Trait.SELF_VISIBLE,
            Trait.TOEPLITZ,
            Trait.POSITION_ONLY,
            Trait.PREFIX_STABLE,
            ahead == 0 ? Trait.CAUSAL : Trait.TOEPLITZ,
            back == ahead ? Trait.SYMMETRIC : Trait.TOEPLITZ));
  }
}
