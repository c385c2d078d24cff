package dev.attn.render.layout;

import static com.google.common.base.Preconditions.checkArgument;

import dev.attn.render.color.Normalization;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeSet;

/**
 * The values that a bar names: round numbers, and the ends of limits that were found in data.
 *
 * @param values in rising order
 * @param labels one per value
 */
record Ticks(List<Double> values, List<String> labels) {

  private static final int FEWEST = 2;
  private static final int MOST = 9;
  private static final int MOST_ASKED_FOR = 200;
  private static final int FOUND_DIGITS = 3;
  private static final int GIVEN_DIGITS = 6;
  private static final double[] ROUND = {1, 2, 2.5, 5, 10};
  private static final double SLACK = 1e-9;

  /** A round number this close to a named end gives way to it, in steps or aimed-at distances. */
  private static final double CROWDED = 0.4;

  /** How much nearer than aimed at two ticks may be where the scale is uneven. */
  private static final double MOST_CROWDED = 0.6;

  /** Which ends of a scale are named even if they are not round. */
  enum Ends {
    ROUND_ONLY,
    NAMED
  }

  static Ticks of(Normalization norm, OptionalDouble asked, Ends ends, int room, int perTick) {
    if (asked.isEmpty()) {
      double apart = MOST_CROWDED * perTick / room;
      switch (norm.kind()) {
        case LOG, SYMLOG -> {
          List<Double> decades = new Decades(norm, apart).values(ends);
          if (decades.size() >= FEWEST) {
            return new Ticks(decades, NumberLabels.shortest(decades, FOUND_DIGITS));
          }
        }
        case CLASSES -> {
          return new Ticks(norm.knots(), NumberLabels.shortest(norm.knots(), GIVEN_DIGITS));
        }
        case CENTRED -> {
          return centred(norm, ends, room, perTick);
        }
        default -> {}
      }
    }
    return even(norm.bar(), asked, ends, room, perTick).ticks();
  }

  /** Values with the way to write them. */
  private record Numbers(TreeSet<Double> values, NumberLabels format) {

    Ticks ticks() {
      List<Double> sorted = new ArrayList<>(values);
      return new Ticks(sorted, format.of(sorted));
    }
  }

  /** The bar of two slopes is even, and its centre is always named. */
  private static Ticks centred(Normalization norm, Ends ends, int room, int perTick) {
    double centre = norm.knots().get(1);
    Numbers even = even(norm.bar(), OptionalDouble.empty(), ends, room, perTick);
    double apart = CROWDED * (norm.hi() - norm.lo()) * perTick / room;
    TreeSet<Double> values = even.values();
    values.removeIf(
        value -> Math.abs(value - centre) < apart && value != norm.lo() && value != norm.hi());
    values.add(centre);
    return new Numbers(values, even.format().showing(centre)).ticks();
  }

  private static Numbers even(
      Normalization norm, OptionalDouble asked, Ends ends, int room, int perTick) {
    double lo = norm.lo();
    double hi = norm.hi();
    double step =
        asked.isPresent()
            ? asked(asked.getAsDouble(), lo, hi)
            : round(lo, hi, room / perTick, ends);
    List<Double> multiples = multiples(lo, hi, step);
    TreeSet<Double> values = new TreeSet<>(multiples);
    if (asked.isEmpty()) {
      fillLowEnd(values, norm, step, MOST_CROWDED * perTick / room);
    }
    NumberLabels format = NumberLabels.forStep(finest(values, step));
    if (ends == Ends.NAMED) {
      boolean isEven = norm.kind() == Normalization.Kind.LINEAR;
      double apart = isEven ? CROWDED * step / (hi - lo) : CROWDED * perTick / room;
      addEnd(values, lo, norm, apart);
      addEnd(values, hi, norm, apart);
      format = format.precise(lo, hi);
    } else if (values.size() < FEWEST && asked.isEmpty()) {
      values.add(lo);
      values.add(hi);
      format = format.precise(lo, hi);
    }
    return new Numbers(values, format);
  }

  /** Where small values are spread, round numbers below the first step have room too. */
  private static void fillLowEnd(
      TreeSet<Double> values, Normalization norm, double step, double apart) {
    if (norm.lo() != 0 || Math.abs(norm.position(norm.hi() / 2) - 0.5) < SLACK) {
      return;
    }
    double decade = StrictMath.pow(10, Math.floor(StrictMath.log10(step) + SLACK));
    for (int decades = 0; decades < 2; decades++, decade /= 10) {
      for (double factor : new double[] {5, 2, 1}) {
        double value = factor * decade;
        if (value < step
            && values.stream()
                .allMatch(v -> Math.abs(norm.position(v) - norm.position(value)) >= apart)) {
          values.add(value);
        }
      }
    }
  }

  /** The smallest number above 0, if it is finer than the step. */
  private static double finest(TreeSet<Double> values, double step) {
    Double first = values.higher(0.0);
    return first == null || first >= step * (1 - SLACK) || values.first() < 0
        ? step
        : Math.min(step, first);
  }

  private static void addEnd(TreeSet<Double> values, double end, Normalization norm, double apart) {
    for (double value : List.copyOf(values)) {
      if (Math.abs(norm.position(value) - norm.position(end)) < apart) {
        values.remove(value);
      }
    }
    values.add(end);
  }

  private static double asked(double step, double lo, double hi) {
    checkArgument(
        (hi - lo) / step <= MOST_ASKED_FOR,
        "tick step must leave at most %s ticks between %s and %s, got %s",
        MOST_ASKED_FOR,
        lo,
        hi,
        step);
    return step;
  }

  /** The smallest round step that gives no more ticks than there is room for. */
  private static double round(double lo, double hi, int room, Ends ends) {
    int intervals = Math.max(FEWEST - 1, Math.min(MOST - 1, room));
    double least = (hi - lo) / intervals * (1 - SLACK);
    double power = StrictMath.pow(10, Math.floor(StrictMath.log10(least)));
    double chosen = power;
    for (double factor : ROUND) {
      chosen = factor * power;
      if (chosen >= least) {
        break;
      }
    }
    if (ends == Ends.ROUND_ONLY) {
      chosen = reaching(lo, hi, chosen, power);
    }
    return multiples(lo, hi, chosen).size() >= FEWEST ? chosen : smaller(lo, hi, chosen);
  }

  /** A step up to twice as long if that one names both ends and this one does not. */
  private static double reaching(double lo, double hi, double step, double power) {
    for (double factor : ROUND) {
      double longer = factor * power;
      if (longer >= step && longer <= 2 * step && divides(lo, longer) && divides(hi, longer)) {
        return longer;
      }
    }
    return step;
  }

  private static boolean divides(double end, double step) {
    return Math.abs(end / step - Math.rint(end / step)) < SLACK;
  }

  private static double smaller(double lo, double hi, double step) {
    double power = StrictMath.pow(10, Math.floor(StrictMath.log10(step) + SLACK));
    for (double decade = power; decade >= power / 100; decade /= 10) {
      for (int i = ROUND.length - 2; i >= 0; i--) {
        double candidate = ROUND[i] * decade;
        if (candidate < step && multiples(lo, hi, candidate).size() >= FEWEST) {
          return candidate;
        }
      }
    }
    return power / 100;
  }

  private static List<Double> multiples(double lo, double hi, double step) {
    List<Double> values = new ArrayList<>();
    double first = Math.ceil(lo / step - SLACK);
    double last = Math.floor(hi / step + SLACK);
    for (double i = first; i <= last; i++) {
      values.add(Math.max(lo, Math.min(hi, i * step)));
    }
    return values;
  }
}
