package dev.attn.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Values computed or read once, and then held. */
final class InMemoryTest {

  /** More rows than one part of the work takes. */
  private static final TensorShape SHAPE = TensorShape.of(2, 3, 700, 401);

  private static void third(int layer, int head, int query, double[] row) {
    for (int k = 0; k < row.length; k++) {
      row[k] = (layer * 7 + head * 5 + query + k) / 3.0;
    }
  }

  @Test
  void computedRows_areComputedOnce_andStayDoubles() {
    AtomicInteger computed = new AtomicInteger();
    AttentionTensor lazy =
        AttentionTensor.computed(
            TensorShape.of(1, 2, 3, 4),
            ElementType.F32,
            (layer, head, query, row) -> {
              computed.incrementAndGet();
              third(layer, head, query, row);
            });
    AttentionTensor held = lazy.inMemory();
    assertThat(computed).hasValue(6);
    assertThat(held.layer(0).head(1).weight(2, 3)).isEqualTo(10 / 3.0);
    assertThat(held).isEqualTo(lazy).hasToString("f32 [1, 2, 3, 4]");
    assertThat(held.fitsFloat()).isFalse();
    assertThat(held.inMemory()).isSameAs(held);
  }

  @Test
  void anyNumberOfThreads_givesTheSameValues() {
    AttentionTensor lazy = AttentionTensor.computed(SHAPE, ElementType.F64, InMemoryTest::third);
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      assertThat(Threads.none().call(lazy::inMemory)).isEqualTo(lazy);
      assertThat(Threads.of(threads, 2).call(lazy::inMemory)).isEqualTo(lazy);
      assertThat(Threads.of(threads, 3).call(lazy::inMemory)).isEqualTo(lazy);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void matrix_ofSomeKeys_isHeldWithoutTheOthers() {
    AttentionTensor lazy = AttentionTensor.computed(SHAPE, ElementType.F64, InMemoryTest::third);
    AttentionMatrix part = lazy.layer(1).head(2).queryRange(3, 690).keyRange(7, 300);
    AttentionMatrix held = part.inMemory();
    assertThat(held).isEqualTo(part).hasToString("f64 [687, 293]");
    assertThat(held.inMemory()).isSameAs(held);
    float[] row = new float[293];
    held.row(5, row);
    assertThat(row[4]).isEqualTo((float) part.weight(5, 4));
  }

  @Test
  void emptyTensor_isHeld() {
    for (TensorShape shape :
        new TensorShape[] {TensorShape.of(0, 1, 2, 3), TensorShape.of(1, 1, 2, 0)}) {
      AttentionTensor lazy = AttentionTensor.computed(shape, ElementType.F64, InMemoryTest::third);
      assertThat(lazy.inMemory()).isEqualTo(lazy);
    }
  }

  @Test
  void tensor_largerThanTheHeap_isAnError() {
    TensorShape shape = TensorShape.of(1000, 1000, 1000, 1000);
    AttentionTensor lazy = AttentionTensor.computed(shape, ElementType.F32, InMemoryTest::third);
    assertThatIllegalArgumentException()
        .isThrownBy(lazy::inMemory)
        .withMessage(
            "values must fit %s bytes, 7/8 of the heap, got 8000000000000 bytes;"
                + " read them row by row or raise -Xmx",
            Runtime.getRuntime().maxMemory() - Runtime.getRuntime().maxMemory() / 8);
  }

  @Test
  void observer_hearsOfEachRead() {
    AttentionTensor tensor =
        AttentionTensor.copyOf(TensorShape.of(1, 1, 2, 3), new float[] {1, 2, 3, 4, 5, 6});
    AtomicLong read = new AtomicLong();
    AttentionTensor observed = tensor.observed(read::addAndGet);
    observed.layer(0).head(0).row(1, new float[3]);
    assertThat(read).hasValue(3);
    assertThat(observed).isEqualTo(tensor);
    assertThat(read).hasValue(9);
    assertThat(observed.fitsFloat()).isTrue();
    assertThat(observed).hasToString("f32 [1, 1, 2, 3]");
  }
}
