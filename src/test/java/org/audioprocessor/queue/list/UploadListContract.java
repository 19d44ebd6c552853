package org.audioprocessor.queue.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.audioprocessor.queue.Claim;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.Result;
import org.audioprocessor.queue.Review.ReviewVerdict;
import org.audioprocessor.queue.StatusCounts;
import org.audioprocessor.queue.UploadRow;
import org.audioprocessor.queue.UploadStatus;
import org.audioprocessor.queue.generation.Generation.GenerationTry;
import org.audioprocessor.queue.jdbc.Dialect;
import org.audioprocessor.queue.list.UploadList.Hint;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists by offset. Runs with and without the index of the platform's table. */
public abstract class UploadListContract extends UploadListFixture {
  @ParameterizedTest
  @CsvSource({"UPLOADED, true", "UPLOADED, false", "STATUS, true", "STATUS, false"})
  void everyUploadStandsAtOnePlace(UploadSort.Key key, boolean descending) throws QueueException {
    db.many(60, i -> row(i, i % 5 == 0 ? null : START.plusSeconds(i / 3)));
    UploadSort sort = new UploadSort(key, descending);

    UploadList list = lists.open(UploadFilter.ALL, sort);
    List<UploadRow> all = list.rows(0, 1000);

    assertThat(list.size()).isEqualTo(60);
    assertThat(ids(all)).doesNotHaveDuplicates().hasSize(60);
    assertThat(pageByPage(lists.open(UploadFilter.ALL, sort), 7)).isEqualTo(ids(all));
    assertThat(list.rows(58, 10)).hasSize(2);
    assertThat(list.rows(60, 10)).isEmpty();
    assertThat(list.hints()).isEmpty();
  }

  @Test
  void theNewestAreFirstAndThoseWithoutATimeLast() throws QueueException {
    db.many(9, i -> row(i, i < 3 ? null : START.plusSeconds(i / 2)));

    assertThat(ids(open(UploadFilter.ALL, UploadSort.NEWEST_FIRST).rows(0, 10)))
        .containsExactly("u8", "u7", "u6", "u5", "u4", "u3", "u2", "u1", "u0");
    assertThat(
            ids(open(UploadFilter.ALL, new UploadSort(UploadSort.Key.UPLOADED, false)).rows(0, 3)))
        .containsExactly("u0", "u1", "u2");
  }

  @Test
  void statusesAreInTheOrderOfWork() throws QueueException {
    db.many(7, i -> row(i, START.plusSeconds(i)));

    assertThat(
            ids(open(UploadFilter.ALL, new UploadSort(UploadSort.Key.STATUS, false)).rows(0, 10)))
        .containsExactly("u0", "u3", "u1", "u6", "u5", "u2", "u4");
    assertThat(ids(open(UploadFilter.ALL, new UploadSort(UploadSort.Key.STATUS, true)).rows(2, 3)))
        .containsExactly("u5", "u2", "u1");
  }

  @Test
  void aJumpAnywhereShowsWhatScrollingThereShows() throws QueueException {
    // a third has no time, and three share each second
    db.many(12_000, i -> row(i, i % 3 == 0 ? null : START.plusSeconds(i / 5)));
    UploadFilter completed = UploadFilter.of(UploadStatus.COMPLETED);
    jumpAnywhere(12_000, UploadFilter.ALL, UploadSort.NEWEST_FIRST);
    jumpAnywhere(12_000, UploadFilter.ALL, new UploadSort(UploadSort.Key.STATUS, false));
    jumpAnywhere(5_142, completed, new UploadSort(UploadSort.Key.UPLOADED, false));
    UploadList byName = open(UploadFilter.ALL, new UploadSort(UploadSort.Key.FILE_NAME, false));
    assertThat(byName.hints()).containsExactly(Hint.TOO_MANY_TO_SORT);
    assertThat(byName.sort()).isEqualTo(UploadSort.NEWEST_FIRST);
    assertThat(byName.rows(0, 5))
        .isEqualTo(open(UploadFilter.ALL, UploadSort.NEWEST_FIRST).rows(0, 5));
    // many matches of the search, too
    UploadList found = open(UploadFilter.ALL.withSearch("SONG"), UploadSort.NEWEST_FIRST);
    assertThat(found.size()).isEqualTo(12_000);
    assertThat(ids(found.rows(6_000, 50)))
        .isEqualTo(ids(open(UploadFilter.ALL, UploadSort.NEWEST_FIRST).rows(6_000, 50)));
    assertThat(found.hints()).isEmpty();
  }

  @Test
  void statusesAndSearchNarrowAList() throws QueueException {
    db.many(70, i -> row(i, START.plusSeconds(i)));
    UploadFilter filter =
        UploadFilter.of(UploadStatus.FAILED, UploadStatus.OTHER).withSearch("ong 1");

    assertThat(ids(open(filter, UploadSort.NEWEST_FIRST).rows(0, 99)))
        .containsExactly("u18", "u15", "u11", "u1");
    assertThat(lists.countOf(filter)).isEqualTo(4);
    assertThat(open(filter, new UploadSort(UploadSort.Key.STATUS, true)).size()).isEqualTo(4);
    assertThat(ids(open(UploadFilter.of(UploadStatus.OTHER), UploadSort.NEWEST_FIRST).rows(0, 2)))
        .containsExactly("u67", "u60");
  }

  @Test
  void aSmallListIsSortedByEverything() throws QueueException {
    publish("loud", "B.mp3", new Result(-6.0, -14.1, -1.0, 60.0, null));
    publish("quiet", "a.mp3", new Result(-30.0, -14.0, -3.0, 60.0, null));
    publish("silent", "C.mp3", new Result(Double.NEGATIVE_INFINITY, null, null, 60.0, null));
    queue.failed(working("tried", "d.mp3"), "STALLED", "It stalled.");
    queue.retry("tried");
    claimed("tried");

    assertThat(sorted(UploadSort.Key.FILE_NAME, false))
        .containsExactly("quiet", "loud", "silent", "tried");
    assertThat(sorted(UploadSort.Key.FILE_NAME, true))
        .containsExactly("tried", "silent", "loud", "quiet");
    assertThat(sorted(UploadSort.Key.ATTEMPTS, true)).startsWith("tried");
    assertThat(sorted(UploadSort.Key.ATTEMPTS, false)).endsWith("tried");
    assertThat(row("tried").tries()).isEqualTo(2);
    assertThat(sorted(UploadSort.Key.INPUT_LOUDNESS, true)).startsWith("loud", "quiet");
    assertThat(sorted(UploadSort.Key.INPUT_LOUDNESS, false)).startsWith("quiet", "loud");
    assertThat(sorted(UploadSort.Key.OUTPUT_LOUDNESS, true)).startsWith("quiet", "loud");
  }

  @Test
  void theLastScoresAreThoseOfTracksThatWereCompared() throws QueueException {
    publish("one", "a.mp3", scored(61.5));
    publish("two", "b.mp3", scored(72.5));
    publish("three", "c.mp3", scored(null));
    assertThat(lists.recentScores()).containsExactly(72.5, 61.5);

    queue.reprocess("one");
    Claim again = claimed("one");
    GenerationTry written = queue.generations().begin(again).orElseThrow();
    queue.completed(again, written, "gain", scored(64.5));
    assertThat(lists.recentScores()).containsExactly(64.5, 72.5);
  }

  private static Result scored(@Nullable Double score2f) {
    return new Result(-9.0, -14.0, -1.5, 60.0, null, score2f, null);
  }

  @Test
  void aRowSaysWhatIsKnownOfIt() throws QueueException {
    Claim claim = working("a", "Song.mp3");
    GenerationTry written = queue.generations().begin(claim).orElseThrow();
    UploadRow.Lease lease = Objects.requireNonNull(row("a").lease());
    assertThat(lease.claimedAt()).isNotNull();
    assertThat(lease.errorKind()).isNull();
    String finding = "low is −1.52 LU away from what was planned";
    Result result =
        new Result(-9.25, -14.0, -1.5, 183.4, "a/generations/g0001/metadata.json", null, finding);

    assertThat(queue.completed(claim, written, "gain", result)).isTrue();

    UploadRow.Completion completion = Objects.requireNonNull(row("a").completion());
    assertThat(completion.result()).isEqualTo(result);
    assertThat(completion.generation()).isEqualTo(1);
    assertThat(completion.current()).isTrue();
    assertThat(row("a").tries()).as("the lease begins to count anew").isEqualTo(1);
    assertThat(row("a").verdict()).isEqualTo(ReviewVerdict.UNREVIEWED);
    assertThat(row("a").finding()).isEqualTo(finding);
    assertThat(row("a").errorMessage()).as("no failure").isNull();

    queue.failed(working("b", "Bad.mp3"), "NOT_AUDIO", "It is not audio.");
    assertThat(row("b").lease()).extracting("errorKind").isEqualTo("NOT_AUDIO");
    assertThat(row("b").verdict()).isNull();
    queue.retry("b");
    assertThat(row("b").lease()).extracting("errorKind").isNull();
  }

  @Test
  void aRefreshTellsThatTheListGrewAndKeepsPlacesTogether() throws QueueException {
    db.many(6_000, i -> row(i, START.plusSeconds(i)));
    UploadList list = open(UploadFilter.ALL, UploadSort.NEWEST_FIRST);
    List<UploadRow> middle = list.rows(3_000, 10);
    db.sql(
        "INSERT INTO Uploads (upload_id, file_name, uploaded_at) VALUES ('new', 'new.mp3', ?)",
        Dialect.utcTime(START.plus(Duration.ofDays(1))));

    assertThat(list.refresh()).as("counted a moment ago").isFalse();
    assertThat(ids(list.rows(0, 2))).containsExactly("new", "u5999");
    clock.advance(Duration.ofSeconds(2));
    assertThat(list.refresh()).isTrue();
    assertThat(list.size()).isEqualTo(6_001);
    assertThat(list.rows(3_001, 10)).isEqualTo(middle);
    clock.advance(Duration.ofSeconds(2));
    assertThat(list.refresh()).isFalse();
  }

  @Test
  void changesByOthersNeverFailAnAnswerNorDoubleARow() throws Exception {
    db.many(5_000, i -> row(i, i % 9 == 0 ? null : START.plusSeconds(i / 2)));
    List<UploadList> open =
        List.of(
            open(UploadFilter.ALL, UploadSort.NEWEST_FIRST),
            open(UploadFilter.ALL, new UploadSort(UploadSort.Key.STATUS, false)),
            open(
                UploadFilter.of(UploadStatus.COMPLETED),
                new UploadSort(UploadSort.Key.UPLOADED, false)),
            open(
                UploadFilter.ALL.withSearch("song 1"),
                new UploadSort(UploadSort.Key.FILE_NAME, true)));
    Random random = new Random(7);
    AtomicBoolean over = new AtomicBoolean();
    try (ExecutorService others = Executors.newSingleThreadExecutor()) {
      Future<Integer> changes = others.submit(() -> changeUntil(over, new Random(8)));
      try {
        for (int read = 0; read < 60; read++) {
          UploadList list = open.get(read % open.size());
          clock.advance(Duration.ofSeconds(1));
          list.refresh();
          int from = random.nextInt((int) Math.max(1, list.size()));
          assertThat(ids(list.rows(from, 100))).doesNotHaveDuplicates().hasSizeLessThan(101);
        }
      } finally {
        over.set(true);
      }
      assertThat(changes.get()).isPositive();
    }
    assertThat(pageByPage(open(UploadFilter.ALL, UploadSort.NEWEST_FIRST), 1000))
        .hasSize((int) lists.countOf(UploadFilter.ALL));
  }

  private int changeUntil(AtomicBoolean over, Random random) {
    int changes = 0;
    while (!over.get()) {
      String uploadId = "u" + random.nextInt(5_000);
      switch (changes++ % 3) {
        case 0 -> db.setStatus(uploadId, STATUSES.get(random.nextInt(STATUSES.size())));
        case 1 -> db.sql("DELETE FROM Uploads WHERE upload_id = ?", uploadId);
        default -> db.row("new" + changes, "Song " + changes + ".mp3", "track", "0");
      }
    }
    return changes;
  }

  @Test
  void aRefreshShowsWhatASearchFindsNow() throws QueueException {
    db.many(30, i -> row(i, START.plusSeconds(i)));
    UploadList list =
        open(
            UploadFilter.ALL.withSearch("song 2"), new UploadSort(UploadSort.Key.FILE_NAME, false));
    assertThat(list.size()).isEqualTo(11);
    db.sql("DELETE FROM Uploads WHERE upload_id = 'u20'");

    assertThat(list.rows(0, 20)).as("no longer there").hasSize(10);
    clock.advance(Duration.ofSeconds(2));
    assertThat(list.refresh()).isTrue();
    assertThat(list.size()).isEqualTo(10);
    clock.advance(Duration.ofSeconds(2));
    assertThat(list.refresh()).isFalse();
  }

  @Test
  void aWalkHandsOverEachUploadOnceInConstantSteps() throws QueueException {
    db.many(2_500, i -> row(i, i % 4 == 0 ? null : START.plusSeconds(i / 2)));
    List<String> seen = new ArrayList<>();

    lists.forEach(UploadFilter.ALL, row -> seen.add(row.upload().uploadId()));

    assertThat(seen).isEqualTo(pageByPage(open(UploadFilter.ALL, UploadSort.NEWEST_FIRST), 500));
    assertThat(seen).hasSize(2_500);
    List<UploadRow> failed = new ArrayList<>();
    lists.forEach(UploadFilter.of(UploadStatus.FAILED), failed::add);
    assertThat(failed).hasSize((int) lists.countOf(UploadFilter.of(UploadStatus.FAILED)));
    assertThat(failed).allMatch(row -> row.status() == UploadStatus.FAILED);
  }

  @Test
  void countsAreKeptForAWhileAndSayOfWhen() throws QueueException {
    db.many(7, i -> row(i, START));
    StatusCounts counts = lists.counts();
    assertThat(counts.of(UploadStatus.COMPLETED)).isEqualTo(3);
    assertThat(counts.all()).isEqualTo(7);
    db.sql("DELETE FROM Uploads WHERE upload_id = 'u0'");

    assertThat(lists.counts()).isEqualTo(counts);
    clock.advance(Duration.ofSeconds(2));
    assertThat(lists.counts().all()).isEqualTo(6);
    assertThat(lists.counts().countedAt()).isEqualTo(clock.instant());
  }

  @Test
  void impossiblePlacesAreRefused() {
    UploadList list = open(UploadFilter.ALL, UploadSort.NEWEST_FIRST);

    assertThatIllegalArgumentException().isThrownBy(() -> list.rows(-1, 10));
    assertThatIllegalArgumentException().isThrownBy(() -> list.rows(0, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> list.rows(0, 1001));
  }

  @Test
  void anEmptyTableIsAnEmptyList() throws QueueException {
    for (UploadSort.Key key : UploadSort.Key.values()) {
      UploadList list = open(UploadFilter.ALL, new UploadSort(key, true));
      assertThat(list.size()).isZero();
      assertThat(list.rows(0, 10)).isEmpty();
      assertThat(list.refresh()).isFalse();
    }
    UploadFilter none = UploadFilter.ALL.withVerdicts(Set.of(ReviewVerdict.values()));
    assertThat(open(none, UploadSort.NEWEST_FIRST).rows(0, 10)).isEmpty();
  }

  private void jumpAnywhere(int size, UploadFilter filter, UploadSort sort) throws QueueException {
    List<String> scrolled = pageByPage(open(filter, sort), 1000);
    assertThat(scrolled).doesNotHaveDuplicates().hasSize(size);
    UploadList list = open(filter, sort);
    for (int from : List.of(size / 2, size - 50, 3 * size / 4, 2_700, size / 3, 0, size - 7)) {
      assertThat(ids(list.rows(from, 50)))
          .as("%s %s from %d", filter, sort, from)
          .isEqualTo(scrolled.subList(from, Math.min(from + 50, size)));
    }
  }
}
