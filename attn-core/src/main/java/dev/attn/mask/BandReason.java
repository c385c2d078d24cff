package dev.attn.mask;

/** Says in numbers why a band allows or blocks a cell, with the distances that its call names. */
final class BandReason {

  private final Call call;
  private final BandRule band;

  BandReason(Call call, BandRule band) {
    this.call = call;
    this.band = band;
  }

  String of(int q, int k) {
    long p = q + offset();
    return switch (call.name()) {
      case "full" -> "every key is visible";
      case "none" -> "no key is visible";
      case "causal", "causalTopLeft", "causalBottomRight" ->
          "key " + k + (k <= p ? " is not after position " : " is after position ") + p;
      case "strictlyCausal" ->
          "key " + k + (k < p ? " is before position " : " is not before position ") + p;
      case "antiCausal" ->
          "key " + k + (k >= p ? " is not before position " : " is before position ") + p;
      default -> distance(p, k);
    };
  }

  private String distance(long p, int k) {
    if (band.isEmpty() && !call.name().equals("band") && !call.name().equals("window")) {
      return "no key is visible";
    }
    return k <= p ? "distance " + (p - k) + back() : "distance " + (k - p) + ahead();
  }

  /** Returns the offset that the call was written with. */
  private long offset() {
    if (call.name().equals("causalBottomRight")) {
      return (long) band.keys() - band.rows();
    }
    return call.arguments().get(0) instanceof Argument.Size size ? size.value().off() : 0;
  }

  private String back() {
    return switch (call.name()) {
      case "lookahead" -> ", back UNBOUNDED";
      case "slidingWindow" -> ", keys " + argument(1);
      case "band", "window" -> ", back " + argument(1);
      default -> ", back " + (offset() - band.low());
    };
  }

  private String ahead() {
    return " ahead, ahead "
        + switch (call.name()) {
          case "band", "window" -> argument(2);
          case "lookahead" -> argument(1);
          default -> Long.toString(band.high() - offset());
        };
  }

  private String argument(int i) {
    StringBuilder text = new StringBuilder();
    call.arguments().get(i).print(text);
    return text.toString();
  }
}
