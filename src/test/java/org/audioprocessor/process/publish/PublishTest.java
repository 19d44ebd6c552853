package org.audioprocessor.process.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.audioprocessor.process.RenderedTracks.KEYS;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.audioprocessor.hls.Ladder;
import org.audioprocessor.hls.PublicationOrder;
import org.audioprocessor.process.FailureKind;
import org.audioprocessor.process.GenerationLog;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.process.PublicationGuard;
import org.audioprocessor.process.PublicationTarget;
import org.audioprocessor.process.RenderedTracks;
import org.audioprocessor.process.render.Renditions;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.PutOptions;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.StoredObject;
import org.audioprocessor.testing.Faults;
import org.audioprocessor.testing.FlakyObjectStore;
import org.audioprocessor.testing.TestBucket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestBucket.Kind.class)
class PublishTest {
  /** Nine segments, six copies, six fixed names. */
  private static final int PUTS = 21;

  private final TestBucket.Kind kind;
  private @TempDir Path folder;
  private TestBucket bucket;
  private ObjectStore store;

  PublishTest(TestBucket.Kind kind) {
    this.kind = kind;
  }

  @BeforeEach
  void open() throws IOException {
    bucket = TestBucket.open(kind, folder);
    store = bucket.store();
  }

  @AfterEach
  void close() throws IOException {
    bucket.close();
  }

  private static PublicationTarget target(ObjectStore store, GenerationLog log) {
    return new PublicationTarget(store, KEYS, true, PublicationGuard.ALONE, log);
  }

  private RememberingLog publish(int generation) throws ProcessingException {
    RememberingLog log = new RememberingLog(generation == 1);
    RenderedTracks.publish(target(store, log), RenderedTracks.of(generation, 0));
    return log;
  }

  private Set<String> keys(String prefix) throws StorageException {
    try (Stream<StoredObject> objects = bucket.all().list(KEYS.folder() + prefix)) {
      return new TreeSet<>(
          objects.map(object -> object.key().substring(KEYS.folder().length())).toList());
    }
  }

  private String fixed(String path) {
    return RenderedTracks.text(store, KEYS.folder() + path);
  }

  /** The generations that the fixed names lead to. */
  private Set<Integer> visibleGenerations() {
    Set<Integer> visible = new TreeSet<>();
    for (String rung : List.of("low", "med", "high")) {
      String playlist = fixed(rung + "/playlist.m3u8");
      visible.add(Integer.parseInt(playlist.replaceAll("(?s).*?segment_g([0-9]{4}).*", "$1")));
    }
    visible.add(Integer.parseInt(fixed("two tones.m4a").replaceAll("M4A ([0-9]+)[.].*", "$1")));
    visible.add(Integer.parseInt(fixed("metadata.json").replaceAll("[^0-9]", "")));
    return visible;
  }

  @Test
  void everyObjectIsPutInTheOrderThatKeepsPlaylistsWhole() throws Exception {
    List<String> order = new ArrayList<>();
    Faults noting =
        (call, operation, key) -> {
          if (operation == Faults.Operation.PUT) {
            synchronized (order) {
              order.add(key.substring(KEYS.folder().length()));
            }
          }
          return new Faults.None();
        };
    ObjectStore noted = new FlakyObjectStore(store, noting);
    RenderedTracks.publish(target(noted, new RememberingLog(true)), RenderedTracks.of(1, 0));

    assertThat(order).hasSize(PUTS).doesNotHaveDuplicates();
    assertThat(new PublicationOrder(Ladder.DEFAULT).faults(order)).isEmpty();
  }

  @Test
  void everyKeyIsRememberedBeforeItIsPutAndTheCopiesInTheOrderOfPublication() throws Exception {
    RememberingLog log = publish(1);

    List<String> written =
        log.written().stream().map(key -> key.substring(KEYS.folder().length())).toList();
    assertThat(written).containsAll(keys("generations/")).containsAll(keys("low/seg"));
    assertThat(written.subList(9, 15))
        .containsExactly(
            "generations/g0001/low/playlist.m3u8",
            "generations/g0001/med/playlist.m3u8",
            "generations/g0001/high/playlist.m3u8",
            "generations/g0001/two tones.m4a",
            "generations/g0001/metadata.json",
            "generations/g0001/playlist.m3u8");
    assertThat(log.calls()).containsExactly("willWrite", "willSwitch", "willWrite");
  }

  @Test
  void aReaderNeverMeetsAHalfPublishedTrackWhereverThePublisherStops() throws Exception {
    publish(1);
    int generation = 2;
    int tryNumber = 0;
    int stops = 0;
    try (PollingReader reader = new PollingReader(store)) {
      for (int put = 1; put <= PUTS; put++) {
        RememberingLog log = new RememberingLog(false);
        Renditions given = RenderedTracks.of(generation, tryNumber);
        ObjectStore dying = new FlakyObjectStore(store, diesAtPut(put, put % 2 == 0));
        assertThatThrownBy(() -> RenderedTracks.publish(target(dying, log), given))
            .isInstanceOf(ProcessingException.class);
        stops++;
        reader.lookAround();
        // as the queue does: a try that no fixed name leads to is removed, its number used again
        if (log.switched()) {
          generation++;
          tryNumber = 0;
        } else {
          for (String key : log.written()) {
            store.delete(key);
          }
          tryNumber++;
        }
        RememberingLog again = new RememberingLog(false);
        RenderedTracks.publish(target(store, again), RenderedTracks.of(generation, tryNumber));
        assertThat(visibleGenerations()).containsExactly(generation);
        generation++;
        tryNumber = 0;
        reader.lookAround();
      }
      reader.assertContent();
      assertThat(stops).isEqualTo(PUTS);
      assertThat(reader.seen()).isGreaterThan(4 * PUTS / 2);
    }
  }

  /**
   * From this put on nothing succeeds any more; the put itself may still have reached the store.
   */
  private static Faults diesAtPut(int put, boolean arrives) {
    AtomicInteger puts = new AtomicInteger();
    Faults.Fault last =
        arrives
            ? new Faults.FailAfter(StorageException.Kind.UNAVAILABLE)
            : new Faults.FailBefore(StorageException.Kind.UNAVAILABLE);
    return (call, operation, key) -> {
      int now = operation == Faults.Operation.PUT ? puts.incrementAndGet() : puts.get();
      if (now == put && operation == Faults.Operation.PUT) {
        return last;
      }
      return now >= put
          ? new Faults.FailBefore(StorageException.Kind.UNAVAILABLE)
          : new Faults.None();
    };
  }

  @Test
  void aLostGuardStopsAtOnce() throws Exception {
    publish(1);
    // asked before each segment, the generation's copies, the fixed names, and the last of them
    List<Integer> putsByThen = List.of(9, 15, 20);
    for (int round = 0; round < putsByThen.size(); round++) {
      AtomicInteger left = new AtomicInteger(9 + round);
      PublicationGuard guard =
          () -> {
            if (left.getAndDecrement() <= 0) {
              throw new ProcessingException(FailureKind.LEASE_LOST, "Another worker has it.");
            }
          };
      AtomicInteger puts = new AtomicInteger();
      ObjectStore counting =
          new FlakyObjectStore(
              store,
              (call, operation, key) -> {
                puts.addAndGet(operation == Faults.Operation.PUT ? 1 : 0);
                return new Faults.None();
              });
      PublicationTarget target =
          new PublicationTarget(counting, KEYS, true, guard, new RememberingLog(false));

      int generation = 9 + round;
      assertThatThrownBy(() -> RenderedTracks.publish(target, RenderedTracks.of(generation, 0)))
          .isInstanceOfSatisfying(
              ProcessingException.class,
              lost -> assertThat(lost.kind()).isEqualTo(FailureKind.LEASE_LOST));
      assertThat(puts).hasValue(putsByThen.get(round));
    }
  }

  @Test
  void unusedSegmentsAreDeletedBeforeAnythingIsVisible() throws Exception {
    Renditions made = RenderedTracks.of(1, 0);
    String abandoned = "low/segment_g0001z_00000.ts";
    RenderedTracks.put(store, KEYS.folder() + abandoned, "encoded too loud");

    Renditions again = new Renditions(made.rungs(), made.m4a(), List.of(abandoned));
    RenderedTracks.publish(target(store, new RememberingLog(true)), again);

    assertThat(keys("low/")).hasSize(4).doesNotContain(abandoned);
  }

  @Test
  void withoutGenerationsTheOldSegmentsGoAfterTheSwitchAndNothingElse() throws Exception {
    PublicationTarget alone = PublicationTarget.alone(bucket.all(), KEYS);
    RenderedTracks.publish(alone, RenderedTracks.of(1, 0));
    RenderedTracks.put(store, KEYS.folder() + "low/notes.json", "{}");

    RenderedTracks.publish(alone, RenderedTracks.of(2, 0));

    assertThat(keys(""))
        .contains("low/notes.json", "low/segment_g0002a_00000.ts")
        .noneMatch(path -> path.contains("g0001") || path.startsWith("generations/"))
        .hasSize(9 + 6 + 1);
    assertThat(visibleGenerations()).containsExactly(2);
  }

  @Test
  void withoutGenerationsTheOldTrackStaysWholeUntilTheSwitch() throws Exception {
    RenderedTracks.publish(PublicationTarget.alone(bucket.all(), KEYS), RenderedTracks.of(1, 0));
    ObjectStore dying = new FlakyObjectStore(bucket.all(), diesAtPut(10, false));

    assertThatThrownBy(() ->
            RenderedTracks.publish(PublicationTarget.alone(dying, KEYS), RenderedTracks.of(2, 0)))
        .isInstanceOf(ProcessingException.class);

    assertThat(visibleGenerations()).containsExactly(1);
    assertThat(keys("low/")).contains("low/segment_g0001a_00000.ts", "low/segment_g0001a_00002.ts");
  }

  @Test
  void aPublicationThatFailedSaysThatTheStoreIsAway() {
    ObjectStore away =
        new FlakyObjectStore(
            store,
            Faults.at(
                Faults.Operation.PUT,
                "metadata.json",
                new Faults.FailBefore(StorageException.Kind.UNAVAILABLE)));

    assertThatThrownBy(
            () -> RenderedTracks.publish(target(away, GenerationLog.NONE), RenderedTracks.of(1, 0)))
        .isInstanceOfSatisfying(
            ProcessingException.class,
            failure -> assertThat(failure.kind()).isEqualTo(FailureKind.STORE_AWAY));
  }

  @Test
  void playlistsAreCachedBrieflyAndSegmentsForEverAndCopiesAsTheyWillBePutBack() throws Exception {
    publish(1);

    for (String path : keys("")) {
      StoredObject object = store.head(KEYS.folder() + path).orElseThrow();
      PutOptions expected = Publish.options(KEYS.folder() + path);
      assertThat(object.contentType()).isEqualTo(expected.contentType());
      assertThat(object.cacheControl())
          .as(path)
          .contains(path.endsWith(".ts") ? "immutable" : "max-age=60");
    }
  }
}
