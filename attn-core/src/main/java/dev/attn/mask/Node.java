package dev.attn.mask;

import com.google.common.collect.ImmutableSet;

/**
 * One part of a mask's expression: immutable, its rows computable alone and in any order.
 *
 * <p>Nodes are records, so two of them are equal if they are written alike; whether two masks allow
 * the same cells is for {@link AttentionMask} to say. The one primitive is the row.
 */
sealed interface Node
    permits Leaf,
        Named,
        Combination,
        Not,
        Sliced,
        Transposed,
        Stored,
        Beside,
        Below,
        Placed,
        GatheredRows,
        GatheredKeys {

  int rows();

  int keys();

  /** Replaces the content of {@code out} by the runs of row {@code q}. */
  void row(int q, RunBuffer out);

  /** Answers for one cell, without computing the row where that is possible. */
  boolean allows(int q, int k);

  /** Returns the number of allowed keys of row {@code q}; {@code scratch} is overwritten. */
  default long rowCells(int q, RunBuffer scratch) {
    row(q, scratch);
    return scratch.cells();
  }

  /** Returns the number of allowed cells. */
  default long cells() {
    RunBuffer scratch = new RunBuffer();
    long cells = 0;
    for (int q = 0; q < rows(); q++) {
      cells += rowCells(q, scratch);
    }
    return cells;
  }

  /** Says why the cell is allowed or blocked, part by part. */
  Explanation explain(int q, int k);

  /** Writes the expression, in parentheses if it binds less tightly than {@code level}. */
  void print(StringBuilder out, int level);

  ImmutableSet<Trait> traits();

  /** Returns how many levels of operators and functions the text of this node nests. */
  int depth();

  /** Returns how many names and operators the text of this node has. */
  int size();

  /** Returns the node that decides the cells, without the name it is written under. */
  default Node core() {
    return this;
  }

  /** Returns the node that stands for how this one is written. */
  default Node written() {
    return this;
  }

  /** Returns the transpose, in closed form where there is one. */
  default Node transposed() {
    return new Transposed(this);
  }

  /** Returns the part inside {@code box}, in closed form where there is one. */
  default Node sliced(Box box) {
    return new Sliced(this, box);
  }

  /** Returns the expression as text. */
  default String text() {
    StringBuilder out = new StringBuilder();
    print(out, 0);
    return out.toString();
  }
}
