package dev.attn.mask;

import java.util.Arrays;
import java.util.function.Consumer;

/** Guesses at square masks over one axis: prefixes, sinks, packing and fixed sparse patterns. */
final class SequenceGuesses {

  private final AttentionMask mask;
  private final int n;
  private final Consumer<AttentionMask> guesses;
  private final int[] first;
  private final int[] end;

  private SequenceGuesses(AttentionMask mask, Consumer<AttentionMask> guesses) {
    this.mask = mask;
    this.n = mask.rows();
    this.guesses = guesses;
    this.first = new int[n];
    this.end = new int[n];
    for (int q = 0; q < n; q++) {
      Runs row = mask.row(q);
      first[q] = row.isEmpty() ? -1 : row.start(0);
      end[q] = row.isEmpty() ? 0 : row.end(row.count() - 1);
    }
  }

  static void offer(AttentionMask mask, Consumer<AttentionMask> guesses) {
    if (mask.rows() == mask.keys() && mask.rows() > 1) {
      SequenceGuesses sequences = new SequenceGuesses(mask, guesses);
      sequences.prefixes();
      sequences.packing();
      sequences.padding();
      sequences.sparse();
    }
  }

  private void prefixes() {
    guesses.accept(Masks.prefixLm(n, end[0]));
    Runs last = mask.row(n - 1);
    if (!last.isEmpty() && last.start(0) == 0) {
      guesses.accept(Masks.contextTarget(n, Math.min(last.end(0), n - 1)));
      int window = n - last.start(last.count() - 1);
      guesses.accept(Masks.sinksAndWindow(n, last.end(0), window));
    }
    int[] flags = new int[n];
    for (int p = 1; p < n; p++) {
      flags[p] = end[p - 1] <= p ? 1 : 0;
    }
    guesses.accept(Masks.segments(flags));
  }

  private void packing() {
    int[] lengths = new int[n];
    int count = 0;
    int start = 0;
    for (int q = 1; q <= n; q++) {
      if (q == n || first[q] == q) {
        lengths[count++] = q - start;
        start = q;
      }
    }
    int[] packed = Arrays.copyOf(lengths, count);
    guesses.accept(Masks.packedCausal(packed));
    count = 0;
    for (int q = 0; q < n && end[q] > q; q = end[q]) {
      lengths[count++] = end[q] - q;
    }
    int[] documents = Arrays.copyOf(lengths, count);
    if (Arrays.stream(documents).sum() == n) {
      guesses.accept(Masks.documentsOfLengths(documents));
    }
    int[] ids = new int[n];
    int next = 0;
    for (int q = 0; q < n; q++) {
      ids[q] = first[q] < 0 ? -1 : first[q] >= q ? next++ : ids[first[q]];
    }
    guesses.accept(Masks.documents(ids));
  }

  private void padding() {
    int pad = 0;
    while (pad < n && first[pad] < 0) {
      pad++;
    }
    MaskShape square = MaskShape.square(n);
    for (int size = 1; pad > 0 && size <= n - pad; size++) {
      guesses.accept(Masks.chunkedFrom(square, size, pad));
    }
    int[] valid = new int[n];
    int[] flags = new int[n];
    int open = 0;
    for (int p = 0; p < n; p++) {
      valid[p] = first[p] < 0 ? 0 : 1;
      flags[p] = valid[p] == 1 && p >= open ? 1 : 0;
      open = Math.max(open, end[p]);
    }
    guesses.accept(Masks.segments(flags, valid));
  }

  private void sparse() {
    guesses.accept(Masks.logSparse(n));
    Runs last = mask.row(n - 1);
    for (int block = 2; block < n && !last.isEmpty(); block++) {
      int summary = last.inside(0, block).cells();
      guesses.accept(Masks.sparseFixed(n, block, summary));
    }
    int seeing = 0;
    while (seeing < n - 1 && first[seeing] < 0) {
      seeing++;
    }
    int[] row = mask.row(seeing).toArray();
    if (row.length > 1 && row[0] < row[1] - row[0]) {
      for (int segment = row[1] - row[0]; segment <= n; segment++) {
        guesses.accept(Masks.longNet(n, segment, row[1] - row[0], row[0]));
      }
    }
  }
}
