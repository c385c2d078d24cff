package dev.attn.io;

/**
 * How much of a file is mapped at once, and how much of one may become objects in memory.
 *
 * @param window largest number of bytes that one mapped window starts elements in
 * @param inflated largest number of bytes that one deflated member may have after inflation
 * @param text largest number of bytes of a JSON text: a header, or a file of tokens
 */
record Limits(long window, long inflated, long text) {

  /** The longest header that the reference implementation of safetensors reads. */
  private static final long LONGEST_HEADER = 100_000_000;

  /** Upper bound of the bytes of heap that one byte of JSON takes as names, numbers and texts. */
  private static final long EXPANSION = 32;

  /** Returns windows of 1 GiB, and limits in proportion to the largest heap. */
  static Limits ofThisMachine() {
    long heap = Runtime.getRuntime().maxMemory();
    return new Limits(1L << 30, heap / 2, Math.min(LONGEST_HEADER, heap / EXPANSION));
  }

  /** Returns the limits of this machine, but other windows. */
  static Limits withWindow(long window) {
    Limits limits = ofThisMachine();
    return new Limits(window, limits.inflated, limits.text);
  }
}
