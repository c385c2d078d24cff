package dev.attn.mask;

/** One part of a mask's expression: immutable, with rows that can be computed in any order. */
interface Node {

  int rows();

  int keys();

  /** Replaces the content of {@code out} by the runs of row {@code q}. */
  void row(int q, RunBuffer out);

  boolean allows(int q, int k);

  /** Returns the expression as text. */
  String text();
}
