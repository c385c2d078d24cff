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
          .put("hstack", in -> Masks.hstack(in.masks()))
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

  private static AttentionMask treeOfPaths(ExpressionReader in) {
    int[][] paths = in.lists("paths").stream().map(path -> path.toArray()).toArray(int[][]::new);
    return Masks.treeOfPaths(paths, in.whole("a number of context keys"));
  }
}
