package dev.attn.io;

/**
 * How much of a file is mapped at once and how much may be inflated into memory.
 *
 * @param window largest number of bytes that one mapped window starts elements in
 * @param inflated largest number of bytes that one deflated member may have after inflation
 */
record Limits(long window, long inflated) {

  /** Returns windows of 1 GiB, and half of the largest heap for a deflated member. */
  static Limits ofThisMachine() {
    return new Limits(1L << 30, Runtime.getRuntime().maxMemory() / 2);
  }
}
