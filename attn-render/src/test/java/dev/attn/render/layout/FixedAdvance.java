package dev.attn.render.layout;

import dev.attn.render.text.TextMeasurer;

/** Text in which every character is half as wide as the font is high, rounded up. */
final class FixedAdvance implements TextMeasurer {

  @Override
  public int width(String text, int size) {
    return text.length() * ((size + 1) / 2);
  }

  @Override
  public int ascent(int size) {
    return size;
  }

  @Override
  public int descent(int size) {
    return (size + 3) / 4;
  }
}
