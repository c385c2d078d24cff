package dev.attn.mask;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Laws that relate the sizes of one family, and one family to another. */
final class FamilyLawsTest {

  private static final int[] SIZES = {1, 2, 3, 7, 8, 9, 16, 21};

  /** Families at any shape that depend on positions only. */
  private static Map<String, Function<MaskShape, AttentionMask>> byPosition() {
    Map<String, Function<MaskShape, AttentionMask>> families = new LinkedHashMap<>();
    families.put("full", Masks::full);
    families.put("none", Masks::none);
    families.put("diagonal", Masks::diagonal);
    families.put("causal", Masks::causal);
    families.put("strictlyCausal", Masks::strictlyCausal);
    families.put("antiCausal", Masks::antiCausal);
    families.put("window", s -> Masks.window(s, 3, 2));
    families.put("lookahead", s -> Masks.lookahead(s, 2));
    families.put("dilated", s -> Masks.dilated(s, 2, 1, 3));
    families.put("strided", s -> Masks.strided(s, 3));
    families.put("columnStripe", s -> Masks.columnStripe(s, 3, 1));
    families.put("documents", s -> Masks.documents(s, 0, 0, 1, 1, 1, -1, 0, 2, 2));
    families.put("chunked", s -> Masks.chunked(s, 3));
    families.put("chunkedFrom", s -> Masks.chunkedFrom(s, 3, 1));
    families.put("blockCausal", s -> Masks.blockCausal(s, 3));
    families.put("bernoulli", s -> Masks.bernoulli(s, 0.4, 7));
    families.put("verticalSlash", s -> Masks.verticalSlash(s, new int[] {0}, new int[] {0, 3}));
    families.put("joined", s -> Masks.causal(s).and(Masks.chunked(s, 4).not()));
    return families;
  }

  /** Square families. */
  private static Map<String, Function<Integer, AttentionMask>> squares() {
    Map<String, Function<Integer, AttentionMask>> families = new LinkedHashMap<>();
    byPosition()
        .forEach((name, family) -> families.put(name, n -> family.apply(MaskShape.square(n))));
    families.put("band", n -> Masks.band(n, 3, 1));
    families.put("slidingWindow", n -> Masks.slidingWindow(n, 3));
    families.put("prefixLm", n -> Masks.prefixLm(n, 1));
    families.put("sinksAndWindow", n -> Masks.sinksAndWindow(n, 2, 3));
    families.put("sparseStridedLocal", n -> Masks.sparseStridedLocal(n, 3));
    families.put("sparseStridedLocalOfCode", n -> Masks.sparseStridedLocalOfCode(n, 3));
    families.put("sparseStridedStride", n -> Masks.sparseStridedStride(n, 3));
    families.put("sparseFixed", n -> Masks.sparseFixed(n, 4, 1));
    families.put("logSparse", Masks::logSparse);
    families.put("longNet", n -> Masks.longNet(n, 6, 2, 1));
    families.put("contextTarget", n -> Masks.contextTarget(n, 1));
    families.put("globalTokens", n -> Masks.globalTokens(Masks.band(n, 1, 1), 0));
    families.put("neighbourhood", n -> Masks.neighbourhood(of(n), of(3), of(1), of(0)));
    families.put("randomPerRow", n -> Masks.randomPerRow(MaskShape.square(n), 2, 3));
    families.put("bigBird", n -> Masks.bigBird(n, 1, 1, of(n - 1), 1, 3));
    return families;
  }

  private static int[] of(int... values) {
    return values;
  }

  private static MaskShape square(int n) {
    return MaskShape.square(n);
  }

  /** Row p of the square mask, cut to the keys up to p, is the mask of decoding step p. */
  @Example
  void positionOnly_decodingSteps_areTheRowsOfTheWholeMask() {
    byPosition()
        .forEach(
            (name, family) -> {
              for (int n : SIZES) {
                AttentionMask whole = family.apply(square(n));
                assertThat(whole.traits()).as(name).contains(Trait.POSITION_ONLY);
                for (int p = 0; p < n; p++) {
                  assertThat(family.apply(MaskShape.decode(p)))
                      .as("%s, step %s of %s", name, p, n)
                      .isEqualTo(whole.slice(p, p + 1, 0, p + 1));
                }
              }
            });
  }

  @Example
  void positionOnly_isNotDeclared_byRulesOfRowsOrOfTheLength() {
    assertThat(Masks.rows(square(4), 0, 1).traits()).doesNotContain(Trait.POSITION_ONLY);
    assertThat(Masks.randomPerRow(square(4), 1, 0).traits()).doesNotContain(Trait.POSITION_ONLY);
    assertThat(Masks.causal(4).transpose().traits()).doesNotContain(Trait.POSITION_ONLY);
  }

  private static boolean isPrefixStable(Function<Integer, AttentionMask> family) {
    return Arrays.stream(SIZES)
        .allMatch(n -> family.apply(n + 1).slice(0, n, 0, n).equals(family.apply(n)));
  }

  @Example
  void prefixStable_longerMasksBeginWithTheShorterOnes() {
    squares()
        .forEach(
            (name, family) -> {
              if (family.apply(8).traits().contains(Trait.PREFIX_STABLE)) {
                assertThat(isPrefixStable(family)).as(name).isTrue();
              }
            });
  }

  @Example
  void prefixStable_isAbsentWhereTheEndOfTheSequenceMatters() {
    Map<String, Function<Integer, AttentionMask>> families = new LinkedHashMap<>();
    families.put("padding", n -> Masks.keysValidTo(square(n), Math.max(0, n - 2)));
    families.put("neighbourhood", n -> Masks.neighbourhood(of(n), of(3), of(1), of(0)));
    families.put("bigBird", n -> Masks.bigBird(n, 1, 1, of(n - 1), 1, 3));
    families.forEach(
        (name, family) -> {
          assertThat(isPrefixStable(family)).as(name).isFalse();
          assertThat(family.apply(8).traits()).as(name).doesNotContain(Trait.PREFIX_STABLE);
        });
  }

  @Property(tries = 100)
  void packedMasks_areBlocksAlongTheDiagonal(
      @ForAll @IntRange(max = 6) int a,
      @ForAll @IntRange(max = 6) int b,
      @ForAll @IntRange(max = 6) int c) {
    assertThat(Masks.packedCausal(a, b, c))
        .isEqualTo(Masks.blockDiagonal(Masks.causal(a), Masks.causal(b), Masks.causal(c)))
        .isEqualTo(Masks.documentsOfLengths(a, b, c).and(Masks.causal(a + b + c)));
    assertThat(Masks.documentsOfLengths(a, b, c))
        .isEqualTo(Masks.blockDiagonal(Masks.full(a), Masks.full(b), Masks.full(c)))
        .isEqualTo(Masks.documents(Catalogues.documentOf(of(a, b, c))));
    assertThat(Masks.chunked(square(2 * a + 2), a + 1))
        .isEqualTo(Masks.blockDiagonal(Masks.causal(a + 1), Masks.causal(a + 1)));
  }

  @Property(tries = 100)
  void slidingWindow_hasItsRowCounts(
      @ForAll @IntRange(max = 40) int n,
      @ForAll @IntRange(min = 1, max = 45) int keys,
      @ForAll @IntRange(max = 45) int ahead) {
    AttentionMask mask = Masks.slidingWindow(n, keys);
    assertThat(Masks.causal(n).and(Masks.band(n, keys - 1, ahead))).isEqualTo(mask);
    assertThat(mask.rowCounts())
        .containsExactly(IntStream.range(0, n).mapToLong(p -> Math.min(p + 1, keys)).toArray());
    assertThat(Masks.causal(n).rowCounts())
        .containsExactly(IntStream.range(0, n).mapToLong(p -> p + 1).toArray());
    if (keys >= n) {
      assertThat(mask).isEqualTo(Masks.causal(n));
    }
  }

  @Property(tries = 100)
  void masks_growWithTheirParameters(
      @ForAll @IntRange(min = 1, max = 40) int n,
      @ForAll @IntRange(max = 20) int small,
      @ForAll @IntRange(max = 20) int more) {
    int large = small + more;
    int p = Math.min(small, n);
    int q = Math.min(large, n);
    assertThat(Masks.band(n, small, 2).isSubsetOf(Masks.band(n, large, 2))).isTrue();
    assertThat(Masks.band(n, 2, small).isSubsetOf(Masks.band(n, 2, large))).isTrue();
    assertThat(Masks.prefixLm(n, p).isSubsetOf(Masks.prefixLm(n, q))).isTrue();
    assertThat(Masks.sinksAndWindow(n, small, 3).isSubsetOf(Masks.sinksAndWindow(n, large, 3)))
        .isTrue();
    assertThat(
            Masks.sinksAndWindow(n, 2, small + 1).isSubsetOf(Masks.sinksAndWindow(n, 2, large + 1)))
        .isTrue();
    assertThat(
            Masks.bernoulli(square(n), small / 40.0, 5)
                .isSubsetOf(Masks.bernoulli(square(n), large / 40.0, 5)))
        .isTrue();
  }

  @Property(tries = 100)
  void specialCases_areOtherFamilies(
      @ForAll @IntRange(min = 1, max = 40) int n, @ForAll @IntRange(min = 1, max = 12) int w) {
    assertThat(Masks.sinksAndWindow(n, 0, w)).isEqualTo(Masks.slidingWindow(n, w));
    assertThat(Masks.sinksAndWindow(n, w, n)).isEqualTo(Masks.causal(n));
    assertThat(Masks.sinksAndWindow(n, n, w)).isEqualTo(Masks.causal(n));
    assertThat(Masks.prefixLm(n, 0)).isEqualTo(Masks.prefixLm(n, 1)).isEqualTo(Masks.causal(n));
    assertThat(Masks.prefixLm(n, n)).isEqualTo(Masks.full(n));
    assertThat(Masks.documentsOfLengths(n)).isEqualTo(Masks.full(n));
    assertThat(Masks.documents(IntStream.range(0, n).toArray())).isEqualTo(Masks.diagonal(n));
    assertThat(Masks.dilated(square(n), w, 2, 1)).isEqualTo(Masks.band(n, w, 2));
    assertThat(Masks.longNet(n, w, 1, 0).and(Masks.causal(n)))
        .isEqualTo(Masks.chunked(square(n), w));
    assertThat(Masks.segments(new int[n])).isEqualTo(Masks.full(n));
    assertThat(Masks.segments(IntStream.range(0, n).map(p -> 1).toArray()))
        .isEqualTo(Masks.causal(n));
    int prefix = Math.min(w, n);
    assertThat(Masks.segments(IntStream.range(0, n).map(p -> p < prefix ? 0 : 1).toArray()))
        .isEqualTo(Masks.prefixLm(n, prefix));
  }

  @Property(tries = 100)
  void sparsePatterns_areCausalWithKnownCounts(
      @ForAll @IntRange(min = 1, max = 60) int n,
      @ForAll @IntRange(min = 1, max = 9) int l,
      @ForAll @IntRange(max = 9) int summary) {
    int c = Math.min(summary, l);
    AttentionMask causal = Masks.causal(n);
    AttentionMask fixed = Masks.sparseFixed(n, l, c);
    AttentionMask strided = Masks.sparseStridedStride(n, l);
    AttentionMask log = Masks.logSparse(n);
    for (AttentionMask mask :
        new AttentionMask[] {fixed, strided, log, Masks.sparseStridedLocal(n, l)}) {
      assertThat(mask.isSubsetOf(causal)).isTrue();
    }
    for (int p = 0; p < n; p++) {
      assertThat(fixed.row(p).cells()).isEqualTo(p % l + 1 + c * (p / l));
      assertThat(strided.row(p).cells()).isEqualTo(p / l + 1);
      int doublings = p == 0 ? -1 : 31 - Integer.numberOfLeadingZeros(p);
      assertThat(log.row(p).cells()).isEqualTo(2 + doublings);
    }
  }

  @Property(tries = 100)
  void neighbourhood_everyTokenSeesTheSameNumber(
      @ForAll @IntRange(min = 1, max = 9) int height,
      @ForAll @IntRange(min = 1, max = 9) int width,
      @ForAll @IntRange(min = 1, max = 5) int kernel,
      @ForAll @IntRange(min = 1, max = 3) int dilation) {
    AttentionMask mask =
        Masks.neighbourhood(
            of(height, width), of(kernel, kernel), of(dilation, dilation), of(0, 0));
    for (int q = 0; q < height * width; q++) {
      int rows = (height - 1 - q / width % dilation) / dilation + 1;
      int columns = (width - 1 - q % width % dilation) / dilation + 1;
      assertThat(mask.row(q).cells()).isEqualTo(Math.min(kernel, rows) * Math.min(kernel, columns));
      assertThat(mask.allows(q, q)).isTrue();
    }
  }

  @Property(tries = 100)
  void swin_isAnEquivalence_andShiftZeroIsPlainWindows(
      @ForAll @IntRange(min = 1, max = 3) int side,
      @ForAll @IntRange(min = 1, max = 3) int tall,
      @ForAll @IntRange(min = 1, max = 3) int wide,
      @ForAll @IntRange(max = 2) int shift) {
    AttentionMask mask = Masks.swin(side * tall, side * wide, side, shift % side);
    assertThat(TraitsTest.holds(Trait.EQUIVALENCE, mask.toDense(), mask.keys())).isTrue();
    int width = side * wide;
    int[] windows =
        IntStream.range(0, side * tall * width)
            .map(t -> t / width / side * wide + t % width / side)
            .toArray();
    assertThat(Masks.swin(side * tall, width, side, 0)).isEqualTo(Masks.documents(windows));
  }

  @Property(tries = 100)
  void tree_isAnOrderAndCountsItsDepth(
      @ForAll @IntRange(min = 1, max = 30) int n,
      @ForAll @IntRange(max = 5) int context,
      @ForAll long seed) {
    Random random = new Random(seed);
    int[] parents = IntStream.range(0, n).map(v -> random.nextInt(v + 1) - 1).toArray();
    int[] depth = new int[n];
    for (int v = 0; v < n; v++) {
      depth[v] = parents[v] < 0 ? 0 : depth[parents[v]] + 1;
    }
    AttentionMask tree = Masks.tree(parents, context);
    assertThat(tree.rowCounts())
        .containsExactly(Arrays.stream(depth).mapToLong(d -> context + d + 1L).toArray());
    AttentionMask nodes = tree.slice(0, n, context, context + n);
    assertThat(Masks.diagonal(n).isSubsetOf(nodes)).isTrue();
    assertThat(nodes.and(nodes.transpose())).isEqualTo(Masks.diagonal(n));
    for (int v = 0; v < n; v++) {
      for (int a : nodes.row(v).toArray()) {
        assertThat(nodes.selectRows(a).isSubsetOf(nodes.selectRows(v))).isTrue();
      }
    }
    int[] chain = IntStream.range(-1, n - 1).toArray();
    assertThat(Masks.tree(chain, context))
        .isEqualTo(Masks.causal(new MaskShape(n, context + n, context)));
  }

  @Example
  void randomMasks_areTheSameInAnyOrderAndThread() {
    for (AttentionMask mask :
        new AttentionMask[] {
          Masks.bernoulli(square(64), 0.3, 9),
          Masks.randomPerRow(square(64), 5, 9),
          Masks.bigBird(64, 4, 1, of(0), 2, 9)
        }) {
      boolean[][] forward = mask.toDense();
      boolean[][] parallel = new boolean[64][64];
      IntStream.range(0, 64 * 64)
          .parallel()
          .map(cell -> 64 * 64 - 1 - cell)
          .forEach(cell -> parallel[cell / 64][cell % 64] = mask.allows(cell / 64, cell % 64));
      assertThat(parallel).isDeepEqualTo(forward);
    }
  }

  @Property(tries = 100)
  void emptyRows_withPadding_areThoseThatSeeOnlyPadding(
      @ForAll @IntRange(min = 1, max = 30) int n,
      @ForAll @IntRange(min = 1, max = 5) int w,
      @ForAll @IntRange(max = 30) int padding) {
    int pad = Math.min(padding, n);
    AttentionMask mask = Masks.slidingWindow(n, w);
    AttentionMask valid = Masks.keysValidFrom(square(n), pad);
    Runs empty = mask.and(valid).emptyRows();
    for (int q = 0; q < n; q++) {
      assertThat(empty.contains(q)).isEqualTo(!mask.selectRows(q).intersects(valid.selectRows(q)));
    }
    assertThat(empty).hasToString(pad == 0 ? "-" : "[0," + pad + ")");
  }

  @Property(tries = 100)
  void packedMasks_neverCrossDocuments(
      @ForAll @IntRange(min = 1, max = 8) int a, @ForAll @IntRange(min = 1, max = 8) int b) {
    int n = a + b;
    AttentionMask across =
        Masks.rectangle(square(n), 0, a, a, n).or(Masks.rectangle(square(n), a, n, 0, a));
    assertThat(Masks.packedCausal(a, b).intersects(across)).isFalse();
    assertThat(Masks.documentsOfLengths(a, b).intersects(across)).isFalse();
    assertThat(Masks.documentsOfLengths(a, b).or(across)).isEqualTo(Masks.full(n));
  }

  /** (causal or image) and window is not (causal and window) or image. */
  @Example
  void andThenOr_isNotOrThenAnd() {
    AttentionMask causal = Masks.causal(8);
    AttentionMask window = Masks.band(8, 2, 2);
    AttentionMask image = Masks.rectangle(square(8), 1, 6, 1, 6);
    assertThat(causal.or(image).and(window)).isNotEqualTo(causal.and(window).or(image));
    assertThat(causal.or(image).and(window).isSubsetOf(window)).isTrue();
    assertThat(causal.and(window).or(image).isSubsetOf(window)).isFalse();
  }

  /** These join sets of keys and cut them by a causal mask last; cut first, they see ahead. */
  @Example
  void causalComesLast_inMasksThatMixBoth() {
    AttentionMask causal = Masks.causal(8);
    AttentionMask sinks = Masks.columns(8, 0, 2);
    AttentionMask window = Masks.band(8, 2, 2);
    assertCausalLast(Masks.sinksAndWindow(8, 2, 3), causal, window, sinks);
    AttentionMask vertical = Masks.columnSet(8, 3);
    AttentionMask slash = Masks.dilated(square(8), 1, 1, 2).minus(Masks.diagonal(8));
    assertCausalLast(Masks.verticalSlash(square(8), of(3), of(2)), causal, slash, vertical);
    AttentionMask own = Masks.documentsOfLengths(2, 2, 2, 2);
    AttentionMask selected = Masks.rectangle(square(8), 4, 8, 0, 2);
    int[][] blocks = {{}, {}, {0}, {0}};
    assertCausalLast(Masks.blockTopKWithOwn(square(8), 2, 2, blocks), causal, selected, own);
    assertCausalLast(
        Masks.blockTopK(square(8), 2, 2, new int[][] {{0}, {1}, {0, 2}, {0, 3}}),
        causal,
        selected,
        own);
  }

  private static void assertCausalLast(
      AttentionMask built, AttentionMask causal, AttentionMask part, AttentionMask other) {
    assertThat(built).isEqualTo(part.or(other).and(causal));
    AttentionMask causalFirst = part.and(causal).or(other);
    assertThat(built).isNotEqualTo(causalFirst);
    assertThat(causalFirst.isSubsetOf(causal)).isFalse();
  }

  @Property(tries = 50)
  void densityGrid_ofFullResolution_isTheMask(@ForAll @IntRange(min = 1, max = 40) int n) {
    AttentionMask mask = Masks.logSparse(n);
    DensityGrid grid = mask.densityGrid(n, n);
    boolean same = true;
    for (int q = 0; q < n; q++) {
      for (int k = 0; k < n; k++) {
        same &= grid.count(q, k) == (mask.allows(q, k) ? 1 : 0) && grid.area(q, k) == 1;
      }
    }
    assertThat(same).isTrue();
  }
}
