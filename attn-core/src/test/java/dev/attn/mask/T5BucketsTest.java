package dev.attn.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class T5BucketsTest {

  @Test
  void encoder_beginsItsFarBucketsAtTheseDistances() {
    assertThat(starts(T5Buckets.encoder(), 8, 15)).containsExactly(8, 12, 16, 23, 32, 46, 64, 91);
    assertThat(T5Buckets.encoder().bucket(1000, 0)).isEqualTo(15);
  }

  @Test
  void decoder_beginsItsFarBucketsAtTheseDistances() {
    assertThat(starts(T5Buckets.decoder(), 16, 31))
        .containsExactly(16, 19, 21, 24, 27, 31, 35, 40, 46, 52, 59, 67, 77, 87, 99, 113);
    assertThat(T5Buckets.decoder().bucket(1000, 0)).isEqualTo(31);
  }

  @Test
  void mostBucketsUpToTheLargestDistance_stillHaveExactBorders() {
    T5Buckets decoder = T5Buckets.decoder(1024, Integer.MAX_VALUE);
    assertThat(decoder.bucket(512, 0)).isEqualTo(512);
    assertThat(decoder.bucket(Integer.MAX_VALUE, 0)).isEqualTo(1023);
    // Half way there, 512 * (MAX / 512)^(1/2) is 1048575.9998.
    assertThat(decoder.bucket(1_048_575, 0)).isEqualTo(767);
    assertThat(decoder.bucket(1_048_576, 0)).isEqualTo(768);
  }

  @Test
  void nearDistances_haveABucketEach() {
    for (int d = 0; d < 8; d++) {
      assertThat(T5Buckets.encoder().bucket(d, 0)).isEqualTo(d);
      assertThat(T5Buckets.decoder().bucket(d, 0)).isEqualTo(d);
    }
  }

  @Test
  void encoder_givesLaterKeysTheSecondHalfAndNeverUsesItsFirstBucket() {
    T5Buckets encoder = T5Buckets.encoder();
    assertThat(encoder.bucket(0, 1)).isEqualTo(17);
    for (int d = 1; d < 300; d++) {
      assertThat(encoder.bucket(0, d)).isEqualTo(16 + encoder.bucket(d, 0)).isNotEqualTo(16);
    }
  }

  @Test
  void decoder_putsLaterKeysIntoBucketZero() {
    assertThat(T5Buckets.decoder().bucket(3, 4)).isZero();
    assertThat(T5Buckets.decoder().bucket(3, 400)).isZero();
  }

  @Test
  void bucket_takesAnyPositions() {
    assertThat(T5Buckets.encoder().bucket(Integer.MAX_VALUE, Integer.MIN_VALUE)).isEqualTo(15);
    assertThat(T5Buckets.encoder().bucket(Integer.MIN_VALUE, Integer.MAX_VALUE)).isEqualTo(31);
  }

  /** Away from the borders, where rounding decides, the logarithm of the paper gives the same. */
  @Property(tries = 200)
  void bucket_agreesWithTheLogarithmAwayFromBorders(
      @ForAll @IntRange(min = 2, max = 40) int count,
      @ForAll @IntRange(min = 1, max = 300) int beyond,
      @ForAll @IntRange(max = 500) int distance) {
    int near = count / 2;
    int far = count - near;
    int most = near + beyond;
    double exact = far * Math.log((double) distance / near) / Math.log((double) most / near);
    if (distance >= near && Math.abs(exact - Math.rint(exact)) > 1e-9) {
      int expected = Math.min(near + (int) exact, count - 1);
      assertThat(T5Buckets.decoder(count, most).bucket(distance, 0)).isEqualTo(expected);
    } else if (distance < near) {
      assertThat(T5Buckets.decoder(count, most).bucket(distance, 0)).isEqualTo(distance);
    }
  }

  private static List<Integer> starts(T5Buckets buckets, int from, int to) {
    List<Integer> starts = new ArrayList<>();
    for (int bucket = from; bucket <= to; bucket++) {
      int distance = 0;
      while (buckets.bucket(distance, 0) < bucket) {
        distance++;
      }
      starts.add(distance);
    }
    return starts;
  }

  @Test
  void arguments_areChecked() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> T5Buckets.encoder(5, 128))
        .withMessage("bucket count of an encoder must be even and in [4, 1024], got 5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> T5Buckets.encoder(1026, Integer.MAX_VALUE))
        .withMessage("bucket count of an encoder must be even and in [4, 1024], got 1026");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> T5Buckets.decoder(1, 128))
        .withMessage("bucket count must be in [2, 1024], got 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> T5Buckets.decoder(Integer.MAX_VALUE, Integer.MAX_VALUE))
        .withMessage("bucket count must be in [2, 1024], got 2147483647");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> T5Buckets.decoder(32, 16))
        .withMessage("max distance must exceed 16, the distances with a bucket each, got 16");
  }

  @Test
  void equals_comparesKindAndSize() {
    assertThat(T5Buckets.encoder())
        .isEqualTo(T5Buckets.encoder(32, 128))
        .hasSameHashCodeAs(T5Buckets.encoder(32, 128))
        .isNotEqualTo(T5Buckets.decoder())
        .hasToString("T5 encoder, 32 buckets up to distance 128");
    assertThat(T5Buckets.decoder()).hasToString("T5 decoder, 32 buckets up to distance 128");
    assertThat(T5Buckets.decoder(8, 20))
        .returns(8, T5Buckets::count)
        .returns(20, T5Buckets::maxDistance);
  }

  @Test
  void bias_readsTheTableByBucketAndHead() {
    float[][] table = new float[32][2];
    table[17][1] = 0.25f;
    T5Bias bias = T5Bias.copyOf(T5Buckets.encoder(), table);
    table[17][1] = 99;
    assertThat(bias.at(1, 4, 5)).isEqualTo(0.25f);
    assertThat(bias.at(1, 5, 4)).isZero();
    assertThat(bias.at(0, 4, 5)).isZero();
    assertThat(bias)
        .returns(2, T5Bias::heads)
        .returns(T5Buckets.encoder(), T5Bias::buckets)
        .isNotEqualTo(T5Bias.copyOf(T5Buckets.encoder(), table))
        .hasToString("T5 encoder, 32 buckets up to distance 128, 2 heads");
    table[17][1] = 0.25f;
    assertThat(bias)
        .isEqualTo(T5Bias.copyOf(T5Buckets.encoder(), table))
        .hasSameHashCodeAs(T5Bias.copyOf(T5Buckets.encoder(), table));
  }

  @Test
  void biasTable_isChecked() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> T5Bias.copyOf(T5Buckets.encoder(), new float[31][2]))
        .withMessage("bias table must have 32 rows like the buckets, got 31");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> T5Bias.copyOf(T5Buckets.encoder(), new float[32][0]))
        .withMessage("heads must be at least 1, got 0");
    float[][] ragged = new float[32][2];
    ragged[3] = new float[1];
    assertThatIllegalArgumentException()
        .isThrownBy(() -> T5Bias.copyOf(T5Buckets.encoder(), ragged))
        .withMessage("bucket 3 must have 2 heads like the first, got 1");
    T5Bias bias = T5Bias.copyOf(T5Buckets.encoder(), new float[32][2]);
    assertThatThrownBy(() -> bias.at(2, 0, 0))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("head must be in [0, 2), got 2");
  }
}
