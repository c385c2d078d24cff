package dev.attn.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ThreadsTest {

  private final ExecutorService executor = Executors.newFixedThreadPool(3);

  @AfterEach
  void stop() {
    executor.shutdownNow();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 50})
  void eachPart_isDoneOnce(int count) {
    AtomicIntegerArray done = new AtomicIntegerArray(20);
    Threads.of(executor, count).forEach(20, done::incrementAndGet);
    assertThat(IntStream.range(0, 20).map(done::get)).containsOnly(1);
  }

  @Test
  void severalThreads_workAtOnce() {
    CyclicBarrier met = new CyclicBarrier(3);
    Threads.of(executor, 3).forEach(3, part -> meet(met));
    assertThat(met.isBroken()).isFalse();
  }

  /** Returns only when as many parts as the barrier wants run at the same time. */
  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await(1, TimeUnit.MINUTES);
    } catch (Exception alone) {
      throw new IllegalStateException("parts must run beside each other", alone);
    }
  }

  /** The executor notes who asks for its one free thread, and gives none. */
  @Test
  void callersThatShareOneValue_shareTheThreadsItLends() {
    List<Runnable> asked = new ArrayList<>();
    Threads shared = Threads.of(asked::add, 2);
    AtomicIntegerArray done = new AtomicIntegerArray(2);
    shared.forEach(
        2,
        part -> {
          assertThat(asked).hasSize(1);
          CompletableFuture<Integer> other =
              CompletableFuture.supplyAsync(
                  () -> {
                    AtomicInteger parts = new AtomicInteger();
                    shared.forEach(5, each -> parts.incrementAndGet());
                    return parts.get();
                  },
                  executor);
          assertThat(other.join()).isEqualTo(5);
          assertThat(asked).hasSize(1);
          done.incrementAndGet(part);
        });
    assertThat(IntStream.range(0, 2).map(done::get)).containsOnly(1);
    shared.forEach(2, part -> {});
    assertThat(asked).hasSize(2);
  }

  @Test
  void callersWithTheirOwnValues_shareNothing() {
    List<Runnable> asked = new ArrayList<>();
    Threads.of(asked::add, 2).forEach(2, part -> Threads.of(asked::add, 2).forEach(2, each -> {}));
    assertThat(asked).hasSize(3);
  }

  @Test
  void none_isTheCallingThread() {
    Set<Thread> seen = ConcurrentHashMap.newKeySet();
    Threads.none().forEach(5, part -> seen.add(Thread.currentThread()));
    assertThat(seen).containsExactly(Thread.currentThread());
  }

  @Test
  void choice_holdsInsideTheCallOnly() {
    Threads two = Threads.of(executor, 2);
    Threads inside = two.call(Threads::current);
    assertThat(inside).isSameAs(two);
    assertThat(Threads.none().call(() -> two.call(Threads::current))).isSameAs(two);
    assertThat(Threads.current().count()).isEqualTo(Threads.common().count());
  }

  @Test
  void choice_endsWithAFailureToo() {
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                Threads.none()
                    .call(
                        () -> {
                          throw new IllegalStateException("refused");
                        }));
    assertThat(Threads.current().count()).isEqualTo(Threads.common().count());
  }

  @Test
  void workInsideAPart_takesThreadsThatAreFree() {
    CyclicBarrier met = new CyclicBarrier(3);
    Threads three = Threads.of(executor, 3);
    three.forEach(1, outer -> Threads.current().forEach(3, inner -> meet(met)));
    assertThat(met.isBroken()).isFalse();
  }

  @Test
  void threads_areNeverMoreThanAskedFor() {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Threads.of(executor, 2)
        .forEach(
            8,
            outer ->
                Threads.current()
                    .forEach(
                        50,
                        inner -> {
                          most.accumulateAndGet(running.incrementAndGet(), Math::max);
                          running.decrementAndGet();
                        }));
    assertThat(most.get()).isBetween(1, 2);
  }

  @Test
  void firstFailedPart_isTheOneThatALoopMeets() {
    for (int repeat = 0; repeat < 200; repeat++) {
      AtomicIntegerArray done = new AtomicIntegerArray(12);
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  Threads.of(executor, 4)
                      .forEach(
                          12,
                          part -> {
                            if (part >= 5) {
                              throw new IllegalArgumentException("part " + part);
                            }
                            done.incrementAndGet(part);
                          }))
          .withMessage("part 5");
      assertThat(IntStream.range(0, 5).map(done::get)).containsOnly(1);
    }
  }

  @Test
  void executorWithoutFreeThreads_stopsNothing() {
    ExecutorService one = Executors.newSingleThreadExecutor();
    AtomicIntegerArray done = new AtomicIntegerArray(6);
    Threads busy = Threads.of(one, 2);
    one.execute(() -> busy.forEach(6, done::incrementAndGet));
    one.shutdown();
    assertThat(finished(one)).isTrue();
    assertThat(IntStream.range(0, 6).map(done::get)).containsOnly(1);
  }

  private static boolean finished(ExecutorService executor) {
    try {
      return executor.awaitTermination(1, TimeUnit.MINUTES);
    } catch (InterruptedException interruption) {
      throw new IllegalStateException(interruption);
    }
  }

  @Test
  void executorThatRefuses_stopsNothing() {
    AtomicIntegerArray done = new AtomicIntegerArray(6);
    Threads refusing =
        Threads.of(
            task -> {
              throw new RejectedExecutionException("full");
            },
            3);
    refusing.forEach(6, done::incrementAndGet);
    assertThat(IntStream.range(0, 6).map(done::get)).containsOnly(1);
  }

  @Test
  void executorThatFails_isReportedWhenNoPartRunsAnyMore() {
    AtomicInteger asked = new AtomicInteger();
    AtomicInteger running = new AtomicInteger();
    Threads failing =
        Threads.of(
            task -> {
              if (asked.incrementAndGet() == 2) {
                throw new IllegalStateException("no thread left");
              }
              executor.execute(task);
            },
            3);
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                failing.forEach(
                    1000,
                    part -> {
                      running.incrementAndGet();
                      Thread.onSpinWait();
                      running.decrementAndGet();
                    }))
        .withMessage("no thread left");
    assertThat(running).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void checkedFailureOfAPart_isThrownAsItIs(int count) {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(
            () ->
                Threads.of(executor, count)
                    .forEach(
                        4, part -> ThreadsTest.<RuntimeException>fail(new IOException("torn"))))
        .withMessage("torn");
  }

  /** Throws a checked exception that is not declared, as some languages do. */
  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void fail(Throwable failure) throws T {
    throw (T) failure;
  }

  @Test
  void count_isAtLeastOne() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Threads.of(executor, 0))
        .withMessage("count must be at least 1, got 0");
  }
}
