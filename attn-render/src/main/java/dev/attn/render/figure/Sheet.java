package dev.attn.render.figure;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What every figure is made of: panels in an arrangement, bars, links, a title. Figures of one's
 * own may be composed of these parts; a sheet is itself a figure.
 *
 * @param title over everything
 * @param content the panels
 * @param bars what their colours mean
 * @param legend colours with a meaning of their own
 * @param links from a position of one panel to another panel
 * @param notes what the figure did to its data before it was laid out; printed like all notes
 * @param caption below everything but notes
 * @param look what surrounds the data
 */
public record Sheet(
    Optional<String> title,
    Block content,
    List<Bar> bars,
    Legend legend,
    List<Link> links,
    List<Fact> notes,
    Optional<String> caption,
    Look look)
    implements Figure {

  /** Copies the lists and checks that bars and links name panels of this sheet. */
  public Sheet {
    requireNonNull(title, "title must not be null");
    requireNonNull(content, "content must not be null");
    requireNonNull(bars, "bars must not be null");
    requireNonNull(legend, "legend must not be null");
    requireNonNull(links, "links must not be null");
    requireNonNull(notes, "notes must not be null");
    requireNonNull(caption, "caption must not be null");
    requireNonNull(look, "look must not be null");
    bars = ImmutableList.copyOf(bars);
    links = ImmutableList.copyOf(links);
    notes = ImmutableList.copyOf(notes);
    Map<String, Panel> panels = new HashMap<>();
    for (Panel panel : content.panels()) {
      checkArgument(
          panels.put(panel.id(), panel) == null, "panel id must be unique, got %s", panel.id());
    }
    for (Bar bar : bars) {
      bar.panels().forEach(id -> checkScale(bar.scale(), panel(panels, id)));
    }
    for (Link link : links) {
      panel(panels, link.source());
      panel(panels, link.target());
    }
  }

  private static Panel panel(Map<String, Panel> panels, String id) {
    Panel panel = panels.get(id);
    checkArgument(panel != null, "panel must be one of the sheet, got %s", id);
    return panel;
  }

  private static void checkScale(Scale scale, Panel panel) {
    checkArgument(
        panel.scale().equals(scale),
        "%s must use the scale of its bar, got %s",
        panel.id().replace("[", " [").replace(",", ", "),
        panel.scale());
  }

  /** Returns a sheet with panels only. */
  public static Sheet of(Block content) {
    return new Sheet(
        Optional.empty(),
        content,
        List.of(),
        Legend.none(),
        List.of(),
        List.of(),
        Optional.empty(),
        Look.defaults());
  }

  /** Returns this sheet with a title, or without one. */
  public Sheet withTitle(Optional<String> newTitle) {
    return new Sheet(newTitle, content, bars, legend, links, notes, caption, look);
  }

  /** Returns this sheet with these bars, from left to right. */
  public Sheet withBars(Bar... newBars) {
    requireNonNull(newBars, "bars must not be null");
    return new Sheet(title, content, List.of(newBars), legend, links, notes, caption, look);
  }

  /** Returns this sheet with a legend. */
  public Sheet withLegend(Legend newLegend) {
    return new Sheet(title, content, bars, newLegend, links, notes, caption, look);
  }

  /** Returns this sheet with these links. */
  public Sheet withLinks(List<Link> newLinks) {
    return new Sheet(title, content, bars, legend, newLinks, notes, caption, look);
  }

  /** Returns this sheet with these notes. */
  public Sheet withNotes(List<Fact> newNotes) {
    return new Sheet(title, content, bars, legend, links, newNotes, caption, look);
  }

  /** Returns this sheet with a caption, or without one. */
  public Sheet withCaption(Optional<String> newCaption) {
    return new Sheet(title, content, bars, legend, links, notes, newCaption, look);
  }

  /** Returns this sheet with another look. */
  public Sheet withLook(Look newLook) {
    return new Sheet(title, content, bars, legend, links, notes, caption, newLook);
  }

  @Override
  public Sheet sheet() {
    return this;
  }

  /** Returns {@link #facts()} with scales that are resolved already. */
  public List<Fact> facts(Map<Scale, ResolvedScale> scales) {
    requireNonNull(scales, "scales must not be null");
    return DataFacts.of(this, scales);
  }

  /**
   * Returns {@link #describe(Naming, int)} for a figure of some kind, with scales that are resolved
   * already.
   */
  public String describe(String kind, Map<Scale, ResolvedScale> scales, Naming naming, int most) {
    requireNonNull(kind, "kind must not be null");
    requireNonNull(scales, "scales must not be null");
    requireNonNull(naming, "naming must not be null");
    return new Description(this, scales, naming).of(kind, most);
  }
}
