package org.audioprocessor.worker.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.audioprocessor.process.FailureKind;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.process.Published;
import org.audioprocessor.process.RunContext;
import org.audioprocessor.process.TrackProcessor;
import org.audioprocessor.queue.Claim;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.Result;
import org.audioprocessor.queue.Upload;
import org.audioprocessor.queue.UploadQueue;
import org.audioprocessor.queue.generation.Generation.GenerationTry;
import org.audioprocessor.worker.WorkerFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClaimLogTest {
  private static final Duration LEASE = Duration.ofSeconds(60);

  /** Remembers what it was told to delete. */
  private static final class Discarding implements TrackProcessor {
    private final List<String> discarded = new ArrayList<>();

    @Override
    public void discard(Collection<String> keys) {
      discarded.addAll(keys);
    }

    @Override
    public void probe(String fileName) {}

    @Override
    public void probeWriting() {}

    @Override
    public Published run(String fileName, int generation, int tryNumber, RunContext context)
        throws ProcessingException {
      throw new ProcessingException(FailureKind.INTERNAL, "It only deletes.");
    }
  }

  @TempDir private Path folder;

  private static Claim claimed(UploadQueue queue, String uploadId) throws QueueException {
    queue.add(new Upload(uploadId, "Song.wav"));
    return queue.claim("a worker", LEASE).orElseThrow();
  }

  private static GenerationTry written(UploadQueue queue, Claim claim, String... keys)
      throws QueueException {
    GenerationTry written = queue.generations().begin(claim).orElseThrow();
    queue.generations().record(claim, written, List.of(keys));
    return written;
  }

  @Test
  void whatALaterTryOfTheSameGenerationPublishedUnderASharedNameIsKept() throws Exception {
    try (WorkerFixture fixture = new WorkerFixture(folder)) {
      UploadQueue queue = fixture.queue;
      Claim first = claimed(queue, "a");
      written(queue, first, "low/segment_g0001a", "generations/g0001/playlist.m3u8");
      queue.failed(first, "INTERNAL", "No.");
      Claim second = claimed(queue, "b");
      GenerationTry published =
          written(queue, second, "low/segment_g0001b", "generations/g0001/playlist.m3u8");
      queue.generations().startSwitch(second, published);
      queue.completed(second, published, "", Result.UNKNOWN);

      Discarding processor = new Discarding();
      GenerationTry current = written(queue, claimed(queue, "c"));
      ClaimLog.discardAbandoned(queue.generations(), processor, current);

      assertThat(published).isEqualTo(new GenerationTry(published.trackId(), 1, 1));
      assertThat(processor.discarded).containsExactly("low/segment_g0001a");
    }
  }
}
