package org.audioprocessor.desktop.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.audioprocessor.desktop.batch.Batch.SerialExecutor;
import org.audioprocessor.testing.Patience;
import org.junit.jupiter.api.Test;

class SerialExecutorTest {

  @Test
  void tasksKeepTheirOrderThoughEachHasAThreadOfItsOwn() throws InterruptedException {
    int many = 2_000;
    List<Integer> seen = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch done = new CountDownLatch(many);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      SerialExecutor inOrder = new SerialExecutor(threads);
      for (int i = 0; i < many; i++) {
        int number = i;
        inOrder.execute(() -> {
          seen.add(number);
          done.countDown();
        });
      }
      assertThat(done.await(Patience.LONGEST.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }
    assertThat(seen).isEqualTo(IntStream.range(0, many).boxed().toList());
  }

  @Test
  void whatFollowsAFailureIsDone() {
    List<Runnable> lane = new ArrayList<>();
    SerialExecutor inOrder = new SerialExecutor(lane::add);
    List<String> seen = new ArrayList<>();
    inOrder.execute(() -> {
      throw new IllegalStateException("the first one");
    });
    inOrder.execute(() -> seen.add("the second one"));
    try {
      lane.getFirst().run();
    } catch (IllegalStateException e) {
      seen.add(e.getMessage());
    }
    lane.getLast().run();
    assertThat(seen).containsExactly("the first one", "the second one");
  }
}
