package dev.attn.metric;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.ImmutableIntArray;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * k-medoids: k of the things stand for all, so that the distances of all to the nearest of them add
 * up to little (partitioning around medoids, PAM).
 *
 * <p>The first medoid is the thing nearest to all; each further one lowers the sum most. Then the
 * swap of a medoid for another thing that lowers the sum most is made, until none does. That may
 * end above the least sum that there is.
 *
 * <p>Example: things at 0, 1, 2, 7 and 8 on a line have the two medoids 1 and 3, of sum 3; {@code
 * labels()} is {@code [0, 0, 0, 1, 1]}.
 *
 * <h2>Ties</h2>
 *
 * Smaller indices win: of the things, of the medoids to be swapped, and of the medoids that are
 * equally near.
 *
 * @source Kaufman and Rousseeuw 1990, Finding Groups in Data, doi:10.1002/9780470316801, chapter 2
 */
public final class Medoids {

  private final List<String> names;
  private final Optional<Provenance> how;
  private final int[] medoids;
  private final int[] labels;
  private final double cost;

  private Medoids(DistanceMatrix distances, int[] medoids, int[] labels, double cost) {
    this.names = distances.names();
    this.how = distances.how();
    this.medoids = medoids;
    this.labels = labels;
    this.cost = cost;
  }

  /**
   * Returns {@code count} things that stand for all.
   *
   * @cost for n things and k medoids about k² n² steps for each swap
   */
  public static Medoids of(DistanceMatrix distances, int count) {
    checkArgument(
        count >= 1 && count <= distances.size(),
        "count must be in [1, %s], got %s",
        distances.size(),
        count);
    int[] medoids = built(distances, count);
    int[] next = swapped(distances, medoids);
    while (cost(distances, next) < cost(distances, medoids)) {
      medoids = next;
      next = swapped(distances, medoids);
    }
    Arrays.sort(medoids);
    int[] labels = new int[distances.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = nearest(distances, medoids, i);
    }
    return new Medoids(distances, medoids, labels, cost(distances, medoids));
  }

  /** Adds medoids one by one, each where it lowers the sum most. */
  private static int[] built(DistanceMatrix distances, int count) {
    int[] medoids = new int[0];
    while (medoids.length < count) {
      medoids = best(distances, Arrays.copyOf(medoids, medoids.length + 1), medoids.length);
    }
    return medoids;
  }

  /** Returns the medoids after the best swap, or the same ones if none is better. */
  private static int[] swapped(DistanceMatrix distances, int[] medoids) {
    int[] best = medoids;
    for (int place = 0; place < medoids.length; place++) {
      int[] candidate = best(distances, medoids, place);
      best = cost(distances, candidate) < cost(distances, best) ? candidate : best;
    }
    return best;
  }

  /** Returns {@code medoids} with the best thing at {@code place}. */
  private static int[] best(DistanceMatrix distances, int[] medoids, int place) {
    int[] best = medoids;
    double least = Double.POSITIVE_INFINITY;
    for (int thing = 0; thing < distances.size(); thing++) {
      if (!contains(medoids, place, thing)) {
        int[] candidate = medoids.clone();
        candidate[place] = thing;
        double cost = cost(distances, candidate);
        best = cost < least ? candidate : best;
        least = Math.min(least, cost);
      }
    }
    return best;
  }

  /** Returns whether {@code thing} is a medoid at another place. */
  private static boolean contains(int[] medoids, int place, int thing) {
    for (int i = 0; i < medoids.length; i++) {
      if (i != place && medoids[i] == thing) {
        return true;
      }
    }
    return false;
  }

  private static double cost(DistanceMatrix distances, int[] medoids) {
    CompensatedSum sum = new CompensatedSum();
    for (int i = 0; i < distances.size(); i++) {
      sum.add(distances.at(i, medoids[nearest(distances, medoids, i)]));
    }
    return sum.value();
  }

  private static int nearest(DistanceMatrix distances, int[] medoids, int thing) {
    int nearest = 0;
    for (int m = 1; m < medoids.length; m++) {
      nearest =
          distances.at(thing, medoids[m]) < distances.at(thing, medoids[nearest]) ? m : nearest;
    }
    return nearest;
  }

  /** Returns what the things are called. */
  public List<String> names() {
    return names;
  }

  /** Returns what the distances measure, if they are those of heads; none if they were numbers. */
  public Optional<Provenance> how() {
    return how;
  }

  /** Returns the things that stand for all, in rising order. */
  public ImmutableIntArray medoids() {
    return ImmutableIntArray.copyOf(medoids);
  }

  /** Returns for each thing which medoid is nearest to it: an index into {@link #medoids}. */
  public ImmutableIntArray labels() {
    return ImmutableIntArray.copyOf(labels);
  }

  /** Returns the sum of the distances of all things to their medoids. */
  public double cost() {
    return cost;
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof Medoids other
        && names.equals(other.names)
        && how.equals(other.how)
        && Arrays.equals(medoids, other.medoids)
        && Arrays.equals(labels, other.labels)
        && cost == other.cost;
  }

  @Override
  public int hashCode() {
    return 31 * names.hashCode() + Arrays.hashCode(labels);
  }

  /** Returns the number of things and who stands for them. */
  @Override
  public String toString() {
    return "medoids of "
        + names.size()
        + ": "
        + Arrays.stream(medoids).mapToObj(names::get).toList()
        + how.map(provenance -> ", " + provenance).orElse("");
  }
}
