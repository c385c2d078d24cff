package dev.attn.render.figure;

/**
 * What a figure looks like apart from its data.
 *
 * @param theme the colours around the data
 * @param sizing what decides the size of the cells
 * @param notes whether notes are printed
 */
public record Look(Theme theme, Sizing sizing, Notes notes) {

  /** Returns the light theme, automatic cells and printed notes. */
  public static Look defaults() {
    return new Look(Theme.light(), Sizing.auto(), Notes.PRINTED);
  }

  /** Returns this look with other colours. */
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
}
