package dev.attn.metric;

import static com.google.common.base.Preconditions.checkArgument;

import dev.attn.tensor.NumericArray;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One metric for every head of a tensor.
 *
 * @param layers number of layers
 * @param heads number of heads of each layer
 * @param values the value of each head, layer by layer
 */
public record MetricGrid(int layers, int heads, List<MetricValue> values) {

  /** Checks that there is one value for each head. */
  public MetricGrid {
    checkArgument(
        values.size() == layers * heads,
        "values must be one for each of %s heads, got %s",
        layers * heads,
        values.size());
    values = List.copyOf(values);
  }

  /** Returns the value of one head. */
  public MetricValue at(int layer, int head) {
    checkIndex("layer", layer, layers);
    checkIndex("head", head, heads);
    return values.get(layer * heads + head);
  }

  /**
   * Returns the plain numbers.
   *
   * @shape {@code [layers, heads]}
   */
  public NumericArray asArray() {
    double[] numbers = new double[values.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = values.get(i).value();
    }
    return NumericArray.copyOf(numbers, layers, heads);
  }

  /**
   * Returns the mean over all heads: each counts once, heads without a value are left out, and the
   * rows of all are added up. For {@code sink.rate} it is the rate.
   */
  public MetricValue mean() {
    return MetricValue.average(values, Average.MACRO);
  }

  /** Returns for each layer the mean over its heads, like {@link #mean}. */
  public List<MetricValue> layerMeans() {
    return IntStream.range(0, layers)
        .mapToObj(l -> values.subList(l * heads, (l + 1) * heads))
        .map(layer -> MetricValue.average(layer, Average.MACRO))
        .toList();
  }

  private static void checkIndex(String name, int index, int size) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException(name + " must be in [0, " + size + "), got " + index);
    }
  }
}
