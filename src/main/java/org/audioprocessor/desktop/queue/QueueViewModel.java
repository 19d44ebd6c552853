package org.audioprocessor.desktop.queue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ChangeListener;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.work.DesktopState;
import org.audioprocessor.desktop.work.Notice;
import org.audioprocessor.desktop.work.Notices;
import org.audioprocessor.desktop.work.TrackProgress;
import org.audioprocessor.desktop.work.TrackSelection;
import org.audioprocessor.desktop.work.UploadActions;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.ReviewVerdict;
import org.audioprocessor.queue.UploadStatus;
import org.jspecify.annotations.Nullable;

/** Which uploads the table shows, and which of them are selected. UI thread only. */
public final class QueueViewModel {
  private static final String TOPIC = "queue";

  private final UploadPages.Source source;
  private final QueueServices services;
  private final ReadOnlyObjectWrapper<@Nullable PagedRows> rows = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<QueueFilter> filter =
      new ReadOnlyObjectWrapper<>(QueueFilter.ALL);
  private final ReadOnlyObjectWrapper<List<QueueRow>> selection =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyStringWrapper hint = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper empty = new ReadOnlyBooleanWrapper(false);
  private final ChangeListener<Long> onTick = (value, before, now) -> refresh();
  private long opening;
  private boolean answered = true;
  private boolean missed;

  public QueueViewModel(QueueServices services) {
    this(services, filter -> QueuePages.open(services.subject().queue(), filter));
  }

  QueueViewModel(QueueServices services, UploadPages.Source source) {
    this.source = source;
    this.services = services;
  }

  /** The screen can be seen: it is kept up to date from now on. */
  void attach() {
    services.subject().counts().ticks().addListener(onTick);
    open();
  }

  void detach() {
    services.subject().counts().ticks().removeListener(onTick);
  }

  /** Null before the first answer. */
  ReadOnlyObjectProperty<@Nullable PagedRows> rowsProperty() {
    return rows.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<QueueFilter> filterProperty() {
    return filter.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<List<QueueRow>> selectionProperty() {
    return selection.getReadOnlyProperty();
  }

  /** Why not everything can be sorted or searched. */
  ReadOnlyStringProperty hintProperty() {
    return hint.getReadOnlyProperty();
  }

  /** There is not one upload, whatever the filter. */
  ReadOnlyBooleanProperty emptyProperty() {
    return empty.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<Map<UploadStatus, Long>> countsProperty() {
    return services.subject().counts().counts();
  }

  /** By what people who listened said. */
  ReadOnlyObjectProperty<Map<ReviewVerdict, Long>> verdictsProperty() {
    return services.places().reviews().counts();
  }

  /** What is processed here, by upload id. */
  ReadOnlyObjectProperty<Map<String, TrackProgress>> runningProperty() {
    return services.subject().batch().runningProperty();
  }

  UploadActions actions() {
    return services.deeds().actions();
  }

  /** Asks for files. */
  void addFiles() {
    services.deeds().incoming().choose();
  }

  void tryDemo() {
    services.deeds().incoming().tryDemo();
  }

  void stopAfterCurrent() {
    actions().stopAfterCurrent();
  }

  DesktopState state() {
    return services.places().state();
  }

  /** Shows the selected track by itself. */
  void openTrack() {
    if (selection.get().size() == 1) {
      services.places().navigator().go("track");
    }
  }

  void showOnly(@Nullable UploadStatus status) {
    setFilter(filter.get().withStatus(status));
  }

  /** What waits for a verdict. */
  void showThoseToReview() {
    setFilter(filter.get().thoseToReview());
  }

  void search(String text) {
    setFilter(filter.get().withSearch(text.strip()));
  }

  void sort(QueueFilter.Order order) {
    setFilter(filter.get().withOrder(order));
  }

  private void setFilter(QueueFilter wanted) {
    if (!wanted.equals(filter.get())) {
      filter.set(wanted);
      open();
    }
  }

  /** The latest filter wins, whenever its answer comes. */
  private void open() {
    long mine = ++opening;
    answered = false;
    QueueFilter wanted = filter.get();
    services
        .lanes()
        .background()
        .execute(() -> {
          try {
            UploadPages pages = source.open(wanted);
            PagedRows.Found found = PagedRows.begin(pages);
            String wish = pages.hint();
            services.lanes().ui().execute(() -> opened(mine, wanted, wish, pages, found));
          } catch (QueueException e) {
            services.lanes().ui().execute(() -> notOpened(mine, e));
          }
        });
  }

  /** What the table shows then belongs to another filter: the next look asks again. */
  private void notOpened(long mine, QueueException e) {
    if (mine == opening) {
      answered = true;
      missed = true;
      failed(e);
    }
  }

  private void opened(
      long mine, QueueFilter wanted, String wish, UploadPages pages, PagedRows.Found found) {
    if (mine != opening) {
      return;
    }
    answered = true;
    missed = false;
    PagedRows before = rows.get();
    if (before != null) {
      before.close();
    }
    Executor background = services.lanes().background();
    rows.set(new PagedRows(pages, found, background, services.lanes().ui(), this::failed));
    hint.set(wish);
    noteEmpty(wanted, found.size());
    if (found.isCut()) {
      refresh();
    }
  }

  private void noteEmpty(QueueFilter wanted, long size) {
    empty.set(
        size == 0 && wanted.status() == null && !wanted.toReview() && wanted.search().isBlank());
  }

  /** Looks for what others did; not while a first answer is on its way, however long it takes. */
  void refresh() {
    PagedRows now = rows.get();
    if (!answered) {
      return;
    }
    if (now == null || missed || (empty.get() && !isStillEmpty())) {
      open();
    } else {
      now.refresh();
    }
  }

  private boolean isStillEmpty() {
    return countsProperty().get().values().stream().allMatch(count -> count == 0);
  }

  /** Of what the table shows. */
  void export() {
    QueueFilter wanted = filter.get();
    services
        .people()
        .files()
        .fileToWrite("uploads.csv")
        .ifPresent(target -> services.lanes().background().execute(() -> write(wanted, target)));
  }

  private void write(QueueFilter wanted, Path target) {
    Notice notice;
    try {
      long rows =
          CsvExport.write(
              each -> services.subject().queue().lists().forEach(wanted.uploads(), each), target);
      notice =
          Notice.of(
              TOPIC,
              Notice.Tone.GOOD,
              Messages.text("queue.export.done", rows, target.getFileName()));
    } catch (QueueException | IOException e) {
      notice = Notice.of(TOPIC, Notice.Tone.BAD, String.valueOf(e.getMessage()));
    }
    Notice said = notice;
    services.lanes().ui().execute(() -> services.people().notices().show(said));
  }

  private void failed(QueueException e) {
    Notices notices = services.people().notices();
    String sentence = String.valueOf(e.getMessage());
    notices.show(Notice.of(Notices.DATABASE_TOPIC, Notice.Tone.WAITING, sentence));
  }

  void refuseSelection() {
    String sentence = Messages.text("queue.too-many", SelectionLimit.MOST_SELECTED);
    services.people().notices().show(Notice.of(TOPIC, Notice.Tone.WAITING, sentence));
  }

  void select(List<QueueRow> picked) {
    List<QueueRow> known = new ArrayList<>(picked);
    known.removeIf(QueueRow::isLoading);
    selection.set(List.copyOf(known));
    TrackSelection.Selected one =
        known.size() == 1
            ? new TrackSelection.Selected(known.getFirst().uploadId(), known.getFirst().fileName())
            : null;
    services.places().selection().select(one);
  }
}
