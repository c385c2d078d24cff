package dev.attn.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attn.mask.MaskModels.Model;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class ExplanationTest {

  /** Long lists, and parts of catalogue masks that have no factory of their own. */
  private static final Pattern INTERNAL =
      Pattern.compile(" entries, hash |slashes|selectedBlocks|ownBlock|fromPredicate");

  @Provide
  Arbitrary<Model> trees() {
    return MaskModels.trees();
  }

  @Property(tries = 300)
  void verdicts_areThoseOfTheMask_inEveryPart(@ForAll("trees") Model model) {
    AttentionMask mask = model.mask();
    for (int q = 0; q < mask.rows(); q += 1 + mask.rows() / 5) {
      for (int k = 0; k < mask.keys(); k += 1 + mask.keys() / 5) {
        Explanation explanation = mask.explain(q, k);
        assertThat(explanation.isAllowed()).isEqualTo(mask.allows(q, k));
        assertThat(explanation.toString())
            .startsWith("(" + q + "," + k + ") " + (mask.allows(q, k) ? "ALLOWED" : "BLOCKED"));
        assertParts(explanation);
      }
    }
  }

  /** Reads the expression of every part back and asks it. */
  private static void assertParts(Explanation part) {
    if (!INTERNAL.matcher(part.expression()).find()) {
      AttentionMask mask = Masks.parseExpression(part.expression());
      assertThat(mask.allows(part.query(), part.key())).isEqualTo(part.isAllowed());
    }
    assertThat(part.deciding()).allMatch(part.parts()::contains);
    assertThat(part.deciding().isEmpty()).isEqualTo(part.parts().isEmpty());
    part.parts().forEach(ExplanationTest::assertParts);
  }

  @Example
  void and_isBlockedByThePartsThatBlock() {
    assertThat(Masks.band(10, 511, 0).and(Masks.documentsOfLengths(3, 1, 4, 2)).explain(9, 3))
        .hasToString(
            "(9,3) BLOCKED by documents: document of 9 is 3, document of 3 is 1; band would allow (distance 6, back 511)");
  }

  @Example
  void and_isAllowedByAllParts() {
    assertThat(Masks.band(10, 511, 0).and(Masks.documentsOfLengths(3, 1, 4, 2)).explain(9, 8))
        .hasToString(
            "(9,8) ALLOWED by band: distance 1, back 511; and by documents: document of 9 is 3, document of 8 is 3");
  }

  @Example
  void or_isAllowedByThePartsThatAllow() {
    assertThat(Masks.slidingWindow(8, 3).or(Masks.columns(8, 0, 1)).explain(7, 0))
        .hasToString(
            "(7,0) ALLOWED by columns: key 0 is in [0,1); slidingWindow would block (distance 7, keys 3)");
  }

  @Example
  void or_isBlockedByAllParts() {
    assertThat(
            Masks.causal(8).and(Masks.slidingWindow(8, 3).or(Masks.columns(8, 0, 1))).explain(7, 3))
        .hasToString(
            "(7,3) BLOCKED by slidingWindow: distance 4, keys 3; and by columns: key 3 is not in [0,1); causal would allow (key 3 is not after position 7)");
  }

  @Example
  void not_swapsTheVerdict() {
    assertThat(Masks.causal(8).and(Masks.columns(8, 0, 1).not()).explain(7, 0))
        .hasToString(
            "(7,0) BLOCKED by !columns: key 0 is in [0,1); causal would allow (key 0 is not after position 7)");
  }

  @Example
  void minus_isAnAndWithANegatedPart() {
    assertThat(Masks.causal(8).minus(Masks.columns(8, 0, 1)).explain(7, 0))
        .hasToString(
            "(7,0) BLOCKED by !columns: key 0 is in [0,1); causal would allow (key 0 is not after position 7)");
  }

  @Example
  void implies_isAnOrWithANegatedPart() {
    assertThat(Masks.causal(8).implies(Masks.columns(8, 0, 1)).explain(7, 1))
        .hasToString(
            "(7,1) BLOCKED by !causal: key 1 is not after position 7; and by columns: key 1 is not in [0,1)");
  }

  @Example
  void implies_isAllowedByWhatItsConditionBlocks() {
    assertThat(Masks.causal(8).implies(Masks.columns(8, 0, 1)).explain(1, 7))
        .hasToString(
            "(1,7) ALLOWED by !causal: key 7 is after position 1; columns would block (key 7 is not in [0,1))");
  }

  @Example
  void notOfAnd_isDecidedByItsParts() {
    assertThat(
            Masks.causal(8)
                .and(Masks.rows(MaskShape.square(8), 4, 8).or(Masks.columns(8, 0, 1)))
                .not()
                .explain(5, 3))
        .hasToString(
            "(5,3) BLOCKED by !causal: key 3 is not after position 5; and by !rows: query 5 is in [4,8); !columns would allow (key 3 is not in [0,1))");
  }

  @Example
  void xor_isDecidedByAllOfItsParts() {
    assertThat(
            Masks.causal(8)
                .xor(Masks.columns(8, 0, 1))
                .and(Masks.rows(MaskShape.square(8), 0, 4))
                .explain(7, 3))
        .hasToString(
            "(7,3) BLOCKED by rows: query 7 is not in [0,4); causal(8) ^ columns(8, 0, 1) would allow (causal allows (key 3 is not after position 7), columns blocks (key 3 is not in [0,1)))");
  }

  @Example
  void notOfXor_showsTheWholeExpression() {
    assertThat(Masks.causal(8).xor(Masks.columns(8, 0, 1)).not().explain(7, 0))
        .hasToString(
            "(7,0) ALLOWED by !(causal(8) ^ columns(8, 0, 1)): causal allows (key 0 is not after position 7), columns allows (key 0 is in [0,1))");
  }

  @Example
  void namedMask_saysWhatItIsMadeOf() {
    assertThat(Masks.prefixLm(10, 4).explain(1, 5))
        .hasToString(
            "(1,5) BLOCKED by prefixLm: causal blocks (key 5 is after position 1), columns blocks (key 5 is not in [0,4))");
  }

  @Example
  void moreThanThreeParts_areCounted() {
    assertThat(
            Masks.anyOf(
                    Masks.rectangle(MaskShape.square(9), 0, 1, 0, 1),
                    Masks.rectangle(MaskShape.square(9), 2, 3, 2, 3),
                    Masks.rectangle(MaskShape.square(9), 4, 5, 4, 5),
                    Masks.rectangle(MaskShape.square(9), 6, 7, 6, 7),
                    Masks.cells(9, new int[] {8, 8}))
                .explain(1, 1))
        .hasToString(
            "(1,1) BLOCKED by rectangle: query 1 is not in [0,1); and by rectangle: query 1 is not in [2,3); and by rectangle: query 1 is not in [4,5); and by 2 more");
  }

  @Example
  void sliceAndTranspose_nameTheCellOfThePart() {
    assertThat(Masks.packedCausal(3, 2).slice(1, 5, 0, 5).transpose().explain(3, 1))
        .hasToString(
            "(3,1) BLOCKED by transpose: packedCausal blocks (2,3) (document of 2 is 0, document of 3 is 1, key 3 is after position 2)");
  }

  @Example
  void hstack_namesTheCellOfThePart() {
    assertThat(Masks.hstack(Masks.causal(3), Masks.logSparse(3)).explain(0, 4))
        .hasToString("(0,4) BLOCKED by hstack: logSparse blocks (0,1) (distance -1 is none of 3)");
  }

  @Example
  void materialisedMask_explainsTheOriginal() {
    assertThat(
            Masks.causal(8)
                .and(Masks.slidingWindow(8, 3).or(Masks.columns(8, 0, 1)))
                .materialise()
                .explain(7, 3))
        .hasToString(
            "(7,3) BLOCKED by slidingWindow: distance 4, keys 3; and by columns: key 3 is not in [0,1); causal would allow (key 3 is not after position 7)");
  }

  @Example
  void toTree_hasALineForEveryPart() {
    assertThat(
            Masks.prefixLm(10, 4)
                .and(Masks.documentsOfLengths(3, 1, 4, 2).not())
                .explain(1, 5)
                .toTree())
        .isEqualTo(
            """
            (1,5) BLOCKED prefixLm(10, 4) & !documentsOfLengths(3, 1, 4, 2): 1 of 2 parts blocks
              BLOCKED prefixLm(10, 4): its part blocks
                BLOCKED causal(10) | columns(10, 0, 4): 2 of 2 parts block
                  BLOCKED causal(10): key 5 is after position 1
                  BLOCKED columns(10, 0, 4): key 5 is not in [0,4)
              ALLOWED !documentsOfLengths(3, 1, 4, 2): its part blocks
                BLOCKED documentsOfLengths(3, 1, 4, 2): document of 1 is 0, document of 5 is 2
            """
                .stripTrailing());
  }

  @Example
  void toTree_ofMinus_showsTheNegatedPart() {
    assertThat(Masks.causal(8).minus(Masks.columns(8, 0, 1)).explain(7, 0).toTree())
        .isEqualTo(
            """
            (7,0) BLOCKED causal(8) - columns(8, 0, 1): 1 of 2 parts blocks
              ALLOWED causal(8): key 0 is not after position 7
              BLOCKED !columns(8, 0, 1): its part allows
                ALLOWED columns(8, 0, 1): key 0 is in [0,1)
            """
                .stripTrailing());
  }

  @Example
  void toTree_ofMovedParts_namesTheirCells() {
    assertThat(Masks.packedCausal(3, 2).slice(1, 5, 0, 5).transpose().explain(3, 1).toTree())
        .isEqualTo(
            """
            (3,1) BLOCKED transpose(slice(packedCausal(3, 2), 1, 5, 0, 5)): its part blocks at (1,3)
              BLOCKED slice(packedCausal(3, 2), 1, 5, 0, 5): its part blocks at (2,3)
                BLOCKED packedCausal(3, 2): document of 2 is 0, document of 3 is 1, key 3 is after \
            position 2
            """
                .stripTrailing());
  }

  @Example
  void leaves_sayTheirReasonInNumbers() {
    assertReason(Masks.full(4), 0, 3, "ALLOWED by full: every key is visible");
    assertReason(Masks.none(4), 0, 3, "BLOCKED by none: no key is visible");
    assertReason(Masks.causal(4), 1, 1, "ALLOWED by causal: key 1 is not after position 1");
    assertReason(Masks.causal(4), 1, 2, "BLOCKED by causal: key 2 is after position 1");
    assertReason(
        Masks.causal(new MaskShape(2, 6, 3)),
        1,
        4,
        "ALLOWED by causal: key 4 is not after position 4");
    assertReason(
        Masks.causal(new MaskShape(2, 6, 3)), 1, 5, "BLOCKED by causal: key 5 is after position 4");
    assertReason(
        Masks.causalBottomRight(2, 5),
        0,
        3,
        "ALLOWED by causalBottomRight: key 3 is not after position 3");
    assertReason(
        Masks.causalBottomRight(2, 5),
        0,
        4,
        "BLOCKED by causalBottomRight: key 4 is after position 3");
    assertReason(
        Masks.causalTopLeft(2, 5), 0, 0, "ALLOWED by causalTopLeft: key 0 is not after position 0");
    assertReason(
        Masks.causalTopLeft(2, 5), 0, 1, "BLOCKED by causalTopLeft: key 1 is after position 0");
    assertReason(
        Masks.strictlyCausal(4), 2, 1, "ALLOWED by strictlyCausal: key 1 is before position 2");
    assertReason(
        Masks.strictlyCausal(4), 2, 2, "BLOCKED by strictlyCausal: key 2 is not before position 2");
    assertReason(Masks.antiCausal(4), 2, 1, "BLOCKED by antiCausal: key 1 is before position 2");
    assertReason(
        Masks.antiCausal(4), 2, 2, "ALLOWED by antiCausal: key 2 is not before position 2");
    assertReason(Masks.diagonal(4), 2, 2, "ALLOWED by diagonal: distance 0, back 0");
    assertReason(Masks.diagonal(4), 3, 1, "BLOCKED by diagonal: distance 2, back 0");
    assertReason(
        Masks.diagonal(new MaskShape(2, 3, 7)), 0, 0, "BLOCKED by diagonal: no key is visible");
    assertReason(Masks.band(8, 2, 1), 5, 3, "ALLOWED by band: distance 2, back 2");
    assertReason(Masks.band(8, 2, 1), 5, 2, "BLOCKED by band: distance 3, back 2");
    assertReason(Masks.band(8, 2, 1), 5, 6, "ALLOWED by band: distance 1 ahead, ahead 1");
    assertReason(Masks.band(8, 2, 1), 5, 7, "BLOCKED by band: distance 2 ahead, ahead 1");
    assertReason(
        Masks.window(MaskShape.square(8), Masks.UNBOUNDED, 1),
        5,
        0,
        "ALLOWED by window: distance 5, back UNBOUNDED");
    assertReason(
        Masks.window(MaskShape.square(8), Masks.UNBOUNDED, 1),
        5,
        7,
        "BLOCKED by window: distance 2 ahead, ahead 1");
    assertReason(Masks.slidingWindow(8, 3), 5, 3, "ALLOWED by slidingWindow: distance 2, keys 3");
    assertReason(Masks.slidingWindow(8, 3), 5, 2, "BLOCKED by slidingWindow: distance 3, keys 3");
    assertReason(
        Masks.slidingWindow(8, 3), 5, 6, "BLOCKED by slidingWindow: distance 1 ahead, ahead 0");
    assertReason(
        Masks.lookahead(MaskShape.square(8), 1),
        5,
        0,
        "ALLOWED by lookahead: distance 5, back UNBOUNDED");
    assertReason(
        Masks.lookahead(MaskShape.square(8), 1),
        5,
        7,
        "BLOCKED by lookahead: distance 2 ahead, ahead 1");
    assertReason(
        Masks.sparseStridedLocal(8, 2), 5, 2, "BLOCKED by sparseStridedLocal: distance 3, back 2");
    assertReason(
        Masks.sparseStridedLocal(8, 2),
        5,
        6,
        "BLOCKED by sparseStridedLocal: distance 1 ahead, ahead 0");
    assertReason(Masks.columns(8, 2, 4), 5, 3, "ALLOWED by columns: key 3 is in [2,4)");
    assertReason(Masks.columns(8, 2, 4), 5, 4, "BLOCKED by columns: key 4 is not in [2,4)");
    assertReason(
        Masks.columnSet(8, 1, 5, 6), 5, 5, "ALLOWED by columnSet: key 5 is in [1,2) [5,7)");
    assertReason(
        Masks.columnSet(8, 1, 5, 6), 5, 4, "BLOCKED by columnSet: key 4 is not in [1,2) [5,7)");
    assertReason(
        Masks.columnSet(32, 0, 2, 4, 6, 8, 10, 12, 14, 16),
        0,
        1,
        "BLOCKED by columnSet: key 1 is not in a set of 9");
    assertReason(Masks.columnSet(8), 0, 1, "BLOCKED by columnSet: key 1 is not in an empty set");
    assertReason(
        Masks.rows(MaskShape.square(8), 2, 4), 2, 7, "ALLOWED by rows: query 2 is in [2,4)");
    assertReason(
        Masks.rows(MaskShape.square(8), 2, 4), 4, 7, "BLOCKED by rows: query 4 is not in [2,4)");
    assertReason(
        Masks.rectangle(MaskShape.square(8), 1, 3, 4, 6),
        1,
        4,
        "ALLOWED by rectangle: query 1 is in [1,3), key 4 is in [4,6)");
    assertReason(
        Masks.rectangle(MaskShape.square(8), 1, 3, 4, 6),
        1,
        6,
        "BLOCKED by rectangle: key 6 is not in [4,6)");
    assertReason(
        Masks.rectangle(MaskShape.square(8), 1, 3, 4, 6),
        3,
        4,
        "BLOCKED by rectangle: query 3 is not in [1,3)");
    assertReason(
        Masks.cells(8, new int[] {1, 2}, new int[] {3, 4}),
        1,
        2,
        "ALLOWED by cells: one of 2 listed cells");
    assertReason(
        Masks.cells(8, new int[] {1, 2}, new int[] {3, 4}),
        1,
        3,
        "BLOCKED by cells: none of 2 listed cells");
    assertReason(
        Masks.tree(new int[] {-1, 0, 0, 1}, 2),
        3,
        1,
        "ALLOWED by tree: key 1 is one of 2 context keys");
    assertReason(
        Masks.tree(new int[] {-1, 0, 0, 1}, 2),
        3,
        3,
        "ALLOWED by tree: node 1 is on the way from the root to 3");
    assertReason(
        Masks.tree(new int[] {-1, 0, 0, 1}, 2),
        3,
        4,
        "BLOCKED by tree: node 2 is not on the way from the root to 3");
    assertReason(
        Masks.documents(4, 4, -1, 7),
        0,
        1,
        "ALLOWED by documents: document of 0 is 4, document of 1 is 4");
    assertReason(
        Masks.documents(4, 4, -1, 7),
        0,
        3,
        "BLOCKED by documents: document of 0 is 4, document of 3 is 7");
    assertReason(
        Masks.documents(4, 4, -1, 7),
        2,
        2,
        "BLOCKED by documents: document of 2 is padding, document of 2 is padding");
    assertReason(
        Masks.documents(MaskShape.square(3), 5),
        0,
        1,
        "BLOCKED by documents: document of 0 is 5, position 1 has no document");
    assertReason(
        Masks.packedCausal(3, 2),
        2,
        0,
        "ALLOWED by packedCausal: document of 2 is 0, document of 0 is 0");
    assertReason(
        Masks.packedCausal(3, 2),
        0,
        1,
        "BLOCKED by packedCausal: document of 0 is 0, document of 1 is 0, key 1 is after position 0");
    assertReason(
        Masks.packedCausal(3, 2),
        4,
        0,
        "BLOCKED by packedCausal: document of 4 is 1, document of 0 is 0");
    assertReason(
        Masks.chunked(MaskShape.square(8), 4),
        5,
        4,
        "ALLOWED by chunked: chunk of 5 is 1, chunk of 4 is 1");
    assertReason(
        Masks.chunked(MaskShape.square(8), 4),
        5,
        3,
        "BLOCKED by chunked: chunk of 5 is 1, chunk of 3 is 0");
    assertReason(
        Masks.chunked(MaskShape.square(8), 4),
        5,
        6,
        "BLOCKED by chunked: chunk of 5 is 1, chunk of 6 is 1, key 6 is after position 5");
    assertReason(
        Masks.chunkedFrom(MaskShape.square(8), 4, 2),
        5,
        2,
        "ALLOWED by chunkedFrom: chunk of 5 is 0, chunk of 2 is 0");
    assertReason(
        Masks.chunkedFrom(MaskShape.square(8), 4, 2),
        7,
        5,
        "BLOCKED by chunkedFrom: chunk of 7 is 1, chunk of 5 is 0");
    assertReason(
        Masks.chunkedFrom(MaskShape.square(8), 4, 2),
        5,
        1,
        "BLOCKED by chunkedFrom: chunk of 5 is 0, position 1 is padding");
    assertReason(
        Masks.blockCausal(MaskShape.square(8), 4),
        1,
        3,
        "ALLOWED by blockCausal: chunk of 1 is 0, chunk of 3 is 0");
    assertReason(
        Masks.blockCausal(MaskShape.square(8), 4),
        1,
        4,
        "BLOCKED by blockCausal: chunk of 1 is 0, chunk of 4 is 1");
    assertReason(Masks.segments(1, 0, 1), 1, 0, "ALLOWED by segments: segment of 1 ends before 2");
    assertReason(Masks.segments(1, 0, 1), 1, 2, "BLOCKED by segments: segment of 1 ends before 2");
    assertReason(
        Masks.segments(new int[] {1, 0}, new int[] {1, 0}),
        0,
        1,
        "BLOCKED by segments: position 1 is padding");
    assertReason(
        Masks.segments(new int[] {1, 0}, new int[] {1, 0}),
        1,
        0,
        "BLOCKED by segments: position 1 is padding");
    assertReason(
        Masks.dilated(MaskShape.square(12), 2, 1, 2),
        8,
        4,
        "ALLOWED by dilated: distance 2 steps, back 2");
    assertReason(
        Masks.dilated(MaskShape.square(12), 2, 1, 2),
        8,
        2,
        "BLOCKED by dilated: distance 3 steps, back 2");
    assertReason(
        Masks.dilated(MaskShape.square(12), 2, 1, 2),
        8,
        10,
        "ALLOWED by dilated: distance 1 steps ahead, ahead 1");
    assertReason(
        Masks.dilated(MaskShape.square(12), 2, 1, 2),
        8,
        7,
        "BLOCKED by dilated: distance 1 is not a multiple of step 2");
    assertReason(
        Masks.dilated(MaskShape.square(12), 2, 1, 2),
        0,
        4,
        "BLOCKED by dilated: distance 2 steps ahead, ahead 1");
    assertReason(
        Masks.strided(MaskShape.square(8), 3),
        7,
        1,
        "ALLOWED by strided: distance 2 steps, back UNBOUNDED");
    assertReason(
        Masks.strided(MaskShape.square(8), 3),
        7,
        2,
        "BLOCKED by strided: distance 5 is not a multiple of step 3");
    assertReason(
        Masks.strided(MaskShape.square(8), 3),
        1,
        7,
        "BLOCKED by strided: distance 2 steps ahead, ahead 0");
    assertReason(
        Masks.columnStripe(MaskShape.square(8), 3, 1),
        0,
        4,
        "ALLOWED by columnStripe: 4 mod 3 is 1, residue 1");
    assertReason(
        Masks.columnStripe(MaskShape.square(8), 3, 1),
        0,
        5,
        "BLOCKED by columnStripe: 5 mod 3 is 2, residue 1");
    assertReason(Masks.logSparse(8), 7, 3, "ALLOWED by logSparse: distance 4 is one of 4");
    assertReason(Masks.logSparse(8), 7, 2, "BLOCKED by logSparse: distance 5 is none of 4");
    assertReason(
        Masks.sparseFixed(8, 3, 1),
        7,
        2,
        "ALLOWED by sparseFixed: block of 7 is 2, block of 2 is 0, place in it 2, summary from 2");
    assertReason(
        Masks.sparseFixed(8, 3, 1),
        7,
        3,
        "BLOCKED by sparseFixed: block of 7 is 2, block of 3 is 1, place in it 0, summary from 2");
    assertReason(
        Masks.sparseFixed(8, 3, 1),
        7,
        6,
        "ALLOWED by sparseFixed: block of 7 is 2, block of 6 is 2, place in it 0, summary from 2");
    assertReason(
        Masks.sparseFixed(8, 3, 1), 0, 1, "BLOCKED by sparseFixed: key 1 is after position 0");
    assertReason(
        Masks.longNet(8, 4, 2, 1),
        7,
        5,
        "ALLOWED by longNet: segment of 7 is 1 with residue 1, segment of 5 is 1 with residue 1, residue 1");
    assertReason(
        Masks.longNet(8, 4, 2, 1),
        7,
        6,
        "BLOCKED by longNet: segment of 7 is 1 with residue 1, segment of 6 is 1 with residue 0, residue 1");
    assertReason(Masks.axial(2, 3), 0, 3, "ALLOWED by axial: query at (0, 0), key at (1, 0)");
    assertReason(Masks.axial(2, 3), 0, 4, "BLOCKED by axial: query at (0, 0), key at (1, 1)");
    assertReason(
        Masks.local2d(2, 3, 0, 1), 0, 1, "ALLOWED by local2d: query at (0, 0), key at (0, 1)");
    assertReason(
        Masks.local2d(2, 3, 0, 1), 0, 3, "BLOCKED by local2d: query at (0, 0), key at (1, 0)");
    assertReason(
        Masks.bernoulli(MaskShape.square(4), 0.25, 42),
        0,
        0,
        "BLOCKED by bernoulli: hash 0.3869742762400409, density 0.25");
    assertReason(
        Masks.sinksAndWindow(10, 1, 2),
        9,
        3,
        "BLOCKED by sinksAndWindow: key 3 is no sink, distance 6, keys 2");
    assertReason(
        Masks.sinksAndWindow(10, 1, 2),
        9,
        0,
        "ALLOWED by sinksAndWindow: key 0 is a sink, distance 9, keys 2");
    assertReason(
        Masks.sinksAndWindow(10, 1, 2),
        9,
        8,
        "ALLOWED by sinksAndWindow: key 8 is no sink, distance 1, keys 2");
    assertReason(
        Masks.sinksAndWindow(10, 1, 2),
        2,
        4,
        "BLOCKED by sinksAndWindow: key 4 is after position 2");
    assertReason(
        Masks.bigBird(12, 1, 1, new int[] {0}, 1, 42),
        5,
        6,
        "ALLOWED by bigBird: block of 5 is 5, block of 6 is 6, near or global");
    assertReason(
        Masks.bigBird(12, 1, 1, new int[] {0}, 1, 42),
        5,
        0,
        "ALLOWED by bigBird: block of 5 is 5, block of 0 is 0, near or global");
    assertReason(
        Masks.bigBird(12, 1, 1, new int[] {0}, 1, 42),
        5,
        9,
        "BLOCKED by bigBird: block of 5 is 5, block of 9 is 9, neither near nor global");
    assertReason(
        Masks.blockTopK(MaskShape.square(4), 2, 2, new int[][] {{0}, {1}}),
        3,
        0,
        "BLOCKED by blockTopK: selectedBlocks blocks (row block 1 selects 2 keys)");
    assertReason(
        Masks.blockTopK(MaskShape.square(4), 2, 2, new int[][] {{0}, {1}}),
        3,
        2,
        "ALLOWED by blockTopK: causal allows (key 2 is not after position 3), selectedBlocks allows (row block 1 selects 2 keys)");
    assertReason(
        Masks.fromPredicate(MaskShape.square(4), "odd", (q, k) -> k % 2 == 1),
        1,
        1,
        "ALLOWED by fromPredicate");
    assertReason(
        Masks.fromPredicate(MaskShape.square(4), "odd", (q, k) -> k % 2 == 1),
        1,
        2,
        "BLOCKED by fromPredicate");
    assertReason(
        Masks.randomPerRow(MaskShape.square(4), 1, 42),
        0,
        0,
        "BLOCKED by randomPerRow: none of 1 chosen keys");
    assertReason(
        Masks.randomPerRow(MaskShape.square(4), 4, 42),
        0,
        0,
        "ALLOWED by randomPerRow: one of 4 chosen keys");
  }

  private static void assertReason(AttentionMask mask, int q, int k, String text) {
    assertThat(mask.explain(q, k)).hasToString("(" + q + "," + k + ") " + text);
  }

  @Example
  void partsOfATree_canBeWalked() {
    Explanation whole = Masks.causal(8).and(Masks.columns(8, 0, 1)).explain(7, 3);
    assertThat(whole.name()).isEqualTo("&");
    assertThat(whole.reason()).isEqualTo("1 of 2 parts blocks");
    assertThat(whole.deciding()).containsExactly(whole.parts().get(1));
    Explanation columns = whole.deciding().get(0);
    assertThat(columns.name()).isEqualTo("columns");
    assertThat(columns.expression()).isEqualTo("columns(8, 0, 1)");
    assertThat(columns.isAllowed()).isFalse();
  }

  @Example
  void cellOutsideTheMask_isRefused() {
    assertThatThrownBy(() -> Masks.causal(8).explain(8, 0))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("query must be in [0, 8), got 8");
    assertThatThrownBy(() -> Masks.causal(8).explain(0, -1))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("key must be in [0, 8), got -1");
  }
}
