package org.audioprocessor.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.audioprocessor.queue.generation.Generation.GenerationTry;
import org.audioprocessor.queue.generation.Rollbacks;
import org.audioprocessor.queue.list.UploadFilter;

/** One upload's way through every part of the queue. */
public final class QueueWalk {
  private QueueWalk() {}

  public static void everyStep(UploadQueue queue) throws QueueException {
    queue.add(new Upload("a", "Song.mp3"));
    Claim first = queue.claim("me", QueueFixture.LEASE).orElseThrow();
    assertThat(queue.renew(first, QueueFixture.LEASE)).isTrue();
    assertThat(queue.isStillHeld(first)).isTrue();
    GenerationTry written = queue.generations().begin(first).orElseThrow();
    assertThat(queue.generations().record(first, written, List.of("key"))).isTrue();
    assertThat(queue.completed(first, written, "{}", Result.UNKNOWN)).isTrue();
    assertThat(queue.reprocess("a")).isTrue();
    Claim second = queue.claim("me", QueueFixture.LEASE).orElseThrow();
    GenerationTry next = queue.generations().begin(second).orElseThrow();
    assertThat(queue.completed(second, next, "{}", Result.UNKNOWN)).isTrue();
    assertThat(queue.history("a")).hasSize(2);
    Rollbacks.Hold hold = queue.rollbacks().hold("Song", "me", Duration.ofMinutes(1)).orElseThrow();
    assertThat(queue.rollbacks().renew(hold, Duration.ofMinutes(1))).isTrue();
    assertThat(queue.rollbacks().finish(hold)).isTrue();
    assertThat(queue.generations().collectable(Duration.ofDays(1), 9)).isEmpty();
    assertThat(queue.reclaimExpired(3)).isEmpty();
    assertThat(queue.get("a").orElseThrow().lease()).isNotNull();
    assertThat(queue.page(UploadFilter.ALL, null, 5).rows()).hasSize(1);
  }
}
