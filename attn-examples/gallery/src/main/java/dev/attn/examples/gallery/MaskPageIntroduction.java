package dev.attn.examples.gallery;

/** What the page of masks says before its catalogue. */
final class MaskPageIntroduction {

  static final String TEXT =
      """
      # Masks

      A mask says who may attend to whom. This page is generated from the code that it shows: every
      picture is drawn from the mask that its line builds, and a test compiles the lines.

      ## The contract

      - True means that the query **may attend** to the key (blue in the pictures). There is no other
        polarity.
      - Rows are queries, columns are keys, both counted from 0. Ranges are half-open: [2, 6) is 2 to 5.
      - Row `i` stands at position `p = i + off`, counted in keys. `MaskShape` fixes the offset:
        `square(n)` and `topLeft(rows, keys)` have 0, `bottomRight(rows, keys)` has `keys - rows`,
        `decode(t)` is the single query at position `t`. The factories that take only a length are square.
      - Divisions in the formulas round down. Distances before and after a query leave the query itself out,
        and either may be `UNBOUNDED`. `Windows` translates the window numbers of other tools.

      ## Combine, print, read back

      Masks are immutable values. `and`, `or`, `not`, `minus`, `xor` and `implies` work on the allowed
      cells; `transpose`, `slice`, `selectRows`, `selectKeys`, `permute`, `shift` and `pad` move them.

      ```java
      AttentionMask local = Masks.causal(16).and(Masks.slidingWindow(16, 4).or(Masks.columns(16, 0, 2)));
      local.toString();                                            // -> causal(16) & (slidingWindow(16, 4) | columns(16, 0, 2))
      Masks.parseExpression(local.toString()).equals(local);       // -> true
      local.minus(Masks.diagonal(16)).row(9);                      // -> [0,2) [6,9)
      local.slice(8, 16, 0, 16).rows();                            // -> 8
      ```

      In the text `!` is not, `&` and, `-` minus, `^` xor, `|` or, `=>` implies, from the tightest to the
      loosest. A square shape is written `16`, any other `10x16+6`: rows, keys, offset. Where the text of a
      mask differs from its line of Java, the tables give both.

      ## Compare and count

      Masks are equal if their cells are, however they were written. If they are not, ask where they part.

      ```java
      AttentionMask window = Masks.slidingWindow(1_000_000, 512);
      window.equals(Masks.band(1_000_000, 511, 0));                // -> true
      window.firstDifference(Masks.band(1_000_000, 512, 0)).get(); // -> CellDifference[query=512, key=0, here=false, there=true]
      window.isSubsetOf(Masks.causal(1_000_000));                  // -> true
      window.cellCount();                                          // -> 511869184
      window.rowCounts()[999_999];                                 // -> 512
      window.tileCounts(128);                                      // -> TileCounts[full=23433, partial=15622, empty=61003914]
      Masks.causal(8).and(Masks.keysValidFrom(MaskShape.square(8), 2)).emptyRows();  // -> [0,2)
      ```

      Nothing above stores cells: counts, differences and `densityGrid`, which is what a picture of a large
      mask needs, are exact and read the rows as runs of keys.

      ## In a unit test

      `dev.attn.mask.testing.MaskAssert` needs no test framework. A failure names the first wrong cell, draws the
      cells around it and says which part of the mask decided.

      ```java
      MaskAssert.that(Masks.documents(0, 0, 0, 1, 1).and(Masks.causal(5)))
          .hasShape(5, 5)
          .blocks(3, 2)
          .row(4).isExactly("[3,5)")
          .hasNoEmptyRows()
          .isEqualTo(Masks.packedCausal(3, 2));
      ```

      ## From data

      Five functions read a mask off numbers. What they return is a guess with a rule of its own, so it can
      be printed, compared and audited like any other mask.

      ```java
      AttentionTensor weights = AttentionTensor.copyOf(new float[][][][] {{{
          {1.0f, 0.0f, 0.0f, 0.0f, 0.0f},
          {0.6f, 0.4f, 0.0f, 0.0f, 0.0f},
          {0.5f, 0.2f, 0.3f, 0.0f, 0.0f},
          {0.5f, 0.0f, 0.2f, 0.3f, 0.0f},
          {0.4f, 0.0f, 0.0f, 0.3f, 0.3f}}}});
      Masks.causalOrFull(weights);                                 // -> causal(5)
      Masks.explainZeros(weights);                                 // -> sinksAndWindow(5, 1, 2)
      Masks.fitVerticalSlash(weights.layer(0).head(0), 1, 1);      // -> verticalSlash(5, [0], [0])
      Masks.fitBlockTopK(weights.layer(0).head(0), 2, 2, 1);       // -> blockTopK(5, 2, 2, [[0], [0], [0]])
      Masks.recognise(new boolean[][] {{true, false}, {true, true}}).get();  // -> causal(2)
      ```

      - `causalOrFull` says causal if no weight looks ahead and some weight looks back, else full.
      - `explainZeros` says the smallest mask of a few families that no weight other than zero leaves.
      - `fitVerticalSlash` keeps the columns and the distances with the largest sums.
      - `fitBlockTopK` keeps, for every block of queries, the blocks of keys with the largest sums.
      - `recognise` finds the shortest expression for exactly the given cells, or nothing shorter than the
        cells.

      ## Pictures of large masks

      `attn mask "causal(50000)" --png causal.png` and `MaskMap.of(mask)` draw a mask of any size. Beyond 4096
      cells a side, every square of the picture stands for many cells: one colour if all may attend, the other if
      none may, and a shade between for the share that may. No cell is left out, and the picture says how many a
      square has.

      ## The catalogue

      The lines import `square` and `topLeft` of `MaskShape` and `Masks.UNBOUNDED`; the rightmost column names the
      paper by its arXiv number.
      """;

  private MaskPageIntroduction() {}
}
