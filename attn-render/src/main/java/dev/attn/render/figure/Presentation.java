package dev.attn.render.figure;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The choices that every heat map has.
 *
 * @param title over the figure
 * @param caption below it
 * @param scale what turns values into colours
 * @param masked how masked cells are drawn
 * @param content what the values are
 * @param overlays drawn over the cells
 * @param look what surrounds the data
 */
public record Presentation(
    Optional<String> title,
    Optional<String> caption,
    Scale scale,
    Masked masked,
    Content content,
    List<Overlay> overlays,
    Look look) {

  /** Copies the overlays. */
  public Presentation {
    requireNonNull(title, "title must not be null");
    requireNonNull(caption, "caption must not be null");
    requireNonNull(scale, "scale must not be null");
    requireNonNull(masked, "masked must not be null");
    requireNonNull(content, "content must not be null");
    requireNonNull(overlays, "overlays must not be null");
    requireNonNull(look, "look must not be null");
    overlays = ImmutableList.copyOf(overlays);
  }

  /** Returns no title, a scale from 0 to the largest value, marked masked cells, default look. */
  public static Presentation defaults() {
    return new Presentation(
        Optional.empty(),
        Optional.empty(),
        Scale.zeroToMax(),
        Masked.MARKED,
        Content.VALUES,
        List.of(),
        Look.defaults());
  }

  /** Returns these choices with a title. */
  public Presentation withTitle(String newTitle) {
    return new Presentation(
        Optional.of(requireNonNull(newTitle, "title must not be null")),
        caption,
        scale,
        masked,
        content,
        overlays,
        look);
  }

  /** Returns these choices with a caption. */
  public Presentation withCaption(String newCaption) {
    return new Presentation(
        title,
        Optional.of(requireNonNull(newCaption, "caption must not be null")),
        scale,
        masked,
        content,
        overlays,
        look);
  }

  /** Returns these choices with another scale. */
  public Presentation withScale(Scale newScale) {
    return new Presentation(title, caption, newScale, masked, content, overlays, look);
  }

  /** Returns these choices with masked cells drawn another way. */
  public Presentation withMasked(Masked newMasked) {
    return new Presentation(title, caption, scale, newMasked, content, overlays, look);
  }

  /** Returns these choices with values said to be something. */
  public Presentation withContent(Content newContent) {
    return new Presentation(title, caption, scale, masked, newContent, overlays, look);
  }

  /** Returns these choices with these overlays instead of the present ones. */
  public Presentation withOverlays(Overlay... newOverlays) {
    requireNonNull(newOverlays, "overlays must not be null");
    return new Presentation(
        title, caption, scale, masked, content, Arrays.asList(newOverlays), look);
  }

  /** Returns these choices with another look. */
  public Presentation withLook(Look newLook) {
    return new Presentation(title, caption, scale, masked, content, overlays, newLook);
  }

  /** Returns a sheet of {@code content} with one bar that all its panels share. */
  Sheet sheet(Block content) {
    return bare(content).withBars(Bar.over(scale, content));
  }

  /** Returns a sheet of {@code content} without bars. */
  Sheet bare(Block content) {
    return Sheet.of(content).withTitle(title).withCaption(caption).withLook(look);
  }
}
