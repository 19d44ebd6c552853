package org.audioprocessor.process.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.audioprocessor.process.RenderedTracks.KEYS;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.process.PublicationGuard;
import org.audioprocessor.process.PublicationTarget;
import org.audioprocessor.process.RenderedTracks;
import org.audioprocessor.process.render.Renditions;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.folder.FolderObjectStore;
import org.audioprocessor.testing.Faults;
import org.audioprocessor.testing.FlakyObjectStore;
import org.audioprocessor.testing.Patience;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Number of rounds of parallel requests that a publication waits for. */
class PublishRoundsTest {
  private @TempDir Path folder;
  private ObjectStore store;

  @BeforeEach
  void open() throws IOException {
    store = new FolderObjectStore(folder.resolve("bucket"));
  }

  @AfterEach
  void close() throws IOException {
    store.close();
  }

  /** No request is answered before its whole round was sent. */
  private static final class Rounds implements Faults {
    private final List<CyclicBarrier> rounds = new ArrayList<>();
    private final List<Integer> sizes;
    private int sent;

    Rounds(List<Integer> sizes) {
      this.sizes = sizes;
      sizes.forEach(size -> rounds.add(new CyclicBarrier(size)));
    }

    @Override
    public Fault next(int call, Operation operation, String key) {
      try {
        round().await(Patience.LONGEST.toSeconds(), TimeUnit.SECONDS);
        return new None();
      } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
        throw new IllegalStateException("not sent in one round: " + operation + " " + key, e);
      }
    }

    private synchronized CyclicBarrier round() {
      int before = 0;
      for (int i = 0; i < sizes.size(); i++) {
        before += sizes.get(i);
        if (sent < before) {
          sent++;
          return rounds.get(i);
        }
      }
      throw new IllegalStateException("more than " + before + " requests");
    }

    synchronized int sent() {
      return sent;
    }
  }

  private void publish(int generation, boolean first, List<Integer> sizes)
      throws ProcessingException {
    Renditions renditions = RenderedTracks.of(generation, 0);
    Rounds rounds = new Rounds(sizes);
    PublicationTarget target =
        new PublicationTarget(
            new FlakyObjectStore(store, rounds),
            KEYS,
            true,
            PublicationGuard.ALONE,
            new RememberingLog(first));
    new Publish(target, generation)
        .publish(
            Delivery.of(renditions, TrackPlaylists.of(renditions)),
            renditions.m4a(),
            RenderedTracks.metadata(renditions));
    assertThat(rounds.sent()).isEqualTo(sizes.stream().mapToInt(Integer::intValue).sum());
  }

  @Test
  void aPublicationTakesFourRoundsAndAsksForEachFixedNameOnce() throws Exception {
    // what stands there, the generation's copies, all fixed names but the last, the last
    List<Integer> rounds = List.of(6, 6, 5, 1);
    publish(1, true, rounds);
    publish(2, false, rounds);
  }

  @Test
  void theAdoptionOfWhatStoodThereTakesOneRoundMore() throws Exception {
    publish(1, true, List.of(6, 6, 5, 1));
    // in between, three playlists are read and six objects copied
    publish(2, true, List.of(6, 9, 6, 5, 1));
  }
}
