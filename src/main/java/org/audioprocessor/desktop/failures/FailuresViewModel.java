package org.audioprocessor.desktop.failures;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ChangeListener;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.work.Notice;
import org.audioprocessor.desktop.work.Notices;
import org.audioprocessor.desktop.work.TrackSelection;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.Upload;
import org.audioprocessor.queue.UploadRow;
import org.audioprocessor.queue.UploadStatus;
import org.jspecify.annotations.Nullable;

/** Why uploads failed, the most frequent cause first. UI thread only. */
public final class FailuresViewModel {
  private static final String TOPIC = "failures";

  private final FailureServices services;
  private final ReadOnlyObjectWrapper<@Nullable List<FailureRow>> rows =
      new ReadOnlyObjectWrapper<>();
  private final ChangeListener<Long> onTick = (value, before, now) -> lookIfChanged();
  private long failedWhenRead = -1;

  public FailuresViewModel(FailureServices services) {
    this.services = services;
  }

  /** The screen can be seen: it is kept up to date from now on. */
  void attach() {
    services.subject().counts().ticks().addListener(onTick);
    refresh();
  }

  void detach() {
    services.subject().counts().ticks().removeListener(onTick);
  }

  /** Null before the first answer. */
  ReadOnlyObjectProperty<@Nullable List<FailureRow>> rowsProperty() {
    return rows.getReadOnlyProperty();
  }

  /** Grouping reads every failed row: only when there are more or fewer of them. */
  private void lookIfChanged() {
    if (failed() != failedWhenRead) {
      refresh();
    }
  }

  private long failed() {
    return services.subject().counts().counts().get().getOrDefault(UploadStatus.FAILED, 0L);
  }

  void refresh() {
    failedWhenRead = failed();
    services
        .lanes()
        .background()
        .execute(() -> {
          try {
            List<FailureRow> found =
                services.subject().queue().failureClusters().all().stream()
                    .map(FailureRow::of)
                    .toList();
            services.lanes().ui().execute(() -> rows.set(found));
          } catch (QueueException e) {
            services.lanes().ui().execute(() -> cannotBeRead(e));
          }
        });
  }

  private void cannotBeRead(QueueException e) {
    failedWhenRead = -1;
    String sentence = String.valueOf(e.getMessage());
    services.notices().show(Notice.of(Notices.DATABASE_TOPIC, Notice.Tone.WAITING, sentence));
  }

  /** Asks first. */
  void retryAll(FailureRow row) {
    services.actions().retryAll(row.cause(), row.uploads());
  }

  void retryEveryOne() {
    services.actions().retryAllFailed(failed());
  }

  /** Shows the newest one by itself. */
  void openNewest(FailureRow row) {
    services
        .lanes()
        .background()
        .execute(() -> {
          try {
            Optional<UploadRow> found = services.subject().queue().get(row.newestUploadId());
            services.lanes().ui().execute(() -> open(row, found));
          } catch (QueueException e) {
            services
                .lanes()
                .ui()
                .execute(() -> say(Notice.Tone.BAD, String.valueOf(e.getMessage())));
          }
        });
  }

  private void open(FailureRow row, Optional<UploadRow> found) {
    if (found.isEmpty()) {
      say(Notice.Tone.BAD, Messages.text("queue.gone", row.newestUploadId()));
      return;
    }
    Upload upload = found.get().upload();
    TrackSelection.Selected selected =
        new TrackSelection.Selected(upload.uploadId(), upload.fileName());
    services.places().selection().select(selected);
    services.places().navigator().go("track");
  }

  private void say(Notice.Tone tone, String sentence) {
    services.notices().show(Notice.of(TOPIC, tone, sentence));
  }
}
