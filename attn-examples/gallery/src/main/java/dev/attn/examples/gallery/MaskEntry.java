package dev.attn.examples.gallery;

import dev.attn.mask.AttentionMask;

/**
 * One mask of the page.
 *
 * @param factory the method of {@link dev.attn.mask.Masks} that it shows
 * @param code the line of Java that builds it
 * @param text the expression that prints and reads back as the mask; empty where there is none
 * @param sees how many keys a row sees
 * @param source the paper, empty for what everyone uses
 * @param mask what the picture shows
 */
record MaskEntry(
    String factory, String code, String text, String sees, String source, AttentionMask mask) {

  /** Returns the name of the picture's file. */
  String picture() {
    return factory + ".png";
  }

  /** Returns whether the text is the line of Java without the class. */
  boolean isWrittenLikeItsText() {
    return code.equals("Masks." + text);
  }
}
