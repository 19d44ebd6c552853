package org.audioprocessor.queue.list;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.audioprocessor.queue.QueueContract;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.Upload;
import org.audioprocessor.queue.UploadRow;
import org.audioprocessor.queue.UploadStatus;
import org.audioprocessor.queue.list.UploadLists.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

public abstract class PagesContract extends QueueContract {

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 30, 31, 1000})
  void pagesShowEveryUploadOnceNewestFirstAndThoseWithoutATimeLast(int size) throws QueueException {
    db.waiting(30);
    // three uploads share each second, and a third of all has no time
    for (int i = 0; i < 30; i++) {
      String time = i % 3 == 0 ? "NULL" : "TIMESTAMP '2026-01-01 00:00:" + (10 + i / 9) + "'";
      db.sql("UPDATE Uploads SET uploaded_at = " + time + " WHERE upload_id = ?", "u" + i);
    }

    List<UploadRow> all = allPages(size);

    assertThat(all).extracting(row -> row.upload().uploadId()).doesNotHaveDuplicates().hasSize(30);
    assertThat(all.subList(0, 20))
        .extracting(row -> Objects.requireNonNull(row.uploadedAt()))
        .isSortedAccordingTo((a, b) -> b.compareTo(a));
    assertThat(all.subList(20, 30)).allMatch(row -> row.uploadedAt() == null);
  }

  @Test
  void uploadsAddedMeanwhileDoNotShiftTheFollowingPages() throws QueueException {
    db.waiting(10);
    // whole seconds are all that the platform's table keeps
    db.sql("UPDATE Uploads SET uploaded_at = TIMESTAMP '2026-01-01 00:00:00'");
    Page first = queue.page(UploadFilter.ALL, null, 5);
    queue.add(new Upload("newer", "newer.mp3"));

    Page second = queue.page(UploadFilter.ALL, Objects.requireNonNull(first.next()), 5);

    assertThat(second.rows()).hasSize(5).doesNotContainAnyElementsOf(first.rows());
    assertThat(second.next()).isNull();
  }

  @Test
  void theStatusFilterFindsRowsWithUnknownStatuses() throws QueueException {
    db.row("a", "a.mp3", "track", "0");
    db.row("b", "b.mp3", "track", null);
    db.row("c", "c.mp3", "track", "archived");
    db.row("d", "d.mp3", "track", "processing");

    assertThat(ids(UploadFilter.of(UploadStatus.OTHER))).containsExactlyInAnyOrder("b", "c");
    assertThat(ids(UploadFilter.of(UploadStatus.WAITING))).containsExactly("a");
    assertThat(row("d").heldByAnotherSystem()).isTrue();
    assertThat(queue.counts())
        .containsEntry(UploadStatus.OTHER, 2L)
        .containsEntry(UploadStatus.PROCESSING, 1L)
        .containsEntry(UploadStatus.FAILED, 0L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"100%", "a_b", "back\\slash", "wow!", "it's", "Ünï", "\"q\""})
  void aSearchTakesItsTextLiterally(String special) throws QueueException {
    db.row("hit", "x " + special + " y.mp3", "track", "0");
    db.row("miss", "x 100 aXb backslash wow its q.mp3", "track", "0");

    assertThat(ids(UploadFilter.ALL.withSearch(special))).containsExactly("hit");
  }

  @Test
  void aSearchFindsNamesAndIdsInUpperAndLowerCase() throws QueueException {
    db.row("Order-77", "Morning.mp3", "track", "0");
    db.row("other", "evening.mp3", "track", "failed");

    assertThat(ids(UploadFilter.ALL.withSearch("MORN"))).containsExactly("Order-77");
    assertThat(ids(UploadFilter.ALL.withSearch("order-"))).containsExactly("Order-77");
    assertThat(ids(UploadFilter.of(UploadStatus.FAILED).withSearch("ning")))
        .containsExactly("other");
  }

  @Test
  void theUploadsOfATrackAreFoundByItsName() throws QueueException {
    db.row("a", "So_ng.mp3", "track", "0");
    db.row("b", "So_ng.flac", "track", "completed");
    db.row("c", "SoXng.mp3", "track", "0");
    db.row("d", "So_ng.live.mp3", "track", "0");
    db.row("e", "So_ng", "track", "0");

    assertThat(queue.ofTrack("So_ng"))
        .extracting(row -> row.upload().uploadId())
        .containsExactlyInAnyOrder("a", "b", "e");
    assertThat(queue.byFileName("So_ng.mp3")).hasSize(1);
  }

  @Test
  void anUploadIsAddedNowInUtc() throws QueueException {
    queue.add(new Upload("a", "Song.mp3"));

    Instant uploadedAt = Objects.requireNonNull(row("a").uploadedAt());
    assertThat(Duration.between(uploadedAt, Instant.now()).abs()).isLessThan(Duration.ofMinutes(5));
  }

  private List<String> ids(UploadFilter filter) throws QueueException {
    return queue.page(filter, null, 9).rows().stream().map(row -> row.upload().uploadId()).toList();
  }

  private List<UploadRow> allPages(int size) throws QueueException {
    List<UploadRow> all = new ArrayList<>();
    Page page = queue.page(UploadFilter.ALL, null, size);
    all.addAll(page.rows());
    while (page.next() != null) {
      assertThat(page.rows()).hasSize(size);
      page = queue.page(UploadFilter.ALL, page.next(), size);
      all.addAll(page.rows());
    }
    return all;
  }
}
