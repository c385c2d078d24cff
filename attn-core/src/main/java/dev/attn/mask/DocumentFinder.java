package dev.attn.mask;

import com.google.common.primitives.ImmutableIntArray;
import dev.attn.mask.CumulativeLengths.Within;

/**
 * Finds the documents of a mask in two passes: the first takes every row that begins with its own
 * key as the first of a document, the second compares each row with what that implies.
 */
final class DocumentFinder {

  private final AttentionMask mask;
  private final ImmutableIntArray offsets;
  private final Within within;

  private DocumentFinder(AttentionMask mask) {
    this.mask = mask;
    this.offsets = offsets(mask);
    this.within = within(mask, offsets);
  }

  static Expressible<CumulativeLengths> encode(AttentionMask mask, int limit) {
    if (mask.rows() != mask.keys()) {
      return Refusal.notSquare(mask);
    }
    if (mask.rows() >= limit) {
      return Refusal.tooMany(mask.rows() + 1L, "offsets", limit);
    }
    return new DocumentFinder(mask).checked();
  }

  private static ImmutableIntArray offsets(AttentionMask mask) {
    ImmutableIntArray.Builder offsets = ImmutableIntArray.builder().add(0);
    for (int q = 1; q < mask.rows(); q++) {
      Runs row = mask.row(q);
      if (!row.isEmpty() && row.start(0) == q) {
        offsets.add(q);
      }
    }
    return (mask.rows() > 0 ? offsets.add(mask.rows()) : offsets).build();
  }

  /** Judges by the first query that has a later key in its document; without one, both fit. */
  private static Within within(AttentionMask mask, ImmutableIntArray offsets) {
    for (int d = 0; d + 1 < offsets.length(); d++) {
      int first = offsets.get(d);
      if (offsets.get(d + 1) > first + 1) {
        return mask.row(first).contains(first + 1) ? Within.EVERYTHING : Within.CAUSAL;
      }
    }
    return Within.EVERYTHING;
  }

  private Expressible<CumulativeLengths> checked() {
    for (int d = 0; d + 1 < offsets.length(); d++) {
      for (int q = offsets.get(d); q < offsets.get(d + 1); q++) {
        Runs row = mask.row(q);
        if (row.count() != 1 || row.start(0) != offsets.get(d) || row.end(0) != end(d, q)) {
          return refusal(d, q, row);
        }
      }
    }
    return new Expressible.Value<>(CumulativeLengths.of(offsets, within));
  }

  /** Returns the key after the last one that query {@code q} of document {@code d} should see. */
  private int end(int d, int q) {
    return within == Within.CAUSAL ? q + 1 : offsets.get(d + 1);
  }

  /** Names the first key at which {@code row} differs from what its document implies. */
  private Expressible<CumulativeLengths> refusal(int d, int q, Runs row) {
    int start = offsets.get(d);
    if (row.isEmpty()) {
      return Refusal.atRow(q, "row " + q + " sees no key");
    }
    if (row.start(0) < start) {
      return sees(q, row.start(0), "of another document");
    }
    int missing = row.start(0) > start ? start : row.end(0);
    if (missing < end(d, q)) {
      String reason = "row " + q + " does not see key " + missing + " of its document";
      return Refusal.at(q, missing, reason);
    }
    int surplus = row.end(0) > end(d, q) ? end(d, q) : row.start(1);
    return surplus < offsets.get(d + 1)
        ? sees(q, surplus, "after itself in a causal document")
        : sees(q, surplus, "of another document");
  }

  private static Expressible<CumulativeLengths> sees(int q, int key, String which) {
    return Refusal.at(q, key, "row " + q + " sees key " + key + " " + which);
  }
}
