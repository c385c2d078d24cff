package dev.attn.saliency;

import static com.google.common.base.Preconditions.checkArgument;

import dev.attn.tensor.NumericArray;
import java.util.List;

/**
 * The layer normalisation behind an attention block, which is linear once its standard deviation is
 * known.
 *
 * <pre>
 * LN(s) = scale · (s - mean(s)) / σ(s) + shift
 * BIASED     σ = √(Σ (s - mean)² / d + ε)
 * UNBIASED   σ = √(Σ (s - mean)² / (d - 1)), as in the public code of ALTI
 * NONE       LN(s) = s, as in models that normalise before the block
 * </pre>
 *
 * @param form which standard deviation
 * @param scale {@code [layers, width]}; empty for NONE
 * @param shift {@code [layers, width]}; empty for NONE
 * @param epsilon ε; UNBIASED adds it to s, where it changes nothing
 */
public record LayerNorm(Form form, NumericArray scale, NumericArray shift, double epsilon) {

  /** The standard deviations in use. */
  public enum Form {
    /** Squares divided by their number, plus epsilon, as models compute it. */
    BIASED,
    /** Squares divided by their number less one. */
    UNBIASED,
    /** No normalisation. */
    NONE
  }

  /** Checks shapes and epsilon. */
  public LayerNorm {
    checkArgument(
        epsilon >= 0 && Double.isFinite(epsilon),
        "epsilon must be finite and at least 0, got %s",
        epsilon);
    checkArgument(
        scale.rank() == 2 && scale.shape().equals(shift.shape()),
        "scale and shift must have one shape [layers, width], got %s and %s",
        scale.shape(),
        shift.shape());
  }

  /** Returns the normalisation as models compute it. */
  public static LayerNorm biased(NumericArray scale, NumericArray shift, double epsilon) {
    return new LayerNorm(Form.BIASED, scale, shift, epsilon);
  }

  /** Returns the normalisation of the public code of ALTI. */
  public static LayerNorm unbiased(NumericArray scale, NumericArray shift, double epsilon) {
    return new LayerNorm(Form.UNBIASED, scale, shift, epsilon);
  }

  /** Returns no normalisation. */
  public static LayerNorm none() {
    NumericArray empty = NumericArray.copyOf(new double[0], 0, 0);
    return new LayerNorm(Form.NONE, empty, empty, 0);
  }

  void requireShape(int layers, int width) {
    checkArgument(
        form == Form.NONE || scale.shape().equals(List.of(layers, width)),
        "scale must have the shape [%s, %s], got %s",
        layers,
        width,
        scale.shape());
  }

  /** Returns the map that takes vectors to where the normalisation of {@code sum} takes them. */
  Linear linearised(int layer, double[] sum, int query) {
    if (form == Form.NONE) {
      return new Linear(new double[0], new double[0], 1);
    }
    double deviation = deviation(sum);
    checkArgument(
        deviation > 0 && Double.isFinite(deviation),
        "standard deviation must be finite and above 0, got %s at [layer %s, query %s]",
        deviation,
        layer,
        query);
    return new Linear(scale.slice(layer).toDoubles(), shift.slice(layer).toDoubles(), deviation);
  }

  private double deviation(double[] sum) {
    double mean = Rows.sum(sum) / sum.length;
    double[] centred = new double[sum.length];
    for (int i = 0; i < sum.length; i++) {
      centred[i] = sum[i] - mean;
    }
    double squares = Vectors.dot(centred, centred);
    return form == Form.BIASED
        ? Math.sqrt(squares / sum.length + epsilon)
        : Math.sqrt(squares / (sum.length - 1));
  }

  /** A normalisation with its standard deviation held fixed. */
  static final class Linear {

    private final double[] scale;
    private final double[] shift;
    private final double deviation;

    Linear(double[] scale, double[] shift, double deviation) {
      this.scale = scale;
      this.shift = shift;
      this.deviation = deviation;
    }

    /** Returns where a part of the sum goes, without the shift. */
    double[] part(double[] vector) {
      if (scale.length == 0) {
        return vector;
      }
      double mean = Rows.sum(vector) / vector.length;
      double[] part = new double[vector.length];
      for (int i = 0; i < part.length; i++) {
        part[i] = scale[i] * (vector[i] - mean) / deviation;
      }
      return part;
    }

    /** Returns where the whole sum goes. */
    double[] whole(double[] vector) {
      double[] whole = part(vector).clone();
      for (int i = 0; i < shift.length; i++) {
        whole[i] += shift[i];
      }
      return whole;
    }
  }
}
