package org.audioprocessor.desktop.failures;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ChangeListener;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.controls.Severity;
import org.audioprocessor.desktop.dialog.Notices;
import org.audioprocessor.desktop.dialog.Notices.Notice;
import org.audioprocessor.desktop.work.HandledFailures;
import org.audioprocessor.desktop.work.Navigator;
import org.audioprocessor.desktop.work.TrackSelection;
import org.audioprocessor.desktop.work.UiExecutors;
import org.audioprocessor.desktop.work.UploadActions;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.Upload;
import org.audioprocessor.queue.UploadRow;
import org.audioprocessor.queue.UploadStatus;
import org.audioprocessor.queue.list.FailedUploads;
import org.audioprocessor.queue.list.FailedUploads.FailedUpload;
import org.audioprocessor.queue.list.FailedUploads.FailureCluster;
import org.jspecify.annotations.Nullable;

/** The causes of failure, the most frequent first. UI thread only. */
public final class FailuresViewModel {
  private static final String TOPIC = "failures";
  private static final int MOST_LISTED = 1000;

  private final FailureServices services;
  private final ReadOnlyObjectWrapper<@Nullable List<FailureRow>> rows =
      new ReadOnlyObjectWrapper<>();
  private final ChangeListener<Long> onTick = (value, before, now) -> refreshIfChanged();
  private long failedWhenRead = -1;

  public FailuresViewModel(FailureServices services) {
    this.services = services;
  }

  /** Called when the screen becomes visible; keeps it up to date from now on. */
  void attach() {
    services.resources().poller().ticks().addListener(onTick);
    refresh();
  }

  void detach() {
    services.resources().poller().ticks().removeListener(onTick);
  }

  /** Null before the first result. */
  ReadOnlyObjectProperty<@Nullable List<FailureRow>> rowsProperty() {
    return rows.getReadOnlyProperty();
  }

  /**
   * Reads the causes again only if the number of failures changed: grouping reads every failed row.
   */
  private void refreshIfChanged() {
    if (failed() != failedWhenRead) {
      refresh();
    }
  }

  private long failed() {
    return services.resources().poller().counts().get().getOrDefault(UploadStatus.FAILED, 0L);
  }

  void refresh() {
    failedWhenRead = failed();
    List<String> handled = services.resources().handled().uploadIds();
    inBackground(
        () -> {
          FailedUploads clusters = services.resources().queue().failedUploads();
          List<FailureCluster> found = clusters.all();
          List<FailedUpload> stillFailed = clusters.among(handled);
          services.executors().ui().execute(() -> show(found, stillFailed));
        },
        this::cannotBeRead);
  }

  private void show(List<FailureCluster> found, List<FailedUpload> marked) {
    HandledFailures handled = services.resources().handled();
    handled.retain(marked);
    Map<FailureCluster.Cause, Long> byCause =
        marked.stream()
            .filter(handled::contains)
            .collect(Collectors.groupingBy(FailedUpload::cause, Collectors.counting()));
    rows.set(
        found.stream()
            .map(one -> FailureRow.of(one, byCause.getOrDefault(one.cause(), 0L)))
            .filter(row -> row.uploads() > 0)
            .toList());
  }

  private void cannotBeRead(QueueException e) {
    failedWhenRead = -1;
    String sentence = String.valueOf(e.getMessage());
    services.notices().show(Notice.of(Notices.DATABASE_TOPIC, Severity.PENDING, sentence));
  }

  /** The number of failures that are marked as handled and therefore not shown. */
  ReadOnlyIntegerProperty handledProperty() {
    return services.resources().handled().countProperty();
  }

  /** Retries the failures after confirmation. */
  void retryAll(FailureRow row) {
    services.actions().retryAll(row.cause(), row.uploads(), unhandled());
  }

  /** Retries the failures after confirmation and processes only these. */
  void retryAndProcess(FailureRow row) {
    services.actions().retryAndProcess(row.cause(), row.uploads(), unhandled());
  }

  void retryEveryOne() {
    services.actions().retryAllFailed();
  }

  private Predicate<FailedUpload> unhandled() {
    Set<String> handled = Set.copyOf(services.resources().handled().uploadIds());
    return one -> !handled.contains(one.upload().uploadId());
  }

  /** Lists the files that are not handled, up to a limit; calls back on the UI thread. */
  void list(FailureRow row, Consumer<List<FailedUpload>> then) {
    inBackground(
        () -> {
          List<FailedUpload> all =
              services.resources().queue().failedUploads().of(row.cause(), "", MOST_LISTED);
          services
              .executors()
              .ui()
              .execute(() ->
                  then.accept(
                      all.stream()
                          .filter(one -> !services.resources().handled().contains(one))
                          .toList()));
        },
        this::cannotBeRead);
  }

  /** Marks the failures as handled: they are no longer shown here, their uploads do not change. */
  void markHandled(FailureRow row) {
    list(
        row,
        failures -> {
          services.resources().handled().add(failures);
          refresh();
          String sentence = Messages.text("failures.handled", failures.size());
          Notice.Action undo =
              new Notice.Action(
                  Messages.text("notice.undo"),
                  () -> {
                    services.resources().handled().remove(failures);
                    services.notices().clear(TOPIC);
                    refresh();
                  });
          services.notices().show(new Notice(TOPIC, Severity.SUCCESS, sentence, undo));
        });
  }

  /** Shows the handled failures again. */
  void showHandled() {
    services.resources().handled().clear();
    refresh();
  }

  void open(FailedUpload failed) {
    Upload upload = failed.upload();
    services.selection().select(new TrackSelection.Selected(upload.uploadId(), upload.fileName()));
    services.navigator().go("track");
  }

  /** Shows the track of the newest failure. */
  void openNewest(FailureRow row) {
    inBackground(
        () -> {
          Optional<UploadRow> found = services.resources().queue().get(row.newestUploadId());
          services.executors().ui().execute(() -> open(row, found));
        },
        e -> say(Severity.ERROR, String.valueOf(e.getMessage())));
  }

  private interface Work {
    void run() throws QueueException;
  }

  private void inBackground(Work work, Consumer<QueueException> failed) {
    services
        .executors()
        .background()
        .execute(() -> {
          try {
            work.run();
          } catch (QueueException e) {
            services.executors().ui().execute(() -> failed.accept(e));
          }
        });
  }

  private void open(FailureRow row, Optional<UploadRow> found) {
    if (found.isEmpty()) {
      say(Severity.ERROR, Messages.text("queue.gone", row.newestUploadId()));
      return;
    }
    Upload upload = found.get().upload();
    TrackSelection.Selected selected =
        new TrackSelection.Selected(upload.uploadId(), upload.fileName());
    services.selection().select(selected);
    services.navigator().go("track");
  }

  private void say(Severity severity, String sentence) {
    services.notices().show(Notice.of(TOPIC, severity, sentence));
  }

  /** The services of the screen of failures. */
  public record FailureServices(
      UploadActions.Resources resources,
      UploadActions actions,
      TrackSelection selection,
      Navigator navigator,
      Notices notices,
      UiExecutors executors) {}
}
