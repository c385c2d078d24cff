package dev.attn.mask;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.ImmutableIntArray;
import java.math.BigInteger;
import java.util.Objects;

/**
 * The relative position buckets of T5: near distances have a bucket each, far ones share buckets
 * that grow geometrically up to a largest distance.
 *
 * <p>A side has s buckets, the first m = s/2 of them for the distances below m. Distance d ≥ m
 * falls into bucket m + j, with j the largest number below s - m for which
 *
 * <pre>
 * (d/m)^(s-m) ≥ (D/m)^j                    D the largest distance
 * </pre>
 *
 * <p>An encoder splits its buckets in two sides: keys up to the query use the first half, later
 * keys the second, whose first bucket stays empty because its distance would be 0. A decoder has
 * one side, and puts later keys (which its mask blocks) into bucket 0.
 *
 * <p>The borders are computed with whole numbers. Programs that take 32-bit logarithms can differ
 * from them by one bucket exactly at a border.
 *
 * <p>Example: of the 32 buckets of an encoder with D = 128, the buckets 8 to 15 begin at the
 * distances 8, 12, 16, 23, 32, 46, 64, 91.
 *
 * @source Raffel and others, 2020, Exploring the Limits of Transfer Learning with a Unified
 *     Text-to-Text Transformer, arXiv 1910.10683, section 2.1
 */
public final class T5Buckets {

  private static final int DEFAULT_COUNT = 32;
  private static final int DEFAULT_DISTANCE = 128;

  /** The borders are roots of powers with as many digits as there are buckets. */
  private static final int MOST_BUCKETS = 1024;

  private final int count;
  private final int maxDistance;
  private final int laterKeys;
  private final ImmutableIntArray starts;

  private T5Buckets(int count, int maxDistance, int side) {
    checkArgument(
        maxDistance > side / 2,
        "max distance must exceed %s, the distances with a bucket each, got %s",
        side / 2,
        maxDistance);
    this.count = count;
    this.maxDistance = maxDistance;
    this.laterKeys = count - side;
    this.starts = starts(side, maxDistance);
  }

  /** Returns the encoder's buckets with the values of the paper: 32 up to distance 128. */
  public static T5Buckets encoder() {
    return encoder(DEFAULT_COUNT, DEFAULT_DISTANCE);
  }

  /**
   * Returns buckets for keys on both sides; {@code count} is the number of both together, even and
   * from 4 to 1,024.
   */
  public static T5Buckets encoder(int count, int maxDistance) {
    checkArgument(
        count >= 4 && count <= MOST_BUCKETS && count % 2 == 0,
        "bucket count of an encoder must be even and in [4, %s], got %s",
        MOST_BUCKETS,
        count);
    return new T5Buckets(count, maxDistance, count / 2);
  }

  /** Returns the decoder's buckets with the values of the paper: 32 up to distance 128. */
  public static T5Buckets decoder() {
    return decoder(DEFAULT_COUNT, DEFAULT_DISTANCE);
  }

  /** Returns buckets for keys up to the query, from 2 to 1,024 of them. */
  public static T5Buckets decoder(int count, int maxDistance) {
    Limits.between("bucket count", 2, MOST_BUCKETS, count);
    return new T5Buckets(count, maxDistance, count);
  }

  /** Returns the smallest distance of each bucket of a side. */
  private static ImmutableIntArray starts(int side, int maxDistance) {
    int near = side / 2;
    int far = side - near;
    ImmutableIntArray.Builder starts = ImmutableIntArray.builder(side);
    for (int d = 0; d < near; d++) {
      starts.add(d);
    }
    BigInteger nearPower = BigInteger.valueOf(near).pow(far);
    for (int j = 0; j < far; j++) {
      BigInteger least = BigInteger.valueOf(maxDistance).pow(j).multiply(nearPower);
      starts.add(smallestReaching(least, BigInteger.valueOf(near).pow(j), far, maxDistance));
    }
    return starts.build();
  }

  /** Returns the smallest d up to {@code most} with d^power · factor ≥ least. */
  private static int smallestReaching(BigInteger least, BigInteger factor, int power, int most) {
    int low = 0;
    int high = most;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (BigInteger.valueOf(middle).pow(power).multiply(factor).compareTo(least) >= 0) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** Returns the number of buckets. */
  public int count() {
    return count;
  }

  /** Returns the distance at and beyond which the last bucket of a side holds everything. */
  public int maxDistance() {
    return maxDistance;
  }

  /** Returns the bucket of two positions. */
  public int bucket(int query, int key) {
    long behind = (long) query - key;
    if (behind >= 0) {
      return sideBucket(behind);
    }
    return laterKeys == 0 ? 0 : laterKeys + sideBucket(-behind);
  }

  private int sideBucket(long distance) {
    int low = 0;
    int high = starts.length() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (starts.get(middle) <= distance) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof T5Buckets other
        && count == other.count
        && maxDistance == other.maxDistance
        && laterKeys == other.laterKeys;
  }

  @Override
  public int hashCode() {
    return Objects.hash(count, maxDistance, laterKeys);
  }

  /** Returns kind and size, for example {@code T5 encoder, 32 buckets up to distance 128}. */
  @Override
  public String toString() {
    String kind = laterKeys == 0 ? "decoder" : "encoder";
    return "T5 " + kind + ", " + count + " buckets up to distance " + maxDistance;
  }
}
