package dev.attn.metric;

import static com.google.common.base.Preconditions.checkArgument;

import dev.attn.tensor.NumericArray;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One pair metric for all heads of all layers against each other: a symmetric table.
 *
 * <p>Row and column i belong to head {@code i % heads} of layer {@code i / heads}.
 *
 * @shape {@code [layers * heads, layers * heads]}
 */
public final class PairGrid {

  private final int layers;
  private final int heads;
  private final List<MetricValue> upper;

  private PairGrid(int layers, int heads, List<MetricValue> upper) {
    this.layers = layers;
    this.heads = heads;
    this.upper = List.copyOf(upper);
  }

  /**
   * Returns the table with this upper triangle.
   *
   * @param layers number of layers
   * @param heads number of heads of each layer
   * @param upper the scores of head i against the heads i, i + 1, ..., for each i in turn
   */
  public static PairGrid of(int layers, int heads, List<MetricValue> upper) {
    checkArgument(
        layers > 0 && heads > 0,
        "table must have at least one head, got %s layers of %s heads",
        layers,
        heads);
    int pairs = Triangle.cells(Math.multiplyExact(layers, heads));
    checkArgument(
        upper.size() == pairs,
        "values must be one for each of %s pairs, got %s",
        pairs,
        upper.size());
    return new PairGrid(layers, heads, upper);
  }

  /** Returns the number of layers. */
  public int layers() {
    return layers;
  }

  /** Returns the number of heads of each layer. */
  public int heads() {
    return heads;
  }

  /** Returns the number of rows of this table: of all heads of all layers. */
  public int size() {
    return layers * heads;
  }

  /** Returns which head row and column {@code i} belong to. */
  public HeadIndex head(int i) {
    checkIndex("i", i, size());
    return HeadIndex.of(i / heads, i % heads);
  }

  /** Returns the heads of all rows in order. */
  public List<HeadIndex> headList() {
    return IntStream.range(0, size()).mapToObj(this::head).toList();
  }

  /** Returns the score of two heads, which may be one and the same. */
  public MetricValue at(HeadIndex first, HeadIndex second) {
    return at(row(first), row(second));
  }

  /** Returns the score of the heads of two rows. */
  public MetricValue at(int i, int j) {
    checkIndex("i", i, size());
    checkIndex("j", j, size());
    return upper.get(Triangle.index(Math.min(i, j), Math.max(i, j), size()));
  }

  private int row(HeadIndex head) {
    checkIndex("layer", head.layer(), layers);
    checkIndex("head", head.head(), heads);
    return head.layer() * heads + head.head();
  }

  private static void checkIndex(String name, int index, int size) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException(name + " must be in [0, " + size + "), got " + index);
    }
  }

  /** Returns what was computed. */
  public Provenance how() {
    return upper.get(0).how();
  }

  /**
   * Returns the plain numbers.
   *
   * @shape {@code [layers * heads, layers * heads]}
   */
  public NumericArray asArray() {
    int size = size();
    double[] numbers = new double[size * size];
    for (int i = 0; i < size; i++) {
      for (int j = i; j < size; j++) {
        double value = upper.get(Triangle.index(i, j, size)).value();
        numbers[i * size + j] = value;
        numbers[j * size + i] = value;
      }
    }
    return NumericArray.copyOf(numbers, size, size);
  }

  /**
   * Returns these scores as distances between heads, named {@code L0H0}, {@code L0H1}, ...; {@link
   * DistanceMatrix#how} is {@link #how} with the scale among its settings.
   */
  public DistanceMatrix distances(DistanceScale scale) {
    double[][] distances = new double[size()][size()];
    for (int i = 0; i < size(); i++) {
      for (int j = 0; j < size(); j++) {
        distances[i][j] = scale.of(at(i, j).value());
      }
    }
    List<String> names = headList().stream().map(HeadIndex::toString).toList();
    return DistanceMatrix.copyOf(names, distances, Optional.of(scale.of(how())));
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof PairGrid other
        && layers == other.layers
        && heads == other.heads
        && upper.equals(other.upper);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * layers + heads) + upper.hashCode();
  }

  /** Returns size and provenance in one line. */
  @Override
  public String toString() {
    return "[" + size() + ", " + size() + "] " + how();
  }
}
