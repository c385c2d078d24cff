package dev.attn.examples.gallery;

import static dev.attn.mask.MaskShape.square;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.Masks;
import dev.attn.tensor.AttentionMatrix;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The masks of the page, one for every factory, by family. */
final class MaskCatalogue {

  private final Map<String, List<MaskEntry>> families = new LinkedHashMap<>();
  private List<MaskEntry> family = new ArrayList<>();

  private MaskCatalogue() {}

  /** Returns the masks by the title of their family, in order. */
  static Map<String, List<MaskEntry>> families() throws IOException {
    MaskCatalogue catalogue = new MaskCatalogue();
    catalogue.elementary();
    catalogue.windows();
    catalogue.sets();
    catalogue.packing();
    catalogue.prefixes();
    catalogue.sparse();
    catalogue.grids();
    catalogue.trees();
    catalogue.data();
    catalogue.together();
    return catalogue.families;
  }

  /** Returns the real attention weights that some of the masks are taken from. */
  static AttentionMatrix weights() throws IOException {
    return Captures.open("grounding").tensor("attention").layer(0).head(9);
  }

  private void elementary() {
    family("Elementary");
    same("full(16)", "All keys.", "");
    same("none(16)", "No key.", "");
    same("diagonal(16)", "One key, itself.", "");
    same(
        "causal(16)", "`p + 1` keys: itself and all before it.", "Vaswani et al. 2017, 1706.03762");
    same("causalTopLeft(10, 16)", "`i + 1` keys; query 0 stands at key 0.", "");
    same(
        "causalBottomRight(10, 16)",
        "`i + 1 + keys - queries` keys; the last query stands at the last key.",
        "");
    same("strictlyCausal(16)", "`p` keys: all before it, not itself. Row 0 is empty.", "");
    same("antiCausal(16)", "`n - p` keys: itself and all after it.", "");
  }

  private void windows() {
    family("Windows");
    same(
        "slidingWindow(16, 4)",
        "The last 4 keys, itself included.",
        "Jiang et al. 2023, Mistral, 2310.06825");
    same(
        "band(16, 3, 1)",
        "`back + 1 + ahead` keys, fewer at the edges: 3 before it, itself, 1 after it.",
        "Beltagy et al. 2020, Longformer, 2004.05150");
    entry(
        "Masks.window(topLeft(10, 16), 1, UNBOUNDED)",
        "window(10x16+0, 1, UNBOUNDED)",
        "`back + 1 + ahead` keys, fewer at the edges, at any shape; here no limit ahead.",
        "");
    entry(
        "Masks.lookahead(square(16), 2)",
        "lookahead(16, 2)",
        "`min(n, p + 1 + ahead)` keys: all before it, itself and up to 2 after it.",
        "");
    entry(
        "Masks.dilated(square(16), 2, 1, 3)",
        "dilated(16, 2, 1, 3)",
        "`back + 1 + ahead` keys, fewer at the edges, each 3 from the next.",
        "Longformer, 2004.05150; DiNAT, 2209.15001");
    entry(
        "Masks.strided(square(16), 4)",
        "strided(16, 4)",
        "`p / step + 1` keys: every 4th from itself back.",
        "");
  }

  private void sets() {
    family("Columns, rows and cells");
    same("columns(16, 2, 6)", "The `hi - lo` keys [2, 6).", "");
    entry("Masks.columnSet(16, 0, 5, 11)", "columnSet(16, [0, 5, 11])", "The 3 listed keys.", "");
    entry(
        "Masks.columnStripe(square(16), 4, 1)",
        "columnStripe(16, 4, 1)",
        "About `keys / step` keys: those with k mod 4 = 1.",
        "");
    entry("Masks.rows(square(16), 2, 6)", "rows(16, 2, 6)", "All keys in the rows [2, 6).", "");
    entry(
        "Masks.rowSet(square(16), 0, 5, 11)",
        "rowSet(16, [0, 5, 11])",
        "All keys in the listed rows.",
        "");
    entry(
        "Masks.rectangle(square(16), 3, 9, 5, 14)",
        "rectangle(16, 3, 9, 5, 14)",
        "The keys [5, 14) in the rows [3, 9).",
        "");
    entry(
        "Masks.cells(16, new int[][] {{2, 9}, {7, 7}, {13, 1}})",
        "cells(16, [(2, 9), (7, 7), (13, 1)])",
        "As many keys as it is listed with.",
        "");
    entry(
        "Masks.fromDense(new boolean[][] {{true, false}, {false, true}})",
        "As many keys as its row has cells that are true.",
        Masks.fromDense(new boolean[][] {{true, false}, {false, true}}));
    entry(
        "Masks.parse(\"##..\\n.##.\\n#.##\")",
        "As many keys as its line has `#`.",
        Masks.parse("##..\n.##.\n#.##"));
    entry(
        "Masks.fromPredicate(square(16), \"nim\", (q, k) -> (q & k) == 0)",
        "As many keys as the function allows; a row asks it once per key.",
        Masks.fromPredicate(square(16), "nim", (q, k) -> (q & k) == 0));
  }

  private void packing() {
    family("Padding and packing");
    entry(
        "Masks.keysValidTo(square(16), 12)",
        "keysValidTo(16, 12)",
        "The first 12 keys: right padding.",
        "");
    entry(
        "Masks.keysValidFrom(square(16), 4)",
        "keysValidFrom(16, 4)",
        "`n - pad` keys, all but the first 4: left padding.",
        "");
    entry(
        "Masks.queriesValidTo(square(16), 12)",
        "queriesValidTo(16, 12)",
        "All keys in the first 12 rows; the others are empty.",
        "");
    entry(
        "Masks.documents(0, 0, 0, 1, 1, 1, 1, 0, 0, 2, 2, 2, -1, -1)",
        "documents([0, 0, 0, 1, 1, 1, 1, 0, 0, 2, 2, 2, -1, -1])",
        "As many keys as its document has tokens; a negative id is padding.",
        "");
    same("documentsOfLengths(5, 2, 6, 3)", "As many keys as its document has tokens.", "");
    same(
        "packedCausal(5, 2, 6, 3)",
        "`j + 1` keys, where j counts from the start of its document.",
        "");
    entry(
        "Masks.chunked(square(16), 5)",
        "chunked(16, 5)",
        "`p mod size + 1` keys: those of its chunk up to itself.",
        "");
    entry(
        "Masks.chunkedFrom(square(16), 5, 2)",
        "chunkedFrom(16, 5, 2)",
        "`(p - pad) mod size + 1` keys; chunks begin after the 2 padding tokens, whose rows are empty.",
        "");
    entry(
        "Masks.blockCausal(square(16), 4)",
        "blockCausal(16, 4)",
        "`min(n, (p / size + 1) * size)` keys: all up to the end of its block.",
        "");
  }

  private void prefixes() {
    family("Prefixes, global tokens, sinks");
    same("prefixLm(16, 5)", "`max(prefix, p + 1)` keys.", "T5, 1910.10683; UniLM, 1905.03197");
    entry(
        "Masks.segments(1, 0, 0, 1, 0, 1, 1, 1, 0, 0, 0, 1)",
        "segments([1, 0, 0, 1, 0, 1, 1, 1, 0, 0, 0, 1])",
        "`end` keys: all before the `end` of its segment; a 1 begins a segment.",
        "PaliGemma, 2407.07726");
    entry(
        "Masks.globalTokens(Masks.band(16, 1, 1), 0, 9)",
        "globalTokens(band(16, 1, 1), [0, 9])",
        "All keys if it is global, otherwise the base and the 2 global keys.",
        "Longformer, 2004.05150");
    entry(
        "Masks.globalKeys(Masks.band(16, 1, 1), 0, 9)",
        "globalKeys(band(16, 1, 1), [0, 9])",
        "The base and the 2 global keys.",
        "");
    entry(
        "Masks.globalQueries(Masks.band(16, 1, 1), 0, 9)",
        "globalQueries(band(16, 1, 1), [0, 9])",
        "All keys if it is global, otherwise the base.",
        "ETC, 2004.08483");
    same(
        "sinksAndWindow(16, 2, 4)",
        "The last `min(p + 1, keys)` keys and up to `sinks` keys at the start.",
        "StreamingLLM, 2309.17453");
    same(
        "contextTarget(16, 6)",
        "`context` keys; a target one more, itself.",
        "Prior-fitted networks, 2112.10510; neural processes, 2207.04179");
  }

  private void sparse() {
    family("Fixed sparse patterns");
    String child = "Sparse Transformer, 1904.10509";
    same(
        "sparseStridedLocal(16, 4)",
        "The last `reach + 1` keys: the local half, as printed.",
        child);
    same(
        "sparseStridedLocalOfCode(16, 4)",
        "The last `keys` keys: the local half, as coded.",
        child);
    same("sparseStridedStride(16, 4)", "`p / step + 1` keys: the other half.", child);
    same("sparseFixed(16, 4, 1)", "`p mod block + 1 + summary * (p / block)` keys.", child);
    same("logSparse(16)", "`2 + floor(log2 p)` keys: distances are powers of 2.", "1907.00235");
    entry(
        "Masks.bigBird(24, 2, 1, new int[] {0, 11}, 2, 42)",
        "bigBird(24, 2, 1, [0, 11], 2, 42)",
        "`2 * reach + 1` blocks around its own, the global ones, 2 at random.",
        "BigBird, 2007.14062");
    entry(
        "Masks.bernoulli(square(16), 0.25, 42)",
        "bernoulli(16, 0.25, 42)",
        "About `density * keys` keys, the same on every machine.",
        "");
    entry(
        "Masks.randomPerRow(square(16), 3, 42)",
        "randomPerRow(16, 3, 42)",
        "`min(count, keys)` keys at random.",
        "");
    same(
        "longNet(16, 8, 2, 1)",
        "`ceil((segment - residue) / dilation)` keys if it has the residue, otherwise none; fewer in a last segment that is cut.",
        "LongNet, 2307.02486");
  }

  private void grids() {
    family("Images and other grids");
    same("axial(4, 4)", "`height + width - 1` keys: its row and its column.", "1912.12180");
    same(
        "local2d(4, 6, 1, 1)",
        "`(2 * yReach + 1) * (2 * xReach + 1)` keys, fewer at the edges.",
        "1906.05909");
    entry(
        "Masks.neighbourhood(new int[] {4, 6}, new int[] {3, 3}, new int[] {1, 1}, new int[] {0, 0})",
        "neighbourhood([4, 6], [3, 3], [1, 1], [0, 0])",
        "The product of the kernels, here 9 keys: the window moves inwards at the edges. On a causal axis it is cut.",
        "NATTEN, 2204.07143");
    same("swin(4, 6, 2, 1)", "Up to `side * side` keys: those of its window.", "Swin, 2103.14030");
  }

  private void trees() {
    family("Draft trees and chosen keys");
    entry(
        "Masks.tree(new int[] {-1, 0, 0, 0, 1, 1, 2, 4, 4, 7}, 4)",
        "tree([-1, 0, 0, 0, 1, 1, 2, 4, 4, 7], 4)",
        "`context + depth + 1` keys: the context, its ancestors, itself.",
        "Medusa, 2401.10774; SpecInfer, 2305.09781");
    entry(
        "Masks.treeOfPaths(new int[][] {{0}, {1}, {2}, {0, 0}, {0, 1}, {1, 0}, {0, 0, 0}}, 4)",
        "treeOfPaths([[0], [1], [2], [0, 0], [0, 1], [1, 0], [0, 0, 0]], 4)",
        "`context + depth + 1` keys; nodes are named by the choices that lead to them.",
        "Medusa, 2401.10774");
    entry(
        "Masks.verticalSlash(square(16), new int[] {0, 6}, new int[] {0, 1, 5})",
        "verticalSlash(16, [0, 6], [0, 1, 5])",
        "Up to `columns + distances` keys.",
        "after MInference, 2407.02490");
    entry(
        "Masks.blockTopK(square(16), 4, 4, new int[][] {{0}, {1}, {0, 2}, {1}})",
        "blockTopK(16, 4, 4, [[0], [1], [0, 2], [1]])",
        "Up to `keyBlock` keys for each block selected for its block of rows: those up to itself.",
        "after Quest, 2406.10774; MoBA, 2502.13189");
    entry(
        "Masks.blockTopKWithOwn(square(16), 4, 4, new int[][] {{0}, {0}, {0}, {1}})",
        "blockTopKWithOwn(16, 4, 4, [[0], [0], [0], [1]])",
        "Up to `keyBlock` keys for each selected block and for its own: those up to itself.",
        "after MoBA, 2502.13189");
  }

  private void data() throws IOException {
    family("From real weights");
    AttentionMatrix weights = weights();
    entry(
        "Masks.threshold(weights, 0.1)",
        "As many keys as have a weight of at least 0.1.",
        Masks.threshold(weights, 0.1));
    entry(
        "Masks.thresholdOfAnySign(weights, 0)",
        "As many keys as have a value of at least 0: for scores, or to keep weights of 0.",
        Masks.thresholdOfAnySign(weights, 0));
    entry(
        "Masks.topK(weights, 3)",
        "The 3 heaviest keys, fewer if fewer have weight.",
        Masks.topK(weights, 3));
    entry(
        "Masks.topP(weights, 0.8)",
        "The fewest keys that hold 0.8 of the weight.",
        Masks.topP(weights, 0.8));
  }

  private void together() {
    family("Put together");
    entry(
        "Masks.allOf(Masks.band(16, 6, 2), Masks.documentsOfLengths(9, 7), Masks.keysValidTo(square(16), 13))",
        "band(16, 6, 2) & documentsOfLengths(9, 7) & keysValidTo(16, 13)",
        "The keys that every mask allows.",
        "");
    entry(
        "Masks.anyOf(Masks.columns(16, 0, 2), Masks.band(16, 1, 1), Masks.rectangle(square(16), 9, 14, 4, 7))",
        "columns(16, 0, 2) | band(16, 1, 1) | rectangle(16, 9, 14, 4, 7)",
        "The keys that any mask allows.",
        "");
    entry(
        "Masks.hstack(Masks.columns(8, 0, 5), Masks.causal(8))",
        "hstack(columns(8, 0, 5), causal(8))",
        "The keys of both, side by side: here a cache and new tokens.",
        "");
    entry(
        "Masks.vstack(Masks.full(4, 16), Masks.causalBottomRight(12, 16))",
        "vstack(full(4x16+0), causalBottomRight(12, 16))",
        "The keys of the mask that its row comes from.",
        "");
    entry(
        "Masks.blockDiagonal(Masks.causal(6), Masks.full(4), Masks.band(6, 1, 1))",
        "blockDiagonal(causal(6), full(4), band(6, 1, 1))",
        "The keys of its own block.",
        "");
  }

  private void family(String title) {
    family = new ArrayList<>();
    families.put(title, family);
  }

  private void same(String text, String sees, String source) {
    entry("Masks." + text, text, sees, source);
  }

  private void entry(String code, String text, String sees, String source) {
    AttentionMask mask = Masks.parseExpression(text);
    family.add(new MaskEntry(factory(code), code, text, sees, source, mask));
  }

  private void entry(String code, String sees, AttentionMask mask) {
    family.add(new MaskEntry(factory(code), code, "", sees, "", mask));
  }

  private static String factory(String code) {
    return code.substring("Masks.".length(), code.indexOf('('));
  }
}
