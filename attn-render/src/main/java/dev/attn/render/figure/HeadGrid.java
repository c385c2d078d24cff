package dev.attn.render.figure;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import dev.attn.mask.AttentionMask;
import dev.attn.render.color.Colormap;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.Tokens;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * All heads of a model at once, layers downwards and heads to the right, and some of them enlarged.
 *
 * @param values what is drawn
 * @param mask what the model could see, empty for everything
 * @param tokens labels of queries and keys in the enlarged heads
 * @param headCell what stands for a head in the overview
 * @param indexBase number drawn for the first layer and head; in code both count from 0
 * @param orientation which way round each head is drawn
 * @param zooms the enlarged heads, from top to bottom
 * @param presentation title, scale, masked cells and look
 */
public record HeadGrid(
    AttentionTensor values,
    Optional<AttentionMask> mask,
    TokenAxes tokens,
    HeadCell headCell,
    int indexBase,
    Orientation orientation,
    List<Zoom> zooms,
    Presentation presentation)
    implements Figure {

  /** Values that are held in memory while they are drawn: 8 MB of them at most. */
  private static final long READ_ONCE = 1 << 20;

  /**
   * The labels of both sides of attention.
   *
   * @param queries one per query
   * @param keys one per key
   */
  public record TokenAxes(Axis queries, Axis keys) {
    /** Checks that nothing is missing. */
    public TokenAxes {
      requireNonNull(queries, "queries must not be null");
      requireNonNull(keys, "keys must not be null");
    }
  }

  /** Copies the zooms and checks that everything fits the values. */
  public HeadGrid {
    requireNonNull(values, "values must not be null");
    requireNonNull(mask, "mask must not be null");
    requireNonNull(tokens, "tokens must not be null");
    requireNonNull(headCell, "headCell must not be null");
    requireNonNull(orientation, "orientation must not be null");
    requireNonNull(zooms, "zooms must not be null");
    requireNonNull(presentation, "presentation must not be null");
    zooms = ImmutableList.copyOf(zooms);
    tokens.queries().fitting("query", values.shape().queries());
    tokens.keys().fitting("key", values.shape().keys());
    for (Zoom zoom : zooms) {
      checkIndex("zoom layer", zoom.layer(), values.shape().layers());
      checkIndex("zoom head", zoom.head(), values.shape().heads());
    }
  }

  private static void checkIndex(String name, int index, int count) {
    checkArgument(index < count, "%s must be in [0, %s), got %s", name, count, index);
  }

  /** Returns the overview of a tensor: thumbnails, numbered from 0, nothing enlarged. */
  public static HeadGrid of(AttentionTensor values) {
    return new HeadGrid(
        values,
        Optional.empty(),
        new TokenAxes(Axis.none(), Axis.none()),
        HeadCell.thumbnail(),
        0,
        Orientation.ROWS_ARE_QUERIES,
        List.of(),
        Presentation.defaults());
  }

  /** Returns this grid with the cells masked that {@code newMask} does not allow. */
  public HeadGrid withMask(AttentionMask newMask) {
    requireNonNull(newMask, "mask must not be null");
    return new HeadGrid(
        values,
        Optional.of(newMask),
        tokens,
        headCell,
        indexBase,
        orientation,
        zooms,
        presentation);
  }

  /** Returns this grid with the same tokens for queries and keys. */
  public HeadGrid withTokens(Tokens newTokens) {
    requireNonNull(newTokens, "tokens must not be null");
    return withTokens(newTokens, newTokens);
  }

  /** Returns this grid with tokens for queries and others for keys. */
  public HeadGrid withTokens(Tokens queries, Tokens keys) {
    requireNonNull(queries, "queries must not be null");
    requireNonNull(keys, "keys must not be null");
    return withTokens(Axis.labels(queries), Axis.labels(keys));
  }

  /** Returns this grid with these token axes, for example with titles or another display. */
  public HeadGrid withTokens(Axis queries, Axis keys) {
    requireNonNull(queries, "queries must not be null");
    requireNonNull(keys, "keys must not be null");
    TokenAxes axes = new TokenAxes(queries, keys);
    return new HeadGrid(values, mask, axes, headCell, indexBase, orientation, zooms, presentation);
  }

  /** Returns this grid with something else standing for each head. */
  public HeadGrid withHeadCell(HeadCell newHeadCell) {
    return new HeadGrid(
        values, mask, tokens, newHeadCell, indexBase, orientation, zooms, presentation);
  }

  /** Returns this grid with layers and heads numbered from {@code newIndexBase} on. */
  public HeadGrid withIndexBase(int newIndexBase) {
    return new HeadGrid(
        values, mask, tokens, headCell, newIndexBase, orientation, zooms, presentation);
  }

  /** Returns this grid with each head drawn another way round. */
  public HeadGrid withOrientation(Orientation newOrientation) {
    return new HeadGrid(
        values, mask, tokens, headCell, indexBase, newOrientation, zooms, presentation);
  }

  /** Returns this grid with these heads enlarged. */
  public HeadGrid withZoom(Zoom... newZooms) {
    requireNonNull(newZooms, "zooms must not be null");
    return new HeadGrid(
        values,
        mask,
        tokens,
        headCell,
        indexBase,
        orientation,
        Arrays.asList(newZooms),
        presentation);
  }

  /** Returns this grid with a title. */
  public HeadGrid withTitle(String title) {
    return with(presentation.withTitle(title));
  }

  /** Returns this grid with a caption below. */
  public HeadGrid withCaption(String caption) {
    return with(presentation.withCaption(caption));
  }

  /** Returns this grid with another scale. */
  public HeadGrid withScale(Scale scale) {
    return with(presentation.withScale(scale));
  }

  /** Returns this grid with masked cells drawn another way. */
  public HeadGrid withMasked(Masked masked) {
    return with(presentation.withMasked(masked));
  }

  /** Returns this grid with values said to be weights, or anything; checks ask for it. */
  public HeadGrid withContent(Content content) {
    return with(presentation.withContent(content));
  }

  /** Returns this grid with these drawn over the enlarged heads, at queries and keys. */
  public HeadGrid withOverlays(Overlay... overlays) {
    return with(presentation.withOverlays(overlays));
  }

  /** Returns this grid with another look. */
  public HeadGrid withLook(Look look) {
    return with(presentation.withLook(look));
  }

  private HeadGrid with(Presentation newPresentation) {
    return new HeadGrid(
        values, mask, tokens, headCell, indexBase, orientation, zooms, newPresentation);
  }

  @Override
  public String kind() {
    return "grid of heads";
  }

  /** Returns the panels; values that are not many are read now, once for all that is done. */
  @Override
  public Sheet sheet() {
    return values.shape().cells() <= READ_ONCE
        ? withValues(values.inMemory()).lowered()
        : lowered();
  }

  private HeadGrid withValues(AttentionTensor newValues) {
    return new HeadGrid(
        newValues, mask, tokens, headCell, indexBase, orientation, zooms, presentation);
  }

  private Sheet lowered() {
    Panel overview = overview();
    List<Panel> enlarged = IntStream.range(0, zooms.size()).mapToObj(this::zoomed).toList();
    Block content =
        enlarged.isEmpty()
            ? overview
            : new Row(
                List.of(overview, new Column(ImmutableList.copyOf(enlarged), Gap.PANELS)),
                Gap.ZOOM);
    return presentation
        .bare(content)
        .withBars(bars(overview, enlarged))
        .withLinks(links(overview, enlarged));
  }

  private Bar[] bars(Panel overview, List<Panel> enlarged) {
    List<Bar> bars = new ArrayList<>();
    if (!overview.scale().equals(presentation.scale())) {
      bars.add(Bar.over(overview.scale(), overview));
    }
    List<Panel> shared = new ArrayList<>(enlarged);
    if (bars.isEmpty()) {
      shared.add(overview);
    }
    if (!shared.isEmpty()) {
      bars.add(new Bar(presentation.scale(), shared.stream().map(Panel::id).toList()));
    }
    return bars.toArray(Bar[]::new);
  }

  private List<Link> links(Panel overview, List<Panel> enlarged) {
    return IntStream.range(0, zooms.size())
        .mapToObj(
            i ->
                new Link(
                    overview.id(), zooms.get(i).layer(), zooms.get(i).head(), enlarged.get(i).id()))
        .toList();
  }

  private Panel overview() {
    int layers = values.shape().layers();
    int heads = values.shape().heads();
    Scale scale =
        headCell instanceof HeadCell.Scalar scalar
            ? scalar.scale().orElse(presentation.scale())
            : presentation.scale();
    Colormap map = scale.colormap();
    int bright = map.color(map.size() - 1);
    return Panel.of("overview", overviewTiles(layers, heads), scale)
        .withAxes(
            Axis.numbered(indexBase, indexBase + layers - 1).withTitle("layer"),
            Axis.numbered(indexBase, indexBase + heads - 1).withTitle(HeadNames.HEAD))
        .withMasked(presentation.masked())
        .withContent(headCell instanceof HeadCell.Scalar ? Content.VALUES : presentation.content())
        .withOrientation(orientation)
        .withOverlays(
            zooms.stream().map(zoom -> new Outline(zoom.layer(), zoom.head(), bright)).toList());
  }

  private Tiles overviewTiles(int layers, int heads) {
    if (headCell instanceof HeadCell.Scalar scalar) {
      float[][] numbers = new float[layers][heads];
      for (int l = 0; l < layers; l++) {
        for (int h = 0; h < heads; h++) {
          numbers[l][h] = (float) scalar.reducer().reduce(head(l, h));
        }
      }
      return Tiles.of(Grid.copyOf(numbers));
    }
    return Tiles.mosaic(
        IntStream.range(0, layers)
            .mapToObj(l -> IntStream.range(0, heads).mapToObj(h -> turned(head(l, h))).toList())
            .toList());
  }

  private Panel zoomed(int index) {
    Zoom zoom = zooms.get(index);
    boolean byKeys = orientation == Orientation.ROWS_ARE_KEYS;
    List<Overlay> overlays = presentation.overlays();
    Axis rows = byKeys ? tokens.keys() : tokens.queries();
    Axis columns = byKeys ? tokens.queries() : tokens.keys();
    return Panel.of(
            "zoom[" + index + "]",
            Tiles.of(turned(head(zoom.layer(), zoom.head()))),
            presentation.scale())
        .withAxes(rows.withSide(zoom.labelSide()), columns)
        .withOrientation(orientation)
        .withOverlays(byKeys ? Overlays.transposed(overlays) : overlays)
        .withMasked(presentation.masked())
        .withContent(presentation.content());
  }

  private Grid head(int layer, int head) {
    Grid grid = Grid.of(values.layer(layer).head(head));
    return mask.map(grid::withMask).orElse(grid);
  }

  private Grid turned(Grid grid) {
    return orientation == Orientation.ROWS_ARE_KEYS ? grid.transposed() : grid;
  }
}
