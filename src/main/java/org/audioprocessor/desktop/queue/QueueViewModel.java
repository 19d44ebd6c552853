package org.audioprocessor.desktop.queue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.value.ChangeListener;
import org.audioprocessor.app.DesktopState;
import org.audioprocessor.desktop.batch.TrackProgress;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.controls.Severity;
import org.audioprocessor.desktop.dialog.Notices;
import org.audioprocessor.desktop.dialog.Notices.Notice;
import org.audioprocessor.desktop.queue.QueueServices.QueueContext;
import org.audioprocessor.desktop.queue.ShownUploads.QueuePages;
import org.audioprocessor.desktop.queue.table.PagedRows;
import org.audioprocessor.desktop.queue.table.PagedRows.UploadPages;
import org.audioprocessor.desktop.queue.table.QueueRow;
import org.audioprocessor.desktop.queue.table.QueueTable.SelectionLimit;
import org.audioprocessor.desktop.work.TrackSelection;
import org.audioprocessor.desktop.work.TrackSelection.ListenRequests;
import org.audioprocessor.desktop.work.UploadActions;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.Review.ReviewVerdict;
import org.audioprocessor.queue.UploadStatus;
import org.audioprocessor.queue.list.UploadFilter.BackOff;
import org.jspecify.annotations.Nullable;

/**
 * The shown and the selected uploads. Created before a connection is open: until then it shows
 * nothing and remembers the requested filter. UI thread only.
 */
public final class QueueViewModel {
  static final String TOPIC = "queue";

  private final QueueContext context;
  private final ShownUploads uploads;
  private final ReadOnlyObjectWrapper<List<QueueRow>> selection =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyObjectWrapper<Map<UploadStatus, Long>> counts =
      new ReadOnlyObjectWrapper<>(Map.of());
  private final ReadOnlyLongWrapper cancelled = new ReadOnlyLongWrapper(0);
  private final ReadOnlyObjectWrapper<Map<ReviewVerdict, Long>> verdicts =
      new ReadOnlyObjectWrapper<>(Map.of());
  private final ReadOnlyObjectWrapper<Map<String, TrackProgress>> running =
      new ReadOnlyObjectWrapper<>(Map.of());
  private final ReadOnlyBooleanWrapper connected = new ReadOnlyBooleanWrapper(false);
  private final ChangeListener<Long> onTick = (value, before, now) -> refresh();
  private @Nullable QueueServices services;
  private Runnable searchEnded = () -> {};

  public QueueViewModel(QueueContext context) {
    this.context = context;
    uploads = new ShownUploads(context.executors(), this::failed);
  }

  /** Sets the connection, once; another connection has a view-model of its own. */
  public void connect(QueueServices opened) {
    connect(opened, filter -> QueuePages.open(opened.resources().queue(), filter));
  }

  void connect(QueueServices opened, UploadPages.Source source) {
    services = opened;
    uploads.from(source);
    counts.bind(opened.resources().poller().counts());
    cancelled.bind(opened.resources().poller().cancelled());
    cancelled.addListener((value, before, now) -> cancelledChanged());
    verdicts.bind(opened.reviews().counts());
    running.bind(opened.resources().batch().runningProperty());
    opened.incoming().onAdded(this::added);
    connected.set(true);
  }

  private QueueServices services() {
    return Objects.requireNonNull(services, "connected before anything is done");
  }

  /** Called when the screen becomes visible; keeps it up to date from now on. */
  void attach() {
    services().resources().poller().ticks().addListener(onTick);
    uploads.open();
  }

  void detach() {
    services().resources().poller().ticks().removeListener(onTick);
  }

  ReadOnlyBooleanProperty connectedProperty() {
    return connected.getReadOnlyProperty();
  }

  /** Sets a task that runs once, after the first result of the database. */
  public void onFirstAnswer(Runnable task) {
    uploads
        .rowsProperty()
        .addListener((value, before, now) -> {
          if (before == null) {
            task.run();
          }
        });
  }

  /** Null before the first result. */
  public ReadOnlyObjectProperty<@Nullable PagedRows> rowsProperty() {
    return uploads.rowsProperty();
  }

  ReadOnlyObjectProperty<QueueFilter> filterProperty() {
    return uploads.filterProperty();
  }

  ReadOnlyObjectProperty<List<QueueRow>> selectionProperty() {
    return selection.getReadOnlyProperty();
  }

  /** The reason why some columns cannot be sorted or searched. */
  ReadOnlyStringProperty hintProperty() {
    return uploads.hintProperty();
  }

  /** Whether there are no uploads at all, whatever the filter. */
  ReadOnlyBooleanProperty emptyProperty() {
    return uploads.emptyProperty();
  }

  ReadOnlyObjectProperty<Map<UploadStatus, Long>> countsProperty() {
    return counts.getReadOnlyProperty();
  }

  /** The number of waiting uploads that the user cancelled. */
  ReadOnlyLongProperty cancelledProperty() {
    return cancelled.getReadOnlyProperty();
  }

  /** Returns the number of waiting uploads without the cancelled ones. */
  long waiting() {
    long all = counts.get().getOrDefault(UploadStatus.WAITING, 0L);
    return Math.max(0, all - cancelled.get());
  }

  /** The number of uploads by the reviewers' verdict. */
  ReadOnlyObjectProperty<Map<ReviewVerdict, Long>> verdictsProperty() {
    return verdicts.getReadOnlyProperty();
  }

  /** The progress of the tracks that this window processes, by upload id. */
  public ReadOnlyObjectProperty<Map<String, TrackProgress>> runningProperty() {
    return running.getReadOnlyProperty();
  }

  UploadActions actions() {
    return services().actions();
  }

  /** Asks for files and adds them. */
  void addFiles() {
    services().incoming().choose();
  }

  void tryDemo() {
    services().incoming().tryDemo();
  }

  /** Clears a filter that would hide the added uploads, which are waiting. */
  private void added() {
    boolean hidden =
        filter().verdict() != null
            || filter().backOff() == BackOff.CANCELLED
            || (filter().status() != null && filter().status() != UploadStatus.WAITING);
    if (hidden || !filter().search().isEmpty()) {
      searchEnded.run();
      uploads.show(filter().withSearch("").withStatus(null));
    }
  }

  /** Sets the task that runs when the program clears the search. */
  void onSearchEnded(Runnable task) {
    searchEnded = task;
  }

  void play(QueueRow row) {
    TrackSelection.Selected track = new TrackSelection.Selected(row.uploadId(), row.fileName());
    services().tracks().listening().ask(new ListenRequests.Moment(track, 0));
  }

  /** Returns whether the uploads are files of this machine. */
  boolean hasFolders() {
    return services != null && services.tracks().folders() != null;
  }

  void showFolder(QueueRow row) {
    QueueServices.Folders folders = services().tracks().folders();
    if (folders != null) {
      context
          .executors()
          .background()
          .execute(() -> {
            try {
              folders.show(row.fileName());
            } catch (IOException e) {
              Notice notice = Notice.of(TOPIC, Severity.ERROR, String.valueOf(e.getMessage()));
              context.executors().ui().execute(() -> context.people().notices().show(notice));
            }
          });
    }
  }

  void stopAfterCurrent() {
    services().resources().batch().stopAfterCurrent();
  }

  public DesktopState state() {
    return context.state();
  }

  public void openTrack() {
    if (selection.get().size() == 1) {
      context.navigator().go("track");
    }
  }

  void showAll() {
    uploads.show(filter().withStatus(null));
  }

  void showOnly(UploadStatus status) {
    boolean withoutCancelled = status == UploadStatus.WAITING && cancelled.get() > 0;
    uploads.show(
        withoutCancelled ? filter().withRest(BackOff.NOT_CANCELLED) : filter().withStatus(status));
  }

  void showCancelled() {
    uploads.show(filter().withRest(BackOff.CANCELLED));
  }

  /**
   * Excludes cancelled uploads only while there are some, because the exclusion is slow on a large
   * table.
   */
  private void cancelledChanged() {
    if (filter().status() == UploadStatus.WAITING && filter().backOff() != BackOff.CANCELLED) {
      showOnly(UploadStatus.WAITING);
    }
  }

  void showOnly(ReviewVerdict verdict) {
    uploads.show(filter().withVerdict(verdict));
  }

  void search(String text) {
    uploads.show(filter().withSearch(text.strip()));
  }

  public void sort(QueueFilter.Order order) {
    uploads.show(filter().withOrder(order));
  }

  private QueueFilter filter() {
    return uploads.filterProperty().get();
  }

  /** Reads changes by other processes, unless the first result is still pending. */
  void refresh() {
    uploads.refresh(countsProperty().get().values().stream().anyMatch(count -> count > 0));
  }

  void export() {
    new ExportUploads(services().resources().queue().lists(), context.people(), context.executors())
        .ask(filter().uploads());
  }

  private void failed(QueueException e) {
    String sentence = String.valueOf(e.getMessage());
    context.people().notices().show(Notice.of(Notices.DATABASE_TOPIC, Severity.PENDING, sentence));
  }

  public void refuseSelection() {
    String sentence = Messages.text("queue.too-many", SelectionLimit.MOST_SELECTED);
    context.people().notices().show(Notice.of(TOPIC, Severity.PENDING, sentence));
  }

  public void select(List<QueueRow> picked) {
    List<QueueRow> known = new ArrayList<>(picked);
    known.removeIf(QueueRow::isLoading);
    selection.set(List.copyOf(known));
    TrackSelection.Selected one =
        known.size() == 1
            ? new TrackSelection.Selected(known.getFirst().uploadId(), known.getFirst().fileName())
            : null;
    services().tracks().selection().select(one);
  }
}
