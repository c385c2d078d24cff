package dev.attn.render.layout;

/**
 * The columns, or the rows, of an arrangement: each as wide as its widest cells, with room between
 * two for what reaches into it from both sides.
 */
final class Tracks {

  private final int gap;
  private final int[] sizes;
  private final int[] before;
  private final int[] after;

  Tracks(int count, int gap) {
    this.gap = gap;
    this.sizes = new int[count];
    this.before = new int[count];
    this.after = new int[count];
  }

  /** Makes a track at least {@code size} px wide; all sizes come before the first room. */
  void grow(int track, int size) {
    sizes[track] = Math.max(sizes[track], size);
  }

  /** Makes room before and after cells of {@code size} px that begin where the track begins. */
  void room(int track, int size, int roomBefore, int roomAfter) {
    before[track] = Math.max(before[track], roomBefore);
    after[track] = Math.max(after[track], roomAfter - (sizes[track] - size));
  }

  /** Makes room for something of {@code size} px that is centred on a track. */
  void centred(int track, int size) {
    int half = sizes[track] / 2;
    room(track, sizes[track], size / 2 - half, size - size / 2 - (sizes[track] - half));
  }

  /** Makes more room after a track. */
  void widen(int track, int more) {
    after[track] += more;
  }

  int count() {
    return sizes.length;
  }

  /** Returns the room after a track. */
  int after(int track) {
    return after[track];
  }

  int size(int track) {
    return sizes[track];
  }

  int start(int track) {
    int start = 0;
    for (int i = 0; i < track; i++) {
      start += sizes[i] + after[i] + gap + before[i + 1];
    }
    return start;
  }

  int length() {
    return start(sizes.length - 1) + sizes[sizes.length - 1];
  }

  /** Returns the room before the first track. */
  int before() {
    return before[0];
  }

  /** Returns the room after the last track. */
  int after() {
    return after[after.length - 1];
  }
}
