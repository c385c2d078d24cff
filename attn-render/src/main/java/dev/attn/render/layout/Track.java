package dev.attn.render.layout;

/**
 * Where the positions of an axis lie along the cells of a panel.
 *
 * @param count number of positions
 * @param extent pixels of one position
 * @param gutter pixels between two positions
 * @param reversed whether position 0 is at the far end
 * @param shared how many positions share one place, where there are more than can be drawn
 */
record Track(int count, int extent, int gutter, boolean reversed, int shared)
    implements AxisSpans.Places {

  /** Every position has a place of its own. */
  Track(int count, int extent, int gutter, boolean reversed) {
    this(count, extent, gutter, reversed, 1);
  }

  private int pitch() {
    return extent + gutter;
  }

  private int places() {
    return Blocks.ceil(count, shared);
  }

  int length() {
    return places() * pitch() - gutter;
  }

  /** Pixels from one position to the {@code step}-th after it, at least. */
  long distance(int step) {
    return (long) (step / shared) * pitch();
  }

  /** First pixel of a position. */
  int start(int position) {
    int place = position / shared;
    return (reversed ? places() - 1 - place : place) * pitch();
  }

  @Override
  public int start(int from, int to) {
    return Math.min(start(from), start(to - 1));
  }

  @Override
  public int length(int from, int to) {
    return ((to - 1) / shared - from / shared + 1) * pitch() - gutter;
  }

  /** The pixel in the middle of a position, the first of two. */
  int middle(int position) {
    return start(position) + (extent - 1) / 2;
  }

  /** Where something of {@code length} pixels begins that is centred on a position. */
  int centred(int position, int length) {
    return start(position) + Math.floorDiv(extent - length, 2);
  }

  /** The line before a position, counted along the data: 0 is the edge that data begins at. */
  int boundary(int position) {
    int line = position < count ? position / shared * pitch() : length();
    return reversed ? length() - Math.min(line, length()) : Math.min(line, length());
  }
}
