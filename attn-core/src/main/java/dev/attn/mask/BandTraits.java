package dev.attn.mask;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.EnumSet;
import java.util.Set;

/** The traits of a band, read off its bounds. */
final class BandTraits {

  private BandTraits() {}

  static ImmutableSet<Trait> of(BandRule band) {
    Set<Trait> traits = EnumSet.of(Trait.TOEPLITZ, Trait.POSITION_ONLY, Trait.PREFIX_STABLE);
    long end = (long) band.keys() - band.rows();
    boolean square = end == 0;
    boolean selfVisible = band.isFull() || (band.low() <= end && end <= band.high());
    add(traits, Trait.CAUSAL, band.isEmpty() || band.high() <= end);
    add(traits, Trait.SELF_VISIBLE, selfVisible);
    add(traits, Trait.SYMMETRIC, square && (band.isEmpty() || band.low() == -band.high()));
    boolean diagonal = band.low() == 0 && band.high() == 0;
    add(traits, Trait.EQUIVALENCE, square && (band.isFull() || diagonal));
    add(traits, Trait.NO_EMPTY_ROWS, band.rows() == 0 || everyRowSeesAKey(band));
    return Sets.immutableEnumSet(traits);
  }

  /** The first row must reach key 0 or later, the last row must not begin after the last key. */
  private static boolean everyRowSeesAKey(BandRule band) {
    return !band.isEmpty() && band.high() >= 0 && band.rows() - 1 + band.low() <= band.keys() - 1;
  }

  private static void add(Set<Trait> traits, Trait trait, boolean holds) {
    if (holds) {
      traits.add(trait);
    }
  }
}
