package dev.attn.mask;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import java.util.Arrays;

/** A factory call as it is written: the name and the arguments. */
record Call(String name, ImmutableList<Argument> arguments) {

  /** Returns a call; numbers, shapes, masks and arrays become the arguments that print them. */
  static Call of(String name, Object... arguments) {
    return new Call(
        name,
        Arrays.stream(arguments).map(Call::argument).collect(ImmutableList.toImmutableList()));
  }

  private static Argument argument(Object value) {
    if (value instanceof Argument argument) {
      return argument;
    } else if (value instanceof MaskShape shape) {
      return new Argument.Size(shape);
    } else if (value instanceof Node node) {
      return new Argument.Mask(node);
    } else if (value instanceof ImmutableIntArray ints) {
      return new Argument.Ints(ints);
    } else if (value instanceof Double real) {
      return new Argument.Real(real);
    } else if (value instanceof Long number) {
      return new Argument.Whole(number);
    } else if (value instanceof Integer number) {
      return new Argument.Whole(number);
    }
    throw new AssertionError(value.getClass());
  }

  void print(StringBuilder out) {
    out.append(name).append('(');
    for (int i = 0; i < arguments.size(); i++) {
      out.append(i == 0 ? "" : ", ");
      arguments.get(i).print(out);
    }
    out.append(')');
  }

  int depth() {
    int depth = 0;
    for (Argument argument : arguments) {
      depth = argument instanceof Argument.Mask mask ? Math.max(depth, mask.node().depth()) : depth;
    }
    return depth + 1;
  }

  int size() {
    int size = 1;
    for (Argument argument : arguments) {
      size += argument instanceof Argument.Mask mask ? mask.node().size() : 0;
    }
    return size;
  }
}
