package dev.attn.mask.testing;

import dev.attn.mask.Trait;
import java.util.EnumSet;
import java.util.Set;

/** What checks of several masks have in common. */
final class Findings {

  private final Set<Trait> declared;
  private final Set<Trait> holding = EnumSet.allOf(Trait.class);
  private LawReport.Coverage coverage = new LawReport.Coverage(0, 0);

  Findings(Set<Trait> declared) {
    this.declared = declared;
  }

  void add(LawCheck check) {
    holding.retainAll(check.holding());
    coverage = coverage.plus(check.coverage());
  }

  /** Adds a check of masks that are not of the sizes that were asked for. */
  void addBetween(LawCheck check, Trait trait) {
    if (!check.holding().contains(trait)) {
      holding.remove(trait);
    }
  }

  LawReport report(String subject, Set<Trait> unchecked) {
    return new LawReport(subject, holding, minus(holding, declared), unchecked, coverage);
  }

  static Set<Trait> minus(Set<Trait> traits, Set<Trait> removed) {
    Set<Trait> rest = EnumSet.noneOf(Trait.class);
    rest.addAll(traits);
    rest.removeAll(removed);
    return rest;
  }
}
