package dev.attn.metric;

/**
 * How much of a row lies on earlier places of its own token, its twins, or on the keys just after
 * them; rows that may see no such key are left out.
 */
final class TwinMass extends RowMetric {

  private static final MetricInfo DUPLICATE =
      MetricInfo.of("pat.duplicate", "Σ a(k) over k < p with the token of p; not without such k")
          .meaning("whether it finds earlier places of the same token")
          .range("[0, 1]")
          .unit("mass")
          .source("Wang et al. 2022, arXiv:2211.00593; not compared with the paper");

  private static final MetricInfo INDUCTION =
      MetricInfo.of(
              "pat.induction", "Σ a(k + 1) over k < p with the token of p; not without such k")
          .meaning("whether it reads what followed the same token before")
          .range("[0, 1]")
          .unit("mass")
          .source("Olsson et al. 2022, arXiv:2209.11895; not compared with the paper")
          .variants("INCLUDED (default) or EXCLUDED: k + 1 = p, a token repeated at once");

  private final int shift;
  private final Repeats repeats;

  private TwinMass(MetricInfo info, int shift, Repeats repeats) {
    super(info, Need.POSITIONS, Need.TOKENS);
    this.shift = shift;
    this.repeats = repeats;
  }

  static TwinMass duplicate() {
    return new TwinMass(DUPLICATE, 0, Repeats.INCLUDED);
  }

  static TwinMass induction(Repeats repeats) {
    return new TwinMass(INDUCTION, 1, repeats);
  }

  @Override
  String settings() {
    return shift == 0 ? "" : "repeats=" + repeats;
  }

  @Override
  void score(MetricRow row, double[] scores) {
    int end = row.position() + (repeats == Repeats.EXCLUDED ? 0 : shift);
    int token = row.context().tokenId(row.position());
    CompensatedSum mass = new CompensatedSum();
    int seen = 0;
    for (int i = 0; i < row.count() && row.key(i) < end; i++) {
      int twin = row.key(i) - shift;
      if (twin >= 0 && row.context().tokenId(twin) == token) {
        mass.add(row.weight(i));
        seen++;
      }
    }
    if (seen > 0) {
      scores[0] = mass.value();
    }
  }
}
