package dev.attn.render.encode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.zip.Adler32;
import org.junit.jupiter.api.Test;

final class CheckSumTest {

  @Test
  void sumOfNothing_isOne() {
    assertThat(new CheckSum().value()).isEqualTo(1);
  }

  @Test
  void sumOfPieces_isThatOfTheWhole() {
    byte[] bytes = new byte[200_000];
    new Random(3).nextBytes(bytes);
    Adler32 whole = new Adler32();
    whole.update(bytes);

    CheckSum sum = new CheckSum();
    int[] ends = {0, 1, 5, 70_000, 135_521, bytes.length};
    for (int i = 1; i < ends.length; i++) {
      int length = ends[i] - ends[i - 1];
      sum.add(CheckSum.of(bytes, ends[i - 1], length), length);
    }

    assertThat(sum.value()).isEqualTo((int) whole.getValue());
  }
}
