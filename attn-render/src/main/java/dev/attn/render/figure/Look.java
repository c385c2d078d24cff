package dev.attn.render.figure;

import static java.util.Objects.requireNonNull;

/**
 * What a figure looks like apart from its data.
 *
 * @param theme colours, text sizes and cells that figures share
 * @param sizing what decides the size of the cells, automatic to leave it to the theme
 * @param notes whether notes are printed
 */
public record Look(Theme theme, Sizing sizing, Notes notes) {

  /** Checks that nothing is missing. */
  public Look {
    requireNonNull(theme, "theme must not be null");
    requireNonNull(sizing, "sizing must not be null");
    requireNonNull(notes, "notes must not be null");
  }

  /** Returns the light theme, automatic cells and printed notes. */
  public static Look defaults() {
    return new Look(Theme.light(), Sizing.auto(), Notes.PRINTED);
  }

  /** Returns this look with another theme. */
  public Look withTheme(Theme newTheme) {
    return new Look(newTheme, sizing, notes);
  }

  /** Returns this look with another size. */
  public Look withSizing(Sizing newSizing) {
    return new Look(theme, newSizing, notes);
  }

  /** Returns this look with notes printed or not. */
  public Look withNotes(Notes newNotes) {
    return new Look(theme, sizing, newNotes);
  }

  /** Returns the sizing that counts: that of this look, or if it is automatic that of the theme. */
  public Sizing cells() {
    return sizing instanceof Sizing.Auto ? theme.cells() : sizing;
  }
}
