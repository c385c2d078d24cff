package dev.attn.mask;

import java.util.Arrays;

/** A program for a JVM with little memory: prints what it counts in masks of a million tokens. */
final class LargeMasks {

  static final int N = 1 << 20;
  private static final int DOCUMENT = 1000;

  private LargeMasks() {}

  public static void main(String[] arguments) {
    AttentionMask sinks = Masks.sinksAndWindow(N, 4, 512);
    int[] lengths = new int[N / DOCUMENT + 1];
    Arrays.fill(lengths, DOCUMENT);
    lengths[N / DOCUMENT] = N % DOCUMENT;
    AttentionMask packed = Masks.packedCausal(lengths);
    AttentionMask written =
        Masks.causal(N).and(Masks.columns(N, 0, 4).or(Masks.slidingWindow(N, 512)));
    print("sinks", sinks);
    print("packed", packed);
    print("both", sinks.and(packed));
    print("neither", sinks.and(packed).not());
    System.out.println("equal " + sinks.equals(written) + " " + sinks.equals(packed));
    System.out.println("difference " + sinks.firstDifference(packed).orElseThrow());
    System.out.println("stored " + sinks.materialise().equals(written));
  }

  private static void print(String name, AttentionMask mask) {
    DensityGrid grid = mask.densityGrid(512, 512);
    long sum = 0;
    for (int a = 0; a < 512; a++) {
      for (int b = 0; b < 512; b++) {
        sum += grid.count(a, b);
      }
    }
    System.out.println(name + " " + mask.cellCount() + " " + sum + " " + mask.tileCounts(128));
  }
}
