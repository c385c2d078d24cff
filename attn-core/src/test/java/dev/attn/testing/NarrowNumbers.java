package dev.attn.testing;

import com.google.common.primitives.Ints;
import dev.attn.tensor.ElementType;
import dev.attn.tensor.Elements;
import dev.attn.tensor.NumericArray;

/** Arrays whose values are rounded to a narrow number format, as files hold them. */
public final class NarrowNumbers {

  private NarrowNumbers() {}

  /** Returns the values rounded to f16, bf16 or f32, in an array of that type. */
  public static NumericArray round(NumericArray array, ElementType type) {
    double[] values = array.toDoubles();
    for (int i = 0; i < values.length; i++) {
      values[i] = round(values[i], type);
    }
    return NumericArray.of(new Rounded(values, type), Ints.toArray(array.shape()));
  }

  private static double round(double value, ElementType type) {
    return switch (type) {
      case F16 -> toBits(value, 11, -14);
      case BF16 -> toBits(value, 8, -126);
      case F32 -> (float) value;
      default -> value;
    };
  }

  private static double toBits(double value, int bits, int leastExponent) {
    int exponent = Math.max(leastExponent, Math.getExponent(value));
    double unit = Math.scalb(1.0, exponent - bits + 1);
    return Math.rint(value / unit) * unit;
  }

  private static final class Rounded implements Elements {

    private final double[] values;
    private final ElementType type;

    Rounded(double[] values, ElementType type) {
      this.values = values;
      this.type = type;
    }

    @Override
    public ElementType type() {
      return type;
    }

    @Override
    public long size() {
      return values.length;
    }

    @Override
    public void read(long from, double[] target, int offset, int count) {
      System.arraycopy(values, (int) from, target, offset, count);
    }
  }
}
