package dev.attn.render.layout;

import dev.attn.render.figure.Fact;
import dev.attn.render.figure.Theme;
import dev.attn.render.scene.Box;
import dev.attn.render.scene.Mark;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collects the marks of one layout in the order in which they must be drawn. */
final class Canvas {

  /** What lies over what. */
  enum Layer {
    CELLS,
    OVERLAY,
    FRAME,
    LINK,
    PLATE,
    SPAN,
    TEXT
  }

  /** Where a panel came to lie: its cells and the tracks of its positions. */
  record Place(Box cells, Track rows, Track columns) {

    /** Returns the box of one position of both axes. */
    Box position(int row, int column) {
      return new Box(
          cells.x() + columns.start(column),
          cells.y() + rows.start(row),
          columns.extent(),
          rows.extent());
    }
  }

  private final Theme theme;
  private final Map<Layer, List<Mark>> layers = new EnumMap<>(Layer.class);
  private final Map<String, Place> places = new LinkedHashMap<>();
  private final List<Fact> facts = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final List<Fact> findings = new ArrayList<>();

  Canvas(Theme theme) {
    this.theme = theme;
  }

  Theme theme() {
    return theme;
  }

  void add(Layer layer, Mark mark) {
    layer(layer).add(mark);
  }

  List<Mark> layer(Layer layer) {
    return layers.computeIfAbsent(layer, key -> new ArrayList<>());
  }

  /** Returns all marks, those in front last. */
  List<Mark> marks() {
    List<Mark> marks = new ArrayList<>();
    for (List<Mark> layer : layers.values()) {
      marks.addAll(layer);
    }
    return marks;
  }

  void place(String panel, Place place) {
    places.put(panel, place);
  }

  Place place(String panel) {
    Place place = places.get(panel);
    if (place == null) {
      throw new IllegalStateException("panel must be placed before it is used, got " + panel);
    }
    return place;
  }

  /** Returns the smallest box around the cells of all panels. */
  Box cells() {
    Box all = places.values().iterator().next().cells();
    for (Place place : places.values()) {
      all = all.union(place.cells());
    }
    return all;
  }

  /** Keeps a fact. */
  void fact(Fact fact) {
    facts.add(fact);
  }

  /** Keeps a fact that changes what a reader sees, so that it is printed too. */
  void note(Fact fact) {
    fact(fact);
    if (!notes.contains(fact.sentence())) {
      notes.add(fact.sentence());
    }
  }

  /** Keeps what a reader would object to and what cannot be seen in the scene. */
  void finding(Fact finding) {
    findings.add(finding);
  }

  List<Fact> findings() {
    return findings;
  }

  List<Fact> facts() {
    return facts;
  }

  List<String> notes() {
    return notes;
  }

  /** Returns the smallest box around all marks, empty without any. */
  Optional<Box> bounds() {
    Box all = null;
    for (Mark mark : marks()) {
      all = all == null ? mark.box() : all.union(mark.box());
    }
    return Optional.ofNullable(all);
  }
}
