package dev.attn.benchmarks;

import dev.attn.io.TensorFiles;
import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.NumericArray;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Writes what a benchmark of a {@link Kernel} computes to an {@code .npy} file: {@code
 * RolloutProduct.product layers=12 heads=1 n=1024 mask=full result.npy}.
 */
final class KernelResults {

  private KernelResults() {}

  /** Runs the benchmark once. */
  public static void main(String[] arguments) throws ReflectiveOperationException, IOException {
    String[] name = arguments[0].split("\\.", -1);
    Class<?> type = Class.forName(KernelResults.class.getPackageName() + "." + name[0]);
    Kernel kernel = (Kernel) type.getConstructor().newInstance();
    for (String setting : Arrays.copyOfRange(arguments, 1, arguments.length - 1)) {
      String[] parts = setting.split("=", -1);
      Field field = type.getField(parts[0]);
      field.set(
          kernel, field.getType() == int.class ? (Object) Integer.valueOf(parts[1]) : parts[1]);
    }
    kernel.load();
    Object values = type.getMethod(name[1]).invoke(kernel);
    TensorFiles.writeNpy(Path.of(arguments[arguments.length - 1]), array(values));
  }

  private static NumericArray array(Object values) {
    if (values instanceof float[] floats) {
      return NumericArray.copyOf(floats, floats.length);
    }
    if (values instanceof double[][] rows) {
      double[] flat = Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
      return NumericArray.copyOf(flat, flat.length);
    }
    if (values instanceof AttentionMatrix matrix) {
      double[][] rows = new double[matrix.queries()][];
      Arrays.setAll(rows, matrix::row);
      return array(rows);
    }
    double[] doubles = (double[]) values;
    return NumericArray.copyOf(doubles, doubles.length);
  }
}
