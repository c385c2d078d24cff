package dev.attn.mask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attn.tensor.AttentionMatrix;
import org.junit.jupiter.api.Test;

/** The catalogue as pictures, drawn by hand from the definitions. */
final class CatalogueTest {

  private static void assertGrid(AttentionMask mask, String... lines) {
    assertThat(mask.toGrid()).isEqualTo(String.join("\n", lines));
  }

  private static MaskShape square(int n) {
    return MaskShape.square(n);
  }

  @Test
  void dilated_leavesGaps() {
    assertGrid(
        Masks.dilated(square(6), 2, 1, 2),
        "#.#...",
        ".#.#..",
        "#.#.#.",
        ".#.#.#",
        "#.#.#.",
        ".#.#.#");
    assertThat(Masks.dilated(square(6), 2, 1, 1)).isEqualTo(Masks.window(square(6), 2, 1));
    assertThat(Masks.dilated(new MaskShape(2, 9, -3), 2, 1, 2).row(0)).hasToString("-");
    assertThat(Masks.dilated(new MaskShape(1, 9, 11), 3, 0, 2).row(0)).hasToString("[5,6) [7,8)");
  }

  @Test
  void dilated_transposedOrCut_staysDilated() {
    AttentionMask mask = Masks.dilated(new MaskShape(6, 8, 1), 2, 1, 2);
    assertThat(mask.transpose()).isEqualTo(Masks.dilated(new MaskShape(8, 6, -1), 1, 2, 2));
    assertThat(mask.slice(2, 5, 1, 7)).isEqualTo(Masks.dilated(new MaskShape(3, 6, 2), 2, 1, 2));
    assertThat(mask.transpose().node().core()).isInstanceOf(Leaf.class);
    assertThat(mask.slice(2, 5, 1, 7).node().core()).isInstanceOf(Leaf.class);
  }

  @Test
  void strided_seesEveryStepBack() {
    AttentionMask mask = Masks.strided(square(6), 3);
    assertGrid(mask, "#.....", ".#....", "..#...", "#..#..", ".#..#.", "..#..#");
    assertThat(mask.rowCounts()).containsExactly(1, 1, 1, 2, 2, 2);
    assertThat(Masks.strided(square(1_000_000), 4).cellCount()).isEqualTo(125_000_500_000L);
  }

  @Test
  void columnStripe_repeatsEveryStep() {
    assertGrid(Masks.columnStripe(MaskShape.topLeft(2, 7), 3, 1), ".#..#..", ".#..#..");
  }

  @Test
  void fromPredicate_asksForEveryCell() {
    AttentionMask mask = Masks.fromPredicate(square(3), "corners", (q, k) -> q % 2 + k % 2 == 0);
    assertGrid(mask, "#.#", "...", "#.#");
    assertThat(mask).hasToString("fromPredicate(3, \"corners\")");
  }

  @Test
  void padding_blocksKeysOrQueries() {
    assertGrid(Masks.keysValidTo(square(3), 2), "##.", "##.", "##.");
    assertGrid(Masks.keysValidFrom(square(3), 1), ".##", ".##", ".##");
    assertGrid(Masks.queriesValidTo(square(3), 2), "###", "###", "...");
    AttentionMask leftPadded = Masks.causal(4).and(Masks.keysValidFrom(square(4), 2));
    assertThat(leftPadded.emptyRows()).hasToString("[0,2)");
  }

  @Test
  void documents_mayReturn() {
    assertGrid(Masks.documents(0, 0, 1, -1, 0), "##..#", "##..#", "..#..", ".....", "##..#");
    assertThat(Masks.documents(7, 7, 7)).isEqualTo(Masks.full(3));
    assertThat(Masks.documents(3, 1, 2)).isEqualTo(Masks.diagonal(3));
  }

  @Test
  void documents_positionsWithoutAnIdArePadding() {
    AttentionMask mask = Masks.documents(new MaskShape(3, 5, 2), 0, 0, 1, 1);
    assertGrid(mask, "..##.", "..##.", ".....");
    assertThat(mask).hasToString("documents(3x5+2, [0, 0, 1, 1])");
  }

  @Test
  void documents_cut_stayDocuments() {
    AttentionMask mask = Masks.documents(0, 0, 1, 1, 0);
    assertThat(mask.slice(1, 4, 1, 5)).isEqualTo(Masks.parse("#..#\n.##.\n.##."));
    assertThat(mask.slice(1, 4, 1, 5).node().core()).isInstanceOf(Leaf.class);
    assertThat(mask.slice(0, 2, 1, 5)).isEqualTo(Masks.parse("#..#\n#..#"));
  }

  @Test
  void documentsOfLengths_areRectangles() {
    AttentionMask mask = Masks.documentsOfLengths(2, 0, 1, 3);
    assertGrid(mask, "##....", "##....", "..#...", "...###", "...###", "...###");
    assertThat(mask.cellCount()).isEqualTo(4 + 1 + 9);
    assertThat(mask).hasToString("documentsOfLengths(2, 0, 1, 3)");
    assertThat(Masks.documentsOfLengths()).isEqualTo(Masks.full(0));
  }

  @Test
  void packedCausal_isDocumentsAndCausal() {
    AttentionMask mask = Masks.packedCausal(3, 1, 2);
    assertGrid(mask, "#.....", "##....", "###...", "...#..", "....#.", "....##");
    assertThat(mask).isEqualTo(Masks.documents(0, 0, 0, 1, 2, 2).and(Masks.causal(6)));
    assertThat(mask.cellCount()).isEqualTo(6 + 1 + 3);
    AttentionMask returning = Masks.documents(0, 1, 0).and(Masks.causal(3));
    assertThat(returning).isNotEqualTo(Masks.packedCausal(1, 1, 1));
  }

  @Test
  void chunked_startsAnew() {
    assertGrid(
        Masks.chunked(square(6), 4), "#.....", "##....", "###...", "####..", "....#.", "....##");
    assertThat(Masks.chunked(new MaskShape(2, 4, -1), 2)).isEqualTo(Masks.parse("....\n#..."));
  }

  @Test
  void chunkedFrom_movesTheBordersWithThePadding() {
    assertGrid(
        Masks.chunkedFrom(square(6), 4, 1),
        "......",
        ".#....",
        ".##...",
        ".###..",
        ".####.",
        ".....#");
    assertThat(Masks.chunked(square(10), 4).row(5)).hasToString("[4,6)");
    assertThat(Masks.chunkedFrom(square(10), 4, 2).row(5)).hasToString("[2,6)");
  }

  @Test
  void blockCausal_seesTheWholeBlock() {
    assertGrid(Masks.blockCausal(square(5), 2), "##...", "##...", "####.", "####.", "#####");
    assertThat(Masks.blockCausal(square(5), 1)).isEqualTo(Masks.causal(5));
    assertThat(Masks.blockCausal(square(5), 5)).isEqualTo(Masks.full(5));
  }

  @Test
  void segments_seeTheirOwnAndEarlierOnes() {
    AttentionMask mask = Masks.segments(1, 0, 1, 0, 1, 0, 0, 1, 0, 0);
    assertThat(mask.rowCounts()).containsExactly(2, 2, 4, 4, 7, 7, 7, 10, 10, 10);
    assertGrid(Masks.segments(0, 1, 0, 1), "#...", "###.", "###.", "####");
    assertThat(Masks.segments(1, 1, 1)).isEqualTo(Masks.causal(3));
    assertThat(Masks.segments(0, 0, 0)).isEqualTo(Masks.full(3)).isEqualTo(Masks.segments(1, 0, 0));
    assertThat(Masks.segments(0, 0, 1, 1, 1)).isEqualTo(Masks.prefixLm(5, 2));
  }

  @Test
  void segments_paddingSeesNothingAndIsNotSeen() {
    AttentionMask mask = Masks.segments(new int[] {0, 0, 1, 1}, new int[] {1, 0, 1, 1});
    assertGrid(mask, "#...", "....", "#.#.", "#.##");
    assertThat(mask).hasToString("segments([0, 0, 1, 1], [1, 0, 1, 1])");
  }

  @Test
  void globalTokens_seeAndAreSeen() {
    assertGrid(Masks.globalTokens(Masks.diagonal(4), 1), "##..", "####", ".##.", ".#.#");
    assertGrid(Masks.globalKeys(Masks.diagonal(3), 0), "#..", "##.", "#.#");
    assertGrid(Masks.globalQueries(Masks.diagonal(3), 1), "#..", "###", "..#");
    assertThat(Masks.globalTokens(Masks.diagonal(4), 1))
        .hasToString("globalTokens(diagonal(4), [1])");
  }

  @Test
  void globalTokens_theOrderWithCausalMatters() {
    AttentionMask band = Masks.band(4, 1, 1);
    AttentionMask causal = Masks.causal(4);
    assertThat(Masks.globalTokens(band, 3).and(causal))
        .isNotEqualTo(Masks.globalTokens(band.and(causal), 3));
  }

  @Test
  void contextTarget_targetsDoNotSeeEachOther() {
    AttentionMask mask = Masks.contextTarget(5, 2);
    assertGrid(mask, "##...", "##...", "###..", "##.#.", "##..#");
    assertThat(mask.cellCount()).isEqualTo(5 * 2 + 5 - 2);
  }

  @Test
  void sparseStrided_paperAndCodeDifferByOneKey() {
    assertGrid(Masks.sparseStridedLocal(4, 2), "#...", "##..", "###.", ".###");
    assertGrid(Masks.sparseStridedLocalOfCode(4, 2), "#...", "##..", ".##.", "..##");
    assertGrid(Masks.sparseStridedStride(4, 2), "#...", ".#..", "#.#.", ".#.#");
  }

  @Test
  void sparseFixed_keepsTheEndOfEachBlock() {
    AttentionMask mask = Masks.sparseFixed(7, 3, 1);
    assertGrid(mask, "#......", "##.....", "###....", "..##...", "..###..", "..####.", "..#..##");
    assertThat(mask.row(6)).hasToString("[2,3) [5,7)");
    assertThat(Masks.sparseFixed(7, 3, 3)).isEqualTo(Masks.causal(7));
    assertThat(Masks.sparseFixed(7, 3, 0)).isEqualTo(Masks.chunked(square(7), 3));
  }

  @Test
  void logSparse_doublesItsDistance() {
    AttentionMask mask = Masks.logSparse(6);
    assertGrid(mask, "#.....", "##....", "###...", ".###..", "#.###.", ".#.###");
    assertThat(Masks.logSparse(10).rowCounts()).containsExactly(1, 2, 3, 3, 4, 4, 4, 4, 5, 5);
  }

  @Test
  void bigBird_hasTheAgreedRandomBlocks() {
    AttentionMask blocks = Masks.bigBird(12, 1, 1, new int[] {0, 11}, 2, 42);
    assertThat(blocks.cellCount()).isEqualTo(92);
    assertThat(blocks.rowCounts()).containsExactly(12, 6, 7, 7, 7, 7, 7, 7, 7, 7, 6, 12);
    assertThat(blocks.row(1)).hasToString("[0,4) [9,10) [11,12)");
    assertThat(blocks.row(5)).hasToString("[0,1) [4,8) [10,12)");
    AttentionMask tokens = Masks.bigBird(22, 2, 1, new int[] {0, 10}, 2, 42);
    assertThat(tokens.slice(0, 1, 0, 22)).isEqualTo(Masks.full(1, 22));
    assertThat(tokens.row(4)).isEqualTo(tokens.row(5));
  }

  @Test
  void hash_hasItsGoldenValues() {
    assertThat(CellHash.of(42, 0, 0)).isEqualTo(0x6310bf04d8207f46L);
    assertThat(CellHash.of(42, 0, 1)).isEqualTo(0xebdb7216a4ffed50L);
    assertThat(CellHash.of(42, 1, 0)).isEqualTo(0x08a42655afd56572L);
    assertThat(CellHash.of(0, 0, 0)).isEqualTo(0x238275bc38fcbe91L);
  }

  @Test
  void bernoulli_isRepeatable() {
    assertThat(Masks.bernoulli(square(64), 0.25, 42).cellCount()).isEqualTo(1016);
    assertThat(Masks.bernoulli(square(9), 0, 42)).isEqualTo(Masks.none(9));
    assertThat(Masks.bernoulli(square(9), 1, 42)).isEqualTo(Masks.full(9));
  }

  @Test
  void randomPerRow_hasExactlyTheCount() {
    assertThat(Masks.randomPerRow(square(9), 3, 1).rowCounts()).containsOnly(3);
    assertThat(Masks.randomPerRow(MaskShape.topLeft(2, 3), 5, 1)).isEqualTo(Masks.full(2, 3));
  }

  @Test
  void longNet_picksOneResidue() {
    assertGrid(
        Masks.longNet(6, 4, 2, 0), "#.#...", "......", "#.#...", "......", "....#.", "......");
    assertThat(Masks.longNet(9, 4, 1, 0)).isEqualTo(Masks.documentsOfLengths(4, 4, 1));
    assertThat(Masks.longNet(9, 4, 1, 0).and(Masks.causal(9)))
        .isEqualTo(Masks.chunked(square(9), 4));
  }

  @Test
  void axial_seesRowAndColumn() {
    AttentionMask mask = Masks.axial(2, 3);
    assertGrid(mask, "####..", "###.#.", "###..#", "#..###", ".#.###", "..####");
    assertThat(Masks.axial(4, 5).rowCounts()).containsOnly(8);
  }

  @Test
  void local2d_isCutAtTheEdges() {
    assertGrid(
        Masks.local2d(2, 3, 0, 1), "##....", "###...", ".##...", "...##.", "...###", "....##");
    assertThat(Masks.local2d(3, 3, 1, 1).rowCounts()).containsExactly(4, 6, 4, 6, 9, 6, 4, 6, 4);
  }

  private static int[] of(int... values) {
    return values;
  }

  @Test
  void neighbourhood_movesInwardsAtTheEdges() {
    assertGrid(
        Masks.neighbourhood(of(5), of(3), of(1), of(0)),
        "###..",
        "###..",
        ".###.",
        "..###",
        "..###");
    assertGrid(Masks.neighbourhood(of(4), of(2), of(1), of(0)), "##..", "##..", ".##.", "..##");
    assertGrid(
        Masks.neighbourhood(of(5), of(2), of(2), of(0)),
        "#.#..",
        ".#.#.",
        "#.#..",
        ".#.#.",
        "..#.#");
    assertGrid(Masks.neighbourhood(of(4), of(2), of(1), of(1)), "#...", "##..", ".##.", "..##");
    assertThat(Masks.neighbourhood(of(4), of(9), of(1), of(0))).isEqualTo(Masks.full(4));
  }

  @Test
  void neighbourhood_ofAGrid_keepsHeightAndWidthApart() {
    AttentionMask mask = Masks.neighbourhood(of(8, 4), of(3, 3), of(1, 1), of(0, 0));
    assertThat(mask.rowCounts()).containsOnly(9);
    assertThat(mask.isSubsetOf(Masks.local2d(8, 4, 2, 2))).isTrue();
    assertThat(Masks.diagonal(32).isSubsetOf(mask)).isTrue();
  }

  @Test
  void swin_shiftedWindowsAreCut() {
    assertGrid(
        Masks.swin(2, 4, 2, 1),
        "#.......",
        ".##.....",
        ".##.....",
        "...#....",
        "....#...",
        ".....##.",
        ".....##.",
        ".......#");
    assertThat(Masks.swin(4, 4, 2, 0).rowCounts()).containsOnly(4);
    assertThat(Masks.swin(4, 4, 4, 0)).isEqualTo(Masks.full(16));
  }

  @Test
  void verticalSlash_coversSinksAndWindow() {
    AttentionMask mask = Masks.verticalSlash(square(5), of(0), of(0, 2));
    assertGrid(mask, "#....", "##...", "#.#..", "##.#.", "#.#.#");
    assertThat(Masks.verticalSlash(square(8), of(0, 1), of(0, 1, 2)))
        .isEqualTo(Masks.sinksAndWindow(8, 2, 3));
  }

  @Test
  void blockTopK_seesSelectedBlocksUpToItself() {
    int[][] selected = {{1}, {0}, {0}};
    assertGrid(
        Masks.blockTopK(square(6), 2, 2, selected),
        "......",
        "......",
        "##....",
        "##....",
        "##....",
        "##....");
    assertGrid(
        Masks.blockTopKWithOwn(square(6), 2, 2, selected),
        "#.....",
        "##....",
        "###...",
        "####..",
        "##..#.",
        "##..##");
    assertThat(Masks.blockTopK(square(6), 2, 2, selected))
        .hasToString("blockTopK(6, 2, 2, [[1], [0], [0]])");
  }

  private static final AttentionMatrix WEIGHTS =
      AttentionMatrix.copyOf(
          new double[][] {{0.5, 0.25, 0.25, 0}, {0, 0, 0, 0}, {0.125, 0.125, 0.25, 0.5}});

  @Test
  void threshold_keepsWeightsOfAtLeast() {
    assertGrid(Masks.threshold(WEIGHTS, 0.25), "###.", "....", "..##");
    assertThat(Masks.thresholdOfAnySign(WEIGHTS, 0)).isEqualTo(Masks.full(3, 4));
  }

  @Test
  void topK_takesPositiveWeightsAndTheSmallerKeyOfATie() {
    assertGrid(Masks.topK(WEIGHTS, 2), "##..", "....", "..##");
    assertGrid(Masks.topK(WEIGHTS, 9), "###.", "....", "####");
    assertThat(Masks.topK(WEIGHTS, 0)).isEqualTo(Masks.none(MaskShape.topLeft(3, 4)));
  }

  @Test
  void topP_takesTheFewestWeightsThatReachTheMass() {
    assertGrid(Masks.topP(WEIGHTS, 0.75), "##..", "....", "..##");
    assertGrid(Masks.topP(WEIGHTS, 0.8), "###.", "....", "#.##");
    assertGrid(Masks.topP(WEIGHTS, 5), "###.", "....", "####");
  }

  @Test
  void multiplicity_countsMasksPerCell() {
    assertThat(Masks.multiplicity(Masks.causal(2), Masks.diagonal(2), Masks.full(2)))
        .isDeepEqualTo(new int[][] {{3, 1}, {2, 3}});
  }

  /** The hashes of the random masks below were ranked outside of Java. */
  @Test
  void bernoulli_allowsTheCellsWithSmallHashes() {
    // The hashes of row 2 begin 0x6b.., 0x78.. and 0x18.., all below 0x80..
    assertGrid(
        Masks.bernoulli(new MaskShape(4, 7, 2), 0.5, 7),
        "#####.#",
        "#####.#",
        "#.#####",
        "##.#.##");
  }

  @Test
  void randomPerRow_allowsTheSmallestHashesOfARow() {
    assertGrid(
        Masks.randomPerRow(new MaskShape(4, 7, 2), 3, 7),
        "..###..",
        "..##..#",
        "..###..",
        "##....#");
  }

  /** The last block has one token and is global; every other row of blocks gets one at random. */
  @Test
  void bigBird_seesItsOwnTheGlobalAndARandomBlock() {
    assertGrid(
        Masks.bigBird(9, 2, 0, new int[] {4}, 1, 7),
        "##....###",
        "##....###",
        "####....#",
        "####....#",
        "....#####",
        "....#####",
        "....#####",
        "....#####",
        "#########");
  }
}
