package dev.attn.mask;

import com.google.common.collect.ImmutableMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The names that a mask expression may use, and the arguments that each of them takes. */
final class Vocabulary {

  private static final ImmutableMap<String, Function<ExpressionReader, AttentionMask>> FACTORIES =
      ImmutableMap.<String, Function<ExpressionReader, AttentionMask>>builder()
          .put("full", in -> Masks.full(in.shape()))
          .put("none", in -> Masks.none(in.shape()))
          .put("diagonal", in -> Masks.diagonal(in.shape()))
          .put("causal", in -> Masks.causal(in.shape()))
          .put(
              "causalTopLeft", in -> Masks.causalTopLeft(in.whole("a number of queries"), keys(in)))
          .put(
              "causalBottomRight",
              in -> Masks.causalBottomRight(in.whole("a number of queries"), keys(in)))
          .put("strictlyCausal", in -> Masks.strictlyCausal(in.shape()))
          .put("antiCausal", in -> Masks.antiCausal(in.shape()))
          .put("window", in -> Masks.window(in.shape(), in.distance("back"), in.distance("ahead")))
          .put("band", in -> Masks.band(n(in), in.distance("back"), in.distance("ahead")))
          .put("slidingWindow", in -> Masks.slidingWindow(n(in), keys(in)))
          .put("lookahead", in -> Masks.lookahead(in.shape(), in.distance("ahead")))
          .put("dilated", Vocabulary::dilated)
          .put("strided", in -> Masks.strided(in.shape(), in.whole("step")))
          .put(
              "columnStripe",
              in -> Masks.columnStripe(in.shape(), in.whole("step"), in.whole("residue")))
          .put("keysValidTo", in -> Masks.keysValidTo(in.shape(), in.whole("length")))
          .put("keysValidFrom", in -> Masks.keysValidFrom(in.shape(), in.whole("pad")))
          .put("queriesValidTo", in -> Masks.queriesValidTo(in.shape(), in.whole("length")))
          .put("documents", Vocabulary::documents)
          .put("documentsOfLengths", in -> Masks.documentsOfLengths(in.rest("length")))
          .put("packedCausal", in -> Masks.packedCausal(in.rest("length")))
          .put("chunked", in -> Masks.chunked(in.shape(), in.whole("size")))
          .put(
              "chunkedFrom", in -> Masks.chunkedFrom(in.shape(), in.whole("size"), in.whole("pad")))
          .put("blockCausal", in -> Masks.blockCausal(in.shape(), in.whole("size")))
          .put("segments", Vocabulary::segments)
          .put("globalTokens", in -> Masks.globalTokens(in.mask(), in.ints("positions").toArray()))
          .put("globalKeys", in -> Masks.globalKeys(in.mask(), in.ints("columns").toArray()))
          .put("globalQueries", in -> Masks.globalQueries(in.mask(), in.ints("rows").toArray()))
          .put("contextTarget", in -> Masks.contextTarget(n(in), in.whole("context")))
          .put("sparseStridedLocal", in -> Masks.sparseStridedLocal(n(in), in.whole("reach")))
          .put("sparseStridedLocalOfCode", in -> Masks.sparseStridedLocalOfCode(n(in), keys(in)))
          .put("sparseStridedStride", in -> Masks.sparseStridedStride(n(in), in.whole("step")))
          .put(
              "sparseFixed", in -> Masks.sparseFixed(n(in), in.whole("block"), in.whole("summary")))
          .put("logSparse", in -> Masks.logSparse(n(in)))
          .put("bigBird", Vocabulary::bigBird)
          .put("bernoulli", in -> Masks.bernoulli(in.shape(), in.real("a density"), in.seed()))
          .put("randomPerRow", in -> Masks.randomPerRow(in.shape(), in.whole("count"), in.seed()))
          .put("longNet", Vocabulary::longNet)
          .put("axial", in -> Masks.axial(in.whole("height"), in.whole("width")))
          .put("local2d", Vocabulary::local2d)
          .put("neighbourhood", Vocabulary::neighbourhood)
          .put("swin", Vocabulary::swin)
          .put("verticalSlash", Vocabulary::verticalSlash)
          .put("blockTopK", Vocabulary::blockTopK)
          .put("blockTopKWithOwn", Vocabulary::blockTopKWithOwn)
          .put("prefixLm", in -> Masks.prefixLm(n(in), in.whole("prefix")))
          .put(
              "sinksAndWindow",
              in -> Masks.sinksAndWindow(n(in), in.whole("a number of sinks"), keys(in)))
          .put(
              "columns",
              in ->
                  Masks.columns(
                      in.shape(), in.whole("a first key"), in.whole("the key after the last")))
          .put("columnSet", in -> Masks.columnSet(in.shape(), in.ints("columns").toArray()))
          .put(
              "rows",
              in ->
                  Masks.rows(
                      in.shape(), in.whole("a first row"), in.whole("the row after the last")))
          .put("rowSet", in -> Masks.rowSet(in.shape(), in.ints("rows").toArray()))
          .put("rectangle", Vocabulary::rectangle)
          .put("cells", in -> Masks.cells(in.shape(), in.pairs("cells")))
          .put(
              "tree",
              in -> Masks.tree(in.ints("parents").toArray(), in.whole("a number of context keys")))
          .put("treeOfPaths", Vocabulary::treeOfPaths)
          .put("transpose", in -> in.mask().transpose())
          .put("slice", Vocabulary::slice)
          .put("selectRows", in -> in.mask().selectRows(in.ints("rows").toArray()))
          .put("selectKeys", in -> in.mask().selectKeys(in.ints("keys").toArray()))
          .put(
              "permute",
              in -> in.mask().permute(in.ints("rows").toArray(), in.ints("keys").toArray()))
          .put("shift", in -> in.mask().shift(in.whole("rows"), in.whole("keys")))
          .put("pad", Vocabulary::pad)
          .put("hstack", in -> Masks.hstack(in.masks()))
          .put("vstack", in -> Masks.vstack(in.masks()))
          .put("blockDiagonal", in -> Masks.blockDiagonal(in.masks()))
          .buildOrThrow();

  private Vocabulary() {}

  /** Returns what reads the arguments of {@code name} and builds the mask. */
  static @Nullable Function<ExpressionReader, AttentionMask> factory(String name) {
    return FACTORIES.get(name);
  }

  private static int n(ExpressionReader in) {
    return in.whole("a number of tokens");
  }

  private static int keys(ExpressionReader in) {
    return in.whole("a number of keys");
  }

  private static AttentionMask rectangle(ExpressionReader in) {
    return Masks.rectangle(
        in.shape(),
        in.whole("a first row"),
        in.whole("the row after the last"),
        in.whole("a first key"),
        in.whole("the key after the last"));
  }

  private static AttentionMask slice(ExpressionReader in) {
    return in.mask()
        .slice(
            in.whole("a first row"),
            in.whole("the row after the last"),
            in.whole("a first key"),
            in.whole("the key after the last"));
  }

  private static AttentionMask pad(ExpressionReader in) {
    return in.mask()
        .pad(in.whole("top"), in.whole("bottom"), in.whole("left"), in.whole("right"), in.fill());
  }

  private static AttentionMask treeOfPaths(ExpressionReader in) {
    return Masks.treeOfPaths(lists(in, "paths"), in.whole("a number of context keys"));
  }

  private static int[][] lists(ExpressionReader in, String name) {
    return in.lists(name).stream().map(list -> list.toArray()).toArray(int[][]::new);
  }

  private static AttentionMask dilated(ExpressionReader in) {
    return Masks.dilated(in.shape(), in.distance("back"), in.distance("ahead"), in.whole("step"));
  }

  private static AttentionMask documents(ExpressionReader in) {
    return in.listFollows()
        ? Masks.documents(in.ints("ids").toArray())
        : Masks.documents(in.shape(), in.ints("ids").toArray());
  }

  private static AttentionMask segments(ExpressionReader in) {
    int[] boundary = in.ints("boundary").toArray();
    return in.listFollows()
        ? Masks.segments(boundary, in.ints("valid").toArray())
        : Masks.segments(boundary);
  }

  private static AttentionMask bigBird(ExpressionReader in) {
    return Masks.bigBird(
        n(in),
        in.whole("block"),
        in.whole("reach"),
        in.ints("global blocks").toArray(),
        in.whole("random"),
        in.seed());
  }

  private static AttentionMask longNet(ExpressionReader in) {
    return Masks.longNet(n(in), in.whole("segment"), in.whole("dilation"), in.whole("residue"));
  }

  private static AttentionMask local2d(ExpressionReader in) {
    return Masks.local2d(
        in.whole("height"), in.whole("width"), in.whole("y reach"), in.whole("x reach"));
  }

  private static AttentionMask neighbourhood(ExpressionReader in) {
    return Masks.neighbourhood(
        in.ints("sizes").toArray(),
        in.ints("kernel").toArray(),
        in.ints("dilation").toArray(),
        in.ints("causal").toArray());
  }

  private static AttentionMask swin(ExpressionReader in) {
    return Masks.swin(in.whole("height"), in.whole("width"), in.whole("side"), in.whole("shift"));
  }

  private static AttentionMask verticalSlash(ExpressionReader in) {
    return Masks.verticalSlash(
        in.shape(), in.ints("columns").toArray(), in.ints("distances").toArray());
  }

  private static AttentionMask blockTopK(ExpressionReader in) {
    return Masks.blockTopK(
        in.shape(), in.whole("row block"), in.whole("key block"), lists(in, "selected"));
  }

  private static AttentionMask blockTopKWithOwn(ExpressionReader in) {
    return Masks.blockTopKWithOwn(
        in.shape(), in.whole("row block"), in.whole("key block"), lists(in, "selected"));
  }
}
