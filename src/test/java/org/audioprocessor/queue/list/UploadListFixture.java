package org.audioprocessor.queue.list;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.audioprocessor.queue.Claim;
import org.audioprocessor.queue.QueueContract;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.QueueFixture.Row;
import org.audioprocessor.queue.Result;
import org.audioprocessor.queue.UploadRow;
import org.audioprocessor.queue.generation.Generation.GenerationTry;
import org.audioprocessor.testing.SettableClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

/** A queue's lists under a settable clock, with rows in every status. */
abstract class UploadListFixture extends QueueContract {
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  static final List<String> STATUSES =
      List.of("0", "failed", "completed", "processing", "archived", "completed", "completed");

  final SettableClock clock = new SettableClock();
  UploadLists lists;

  @BeforeEach
  void openLists() {
    queue = db.queue(clock);
    lists = queue.lists();
  }

  UploadList open(UploadFilter filter, UploadSort sort) {
    return lists.open(filter, sort);
  }

  List<String> sorted(UploadSort.Key key, boolean descending) throws QueueException {
    return ids(open(UploadFilter.ALL, new UploadSort(key, descending)).rows(0, 10));
  }

  void publish(String uploadId, String fileName, Result result) throws QueueException {
    Claim claim = working(uploadId, fileName);
    GenerationTry written = queue.generations().begin(claim).orElseThrow();
    assertThat(queue.completed(claim, written, "", result)).isTrue();
  }

  static Row row(int i, @Nullable Instant uploadedAt) {
    return new Row("Song " + i + ".mp3", STATUSES.get(i % STATUSES.size()), uploadedAt);
  }

  static List<String> ids(List<UploadRow> rows) {
    return rows.stream().map(row -> row.upload().uploadId()).toList();
  }

  static List<String> pageByPage(UploadList list, int rows) throws QueueException {
    List<String> ids = new ArrayList<>();
    List<String> page;
    do {
      page = ids(list.rows(ids.size(), rows));
      ids.addAll(page);
    } while (!page.isEmpty());
    return ids;
  }
}
