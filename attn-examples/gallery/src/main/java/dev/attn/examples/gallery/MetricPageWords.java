package dev.attn.examples.gallery;

/** What the page of metrics says about words after its tables. */
final class MetricPageWords {

  static final String TEXT =
      """

      ## Words

      Tokenizers cut words into pieces; `Aggregators.merge` puts them together, in every head: W = R A C. What a
      piece reads of a word is the **sum** over the pieces read, C(k, w) = 1 for the keys k of word w. What a word
      reads is the **mean** over its pieces that read, R(w, q) = 1/n for its n rows in use; masked rows stay out. So
      rows that add up to 1 still do, and triangular maps stay triangular.

      ```java
      double[][] uniform = new double[5][5];
      for (int q = 0; q < 5; q++) for (int k = 0; k <= q; k++) uniform[q][k] = 1.0 / (q + 1);
      MaskedAttention pieces = MaskedAttention.of(AttentionMatrix.copyOf(uniform), Masks.causal(5));
      TokenGroups words = TokenGroups.of(5, java.util.List.of(Span.of(0, 1, "a"), Span.of(1, 3, "b"), Span.of(3, 5, "c")));
      MaskedAttention merged = Aggregators.merge(pieces, words, words);
      Math.round(1000 * merged.matrix(0, 0).weight(2, 1));         // -> 450
      merged.massPreserving();                                     // -> true
      merged.rowCount(0, 0, 2);                                    // -> 2

      MaskedAttention largest = Aggregators.merge(pieces, words, words, RowMerge.MAX, KeyMerge.MAX);
      largest.massPreserving();                                    // -> false
      ```

      A word stands for as many rows as it has pieces, and a later merge counts them so: words merged to sentences are
      what pieces merged to sentences are. A mean of means would not be.

      | rows | columns | what it is |
      |---|---|---|
      | `MEAN` | `SUM` | the default; keeps row sums |
      | `FIRST` or `LAST` | `SUM` | one piece reads for its word; attention-analysis (Clark 2019) takes the first, though a comment in it says mean |
      | `MAX` | `MAX` | the largest on both axes; inseq merges so, and its rows no longer add up to 1 |
      | any | `MEAN` or `MAX` | long words are read no more than short ones; row sums are not kept |

      Segments larger than words have `seg.block` above, and `Aggregators.segmentMass` for the matrix of one head.
      """;

  private MetricPageWords() {}
}
