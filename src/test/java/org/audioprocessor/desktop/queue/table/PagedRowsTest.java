package org.audioprocessor.desktop.queue.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.LongStream;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ListChangeListener;
import org.audioprocessor.desktop.queue.table.PagedRows.UploadPages;
import org.audioprocessor.desktop.work.UiExecutors;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.Upload;
import org.audioprocessor.queue.UploadRow;
import org.junit.jupiter.api.Test;

public class PagedRowsTest {
  private final Numbered source = new Numbered(1_000_000);

  /** Uploads called by their place, some of them changed. */
  public static final class Numbered implements UploadPages {
    private final List<Long> asked = new ArrayList<>();
    private long size;
    private String status = "0";

    public Numbered(long size) {
      this.size = size;
    }

    @Override
    public long size() {
      return size;
    }

    @Override
    public List<UploadRow> rows(long from, int count) {
      asked.add(from);
      return LongStream.range(from, Math.min(size, from + count)).mapToObj(this::row).toList();
    }

    private UploadRow row(long place) {
      Upload upload = new Upload("id" + place, place + ".wav");
      return new UploadRow(upload, status, Instant.EPOCH, null, null, null, 0);
    }

    @Override
    public boolean refresh() {
      return true;
    }

    @Override
    public String hint() {
      return "";
    }
  }

  private PagedRows open() throws QueueException {
    return open(Runnable::run);
  }

  private PagedRows open(Executor background) throws QueueException {
    UiExecutors executors = new UiExecutors(background, Runnable::run);
    return new PagedRows(source, PagedRows.read(source, List.of(0)), executors, this::fail);
  }

  private void fail(QueueException e) {
    throw new AssertionError(e);
  }

  @Test
  void aRowFarDownIsReadByItsPageOnly() throws QueueException {
    PagedRows rows = open();
    rows.get(999_999);
    assertThat(rows.get(999_999).fileName()).isEqualTo("999999.wav");
    assertThat(source.asked).containsExactly(0L, 999_800L);
  }

  @Test
  void onlyTheLatestPagesAreHeld() throws QueueException {
    PagedRows rows = open();
    for (int page = 0; page <= PagedRows.MOST_PAGES; page++) {
      rows.get(page * PagedRows.PAGE_ROWS);
    }
    assertThat(rows.peek(0)).isSameAs(QueueRow.LOADING);
    assertThat(rows.peek(PagedRows.MOST_PAGES * PagedRows.PAGE_ROWS).isLoading()).isFalse();
  }

  @Test
  void anAnswerThatIsNotThereYetIsAPlaceholder() throws QueueException {
    Deque<Runnable> later = new ArrayDeque<>();
    PagedRows rows = open(later::add);
    assertThat(rows.get(500).isLoading()).isTrue();
    assertThat(rows.get(501).isLoading()).isTrue();
    assertThat(later).as("one question for one page").hasSize(1);
    later.remove().run();
    assertThat(rows.get(500).fileName()).isEqualTo("500.wav");
  }

  @Test
  void pagesPassedWhileDraggingAreNotRead() throws QueueException {
    Deque<Runnable> later = new ArrayDeque<>();
    PagedRows rows = open(later::add);
    source.asked.clear();
    for (int row = 1000; row <= 900_000; row += 1000) {
      rows.get(row);
      rows.setVisible(row, row + 20);
    }
    while (!later.isEmpty()) {
      later.remove().run();
    }
    assertThat(source.asked).containsExactly(1000L, 900_000L);
    rows.get(500_000);
    assertThat(later).as("what was passed can be asked for again").hasSize(1);
  }

  @Test
  void whatIsNeededIsReadWhereverOneLooks() throws QueueException {
    Deque<Runnable> later = new ArrayDeque<>();
    PagedRows rows = open(later::add);
    source.asked.clear();
    rows.get(900_000);
    rows.setVisible(900_000, 900_020);
    for (int row = 0; row < 1000; row++) {
      rows.require(row);
    }
    while (!later.isEmpty()) {
      later.remove().run();
    }
    assertThat(source.asked).containsExactly(900_000L, 200L, 400L, 600L, 800L);
    assertThat(rows.peek(999).fileName()).isEqualTo("999.wav");
  }

  @Test
  void aRefreshReadsOnlyWhatIsSeenAndTellsWhatChanged() throws QueueException {
    PagedRows rows = open();
    rows.get(400);
    rows.setVisible(0, 30);
    source.asked.clear();
    source.status = "failed";
    List<String> changes = new ArrayList<>();
    rows.addListener(
        (ListChangeListener<QueueRow>)
            change -> {
              while (change.next()) {
                changes.add(change.wasUpdated() + " " + change.getFrom() + "–" + change.getTo());
              }
            });
    rows.refresh();
    assertThat(source.asked).containsExactly(0L);
    assertThat(changes).containsExactly("true 0–200");
    rows.get(400);
    assertThat(rows.get(400).status().name()).isEqualTo("FAILED");
  }

  @Test
  void nothingIsToldWhereNothingChanged() throws QueueException {
    PagedRows rows = open();
    List<Object> changes = new ArrayList<>();
    rows.addListener((ListChangeListener<QueueRow>) changes::add);
    rows.refresh();
    assertThat(changes).isEmpty();
  }

  @Test
  void aListThatShrinksAndGrowsKeepsItsSize() throws QueueException {
    PagedRows rows = open();
    rows.get(999_999);
    source.size = 10;
    rows.refresh();
    assertThat(rows).hasSize(10);
    source.size = 300;
    rows.refresh();
    assertThat(rows).hasSize(300);
    rows.get(299);
    assertThat(rows.get(299).fileName()).isEqualTo("299.wav");
  }

  @Test
  void anotherListIsAnotherOneEvenIfItsRowsAreAlike() throws QueueException {
    ReadOnlyObjectWrapper<PagedRows> shown = new ReadOnlyObjectWrapper<>(open());
    List<PagedRows> told = new ArrayList<>();
    shown.addListener((value, before, now) -> told.add(now));
    PagedRows next = open();
    shown.set(next);
    assertThat(told).as("the table must hear of it").hasSize(1);
    assertThat((Object) told.getFirst()).isSameAs(next);
  }

  @Test
  void whoLooksForARowHasNoOtherRead() throws QueueException {
    PagedRows rows = open();
    source.asked.clear();
    assertThat(rows.indexOf(rows.peek(150))).isEqualTo(150);
    assertThat(rows.contains(QueueRow.of(source.row(5000)))).isFalse();
    assertThat(source.asked).isEmpty();
  }

  @Test
  void selectedUploadsAreFoundWhereTheyStandNow() throws QueueException {
    assertThat(open().indicesOf(Set.of("id7", "id5000", "id11"))).containsExactly(7, 11);
  }
}
