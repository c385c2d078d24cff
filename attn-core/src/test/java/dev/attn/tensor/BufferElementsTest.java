package dev.attn.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Tensors on the buffers of a caller. */
final class BufferElementsTest {

  private static final TensorShape TWO_HEADS = TensorShape.of(1, 2, 1, 2);

  @Test
  void floatBuffer_isReadFromItsPositionOn_withoutACopy() {
    FloatBuffer buffer = FloatBuffer.wrap(new float[] {9, 1, 2, 3, 4}).position(1);
    AttentionTensor tensor = AttentionTensor.of(TWO_HEADS, Elements.wrap(buffer));
    assertThat(tensor).hasToString("f32 [1, 2, 1, 2]");
    assertThat(tensor.layer(0).head(1).row(0)).containsExactly(3, 4);
    assertThat(tensor.fitsFloat()).isTrue();
    buffer.position(3);
    buffer.put(1, 7);
    assertThat(tensor.layer(0).head(0).row(0)).containsExactly(7, 2);
    assertThat(tensor.inMemory().layer(0).head(0).row(0)).containsExactly(7, 2);
  }

  @Test
  void byteBuffer_hasTheOrderThatWasSet() {
    ByteBuffer bytes = ByteBuffer.allocateDirect(4).put(new byte[] {0x3f, (byte) 0x80, 0x40, 0x00});
    bytes.flip();
    NumericArray big = NumericArray.of(Elements.wrap(ElementType.BF16, bytes), 2);
    assertThat(big.toDoubles()).containsExactly(1, 2);
    bytes.order(ByteOrder.LITTLE_ENDIAN);
    NumericArray little = NumericArray.of(Elements.wrap(ElementType.U16, bytes), 2);
    assertThat(little.toDoubles()).containsExactly(0x803f, 0x40);
  }

  @Test
  void blocks_followEachOther_emptyOnesToo() {
    FloatBuffer[] blocks = {
      FloatBuffer.allocate(0),
      FloatBuffer.wrap(new float[] {1}),
      FloatBuffer.allocate(0),
      FloatBuffer.wrap(new float[] {2, 3}),
      FloatBuffer.wrap(new float[] {4})
    };
    AttentionTensor tensor = AttentionTensor.of(TWO_HEADS, Elements.wrap(blocks));
    assertThat(tensor.asArray().toDoubles()).containsExactly(1, 2, 3, 4);
    float[] row = new float[2];
    tensor.layer(0).head(1).row(0, row);
    assertThat(row).containsExactly(3, 4);
    blocks[1] = FloatBuffer.wrap(new float[] {8});
    assertThat(tensor.layer(0).head(0).weight(0, 0)).isEqualTo(1);
  }

  @Test
  void noBlocks_areNoElements() {
    assertThat(Elements.wrap().size()).isZero();
    assertThat(NumericArray.of(Elements.wrap(ElementType.F64), 0, 3).toDoubles()).isEmpty();
  }

  @Test
  void block_endingInsideAnElement_isAnError() {
    ByteBuffer whole = ByteBuffer.allocate(8);
    ByteBuffer part = ByteBuffer.allocate(6);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Elements.wrap(ElementType.F32, whole, part))
        .withMessage("block 1 must hold whole elements of 4 bytes, got 6 bytes");
  }

  @Test
  void tensor_ofTooFewElements_isAnError() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AttentionTensor.of(TWO_HEADS, Elements.wrap(FloatBuffer.allocate(3))))
        .withMessage(
            "shape must have as many cells as there are values, got [1, 2, 1, 2] with 4 cells for 3 values");
  }

  /** Longer than a piece of the decoding, with an odd rest. */
  @Test
  void longRow_ofDoubles_isRoundedToTheNearestFloat() {
    double[] values = new double[1001];
    Arrays.setAll(values, i -> 1.0 / (i + 1));
    ByteBuffer bytes = ByteBuffer.allocate(values.length * Double.BYTES);
    bytes.asDoubleBuffer().put(values);
    NumericArray array = NumericArray.of(Elements.wrap(ElementType.F64, bytes), values.length);
    float[] floats = new float[values.length];
    array.read(0, floats);
    for (int i = 0; i < values.length; i++) {
      assertThat(floats[i]).isEqualTo((float) values[i]);
    }
    assertThat(array.fitsFloat()).isFalse();
    assertThat(array.toDoubles()).isEqualTo(values);
  }
}
