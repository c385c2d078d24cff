package dev.attn.mask;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import java.util.function.IntConsumer;

/** One argument of a factory call, as it is written. */
sealed interface Argument {

  /** Lists of more entries than this are written as their count and hash. */
  int LONGEST_LIST = 256;

  void print(StringBuilder out);

  /** Returns the argument as it is written. */
  default String text() {
    StringBuilder out = new StringBuilder();
    print(out);
    return out.toString();
  }

  /** A whole number, or a seed. */
  record Whole(long value) implements Argument {
    @Override
    public void print(StringBuilder out) {
      out.append(value);
    }
  }

  /** A distance, which may be unbounded. */
  record Distance(int value) implements Argument {
    @Override
    public void print(StringBuilder out) {
      out.append(value == Masks.UNBOUNDED ? "UNBOUNDED" : Integer.toString(value));
    }
  }

  /** A fraction or a weight. */
  record Real(double value) implements Argument {
    @Override
    public void print(StringBuilder out) {
      out.append(value);
    }
  }

  /** A name in quotes. */
  record Quoted(String value) implements Argument {
    @Override
    public void print(StringBuilder out) {
      out.append('"').append(value).append('"');
    }
  }

  /** A constant. */
  record Word(String value) implements Argument {
    @Override
    public void print(StringBuilder out) {
      out.append(value);
    }
  }

  /** A shape. */
  record Size(MaskShape value) implements Argument {
    @Override
    public void print(StringBuilder out) {
      out.append(value);
    }
  }

  /** A list of whole numbers in brackets. */
  record Ints(ImmutableIntArray values) implements Argument {
    @Override
    public void print(StringBuilder out) {
      printList(out, values.length(), values.hashCode(), "[", "]", i -> out.append(values.get(i)));
    }
  }

  /** Whole numbers that are arguments of their own. */
  record Rest(ImmutableIntArray values) implements Argument {
    @Override
    public void print(StringBuilder out) {
      printList(out, values.length(), values.hashCode(), "", "", i -> out.append(values.get(i)));
    }
  }

  /** A list of lists. */
  record Lists(ImmutableList<ImmutableIntArray> values) implements Argument {
    @Override
    public void print(StringBuilder out) {
      printList(
          out, values.size(), values.hashCode(), "[", "]", i -> new Ints(values.get(i)).print(out));
    }
  }

  /** Cells as pairs of query and key. */
  record Cells(RowTable cells) implements Argument {
    @Override
    public void print(StringBuilder out) {
      long count = cells.cells();
      if (count > LONGEST_LIST) {
        printCount(out, count, cells.hashCode());
        return;
      }
      out.append('[');
      int start = out.length();
      RunBuffer row = new RunBuffer();
      for (int q = 0; q < cells.rows(); q++) {
        row.clear();
        cells.row(q, cells.keys(), row);
        for (int i = 0; i < row.count(); i++) {
          for (int k = row.start(i); k < row.end(i); k++) {
            out.append(out.length() == start ? "(" : ", (").append(q).append(", ").append(k);
            out.append(')');
          }
        }
      }
      out.append(']');
    }
  }

  /** The rows and keys of a slice. */
  record Part(Box box) implements Argument {
    @Override
    public void print(StringBuilder out) {
      out.append(box.top()).append(", ").append(box.bottom()).append(", ");
      out.append(box.left()).append(", ").append(box.right());
    }
  }

  /** Another mask. */
  record Mask(Node node) implements Argument {
    @Override
    public void print(StringBuilder out) {
      node.print(out, 0);
    }
  }

  private static void printList(
      StringBuilder out, int count, int hash, String open, String close, IntConsumer print) {
    if (count > LONGEST_LIST) {
      printCount(out, count, hash);
      return;
    }
    out.append(open);
    for (int i = 0; i < count; i++) {
      out.append(i == 0 ? "" : ", ");
      print.accept(i);
    }
    out.append(close);
  }

  private static void printCount(StringBuilder out, long count, int hash) {
    out.append('[').append(count).append(" entries, hash ");
    out.append(Integer.toHexString(hash)).append(']');
  }
}
