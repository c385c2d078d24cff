package dev.attn.render.encode;

import java.util.HashSet;
import java.util.Set;

/** Names of elements: those of their marks, made fit for SVG and unique. */
final class SvgIds {

  private final Set<String> taken = new HashSet<>();

  /** Returns {@code panel-0-2.cells} for {@code panel[0,2].cells}. */
  String of(String name) {
    String id = name.replaceAll("[^A-Za-z0-9_.]+", "-").replace("-.", ".").replaceAll("-$", "");
    id = id.isEmpty() || !Character.isLetter(id.charAt(0)) ? "m" + id : id;
    String unique = id;
    for (int number = 2; !taken.add(unique); number++) {
      unique = id + "-" + number;
    }
    return unique;
  }
}
