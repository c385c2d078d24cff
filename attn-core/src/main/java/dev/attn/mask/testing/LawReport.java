package dev.attn.mask.testing;

import com.google.common.collect.Sets;
import dev.attn.mask.Trait;
import java.util.Locale;
import java.util.Set;

/**
 * What {@link MaskLaws} found out about a mask that breaks none of its declared traits.
 *
 * @param subject the mask, or the sizes of the family
 * @param holding traits that were checked and hold
 * @param undeclared those of them that were not declared
 * @param unchecked declared traits that only a family of masks can show; see {@link
 *     MaskLaws#verifyFamily} and {@link MaskLaws#verifyDecoding}
 * @param coverage how many cells were looked at
 */
public record LawReport(
    String subject,
    Set<Trait> holding,
    Set<Trait> undeclared,
    Set<Trait> unchecked,
    Coverage coverage) {

  /** Copies the sets. */
  public LawReport {
    holding = Sets.immutableEnumSet(holding);
    undeclared = Sets.immutableEnumSet(undeclared);
    unchecked = Sets.immutableEnumSet(unchecked);
  }

  /**
   * How many cells were looked at.
   *
   * @param checked cells that the laws were checked at
   * @param cells cells that there are
   */
  public record Coverage(long checked, long cells) {

    /** Returns whether every cell was looked at. */
    public boolean isExhaustive() {
      return checked == cells;
    }

    Coverage plus(Coverage other) {
      return new Coverage(checked + other.checked, cells + other.cells);
    }

    /** Returns the word and the counts. */
    @Override
    public String toString() {
      return isExhaustive()
          ? String.format(Locale.ROOT, "exhaustive, %,d cells", cells)
          : String.format(Locale.ROOT, "bounded, %,d of %,d cells", checked, cells);
    }
  }

  /** Returns the report in one line. */
  @Override
  public String toString() {
    return subject
        + ": holds "
        + holding
        + (undeclared.isEmpty() ? "" : ", undeclared " + undeclared)
        + (unchecked.isEmpty() ? "" : ", unchecked " + unchecked)
        + "; "
        + coverage;
  }
}
