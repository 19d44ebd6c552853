package org.audioprocessor.desktop.log;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.controls.Severity;
import org.audioprocessor.desktop.dialog.Notices.Notice;
import org.audioprocessor.desktop.dialog.People;
import org.audioprocessor.desktop.work.SessionLog;
import org.audioprocessor.desktop.work.UiExecutors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The events of this session that pass the filter. UI thread only. */
public final class LogViewModel {
  private static final Logger LOG = LoggerFactory.getLogger(LogViewModel.class);
  private static final String TOPIC = "log";

  private final LogServices services;
  private final ZoneId zone;
  private final ObservableList<LogRow> rows = FXCollections.observableArrayList();
  private final ListChangeListener<SessionLog.Entry> onChange = change -> show();
  private String search = "";
  private boolean troubleOnly;

  public LogViewModel(LogServices services, ZoneId zone) {
    this.services = services;
    this.zone = zone;
  }

  /** The events, newest first. */
  ObservableList<LogRow> rows() {
    return rows;
  }

  void attach() {
    services.log().entries().addListener(onChange);
    show();
  }

  void detach() {
    services.log().entries().removeListener(onChange);
  }

  void search(String text) {
    search = text.strip().toLowerCase(Locale.getDefault());
    show();
  }

  void showTroubleOnly(boolean only) {
    troubleOnly = only;
    show();
  }

  private void show() {
    rows.setAll(
        services.log().entries().stream()
            .filter(this::fits)
            .map(entry -> LogRow.of(entry, zone))
            .toList());
  }

  private boolean fits(SessionLog.Entry entry) {
    boolean trouble = entry.severity() == Severity.ERROR || entry.severity() == Severity.PENDING;
    return (trouble || !troubleOnly)
        && entry.sentence().toLowerCase(Locale.getDefault()).contains(search);
  }

  void openFolder() {
    services.folders().accept(services.logs());
  }

  /** Asks for a file and writes the bundle. */
  void writeBundle() {
    services
        .people()
        .files()
        .fileToWrite("audio-processor-diagnosis-" + LocalDate.now(zone) + ".zip")
        .ifPresent(zip -> {
          List<String> lines =
              services.log().entries().stream().map(e -> LogRow.of(e, zone).line()).toList();
          say(Severity.INFO, Messages.text("log.bundle.writing"));
          services.executors().background().execute(() -> write(zip, lines));
        });
  }

  private void write(Path zip, List<String> lines) {
    Path folder = zip.toAbsolutePath().getParent();
    Notice notice =
        new Notice(
            TOPIC,
            Severity.SUCCESS,
            Messages.text("log.bundle.done", zip.toAbsolutePath()),
            folder == null
                ? null
                : new Notice.Action(
                    Messages.text("notice.show"), () -> services.folders().accept(folder)));
    try {
      services.bundle().write(zip, lines);
    } catch (IOException e) {
      LOG.info("The diagnostic bundle cannot be written: {}", e.getMessage());
      LOG.debug("Writing the diagnostic bundle failed", e);
      notice =
          Notice.of(TOPIC, Severity.ERROR, Messages.text("queue.export.failed", zip.getFileName()));
    }
    Notice shown = notice;
    services.executors().ui().execute(() -> services.people().notices().show(shown));
  }

  private void say(Severity severity, String sentence) {
    services.people().notices().show(Notice.of(TOPIC, severity, sentence));
  }

  /**
   * The services of the log's screen.
   *
   * @param logs the folder of the log files
   * @param folders shows a folder in the system's file manager
   */
  public record LogServices(
      SessionLog log,
      Bundle bundle,
      Path logs,
      Consumer<Path> folders,
      People people,
      UiExecutors executors) {

    /** Writes the diagnostic bundle; waits for disk, database and bucket. */
    @FunctionalInterface
    public interface Bundle {
      /**
       * Writes the bundle.
       *
       * @param sessionLines the events of the session, newest first
       */
      void write(Path zip, List<String> sessionLines) throws IOException;
    }
  }

  /**
   * A displayed event.
   *
   * @param time time of day, to the second
   */
  record LogRow(String time, Severity severity, String sentence) {
    static LogRow of(SessionLog.Entry entry, ZoneId zone) {
      DateTimeFormatter clock = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.getDefault());
      return new LogRow(clock.format(entry.at().atZone(zone)), entry.severity(), entry.sentence());
    }

    String mark() {
      return switch (severity) {
        case INFO -> "·";
        case PENDING -> "↻";
        case SUCCESS -> "✓";
        case ERROR -> "✕";
      };
    }

    String styleClass() {
      return switch (severity) {
        case INFO -> "text-muted";
        case PENDING -> "status-resting";
        case SUCCESS -> "status-completed";
        case ERROR -> "status-failed";
      };
    }

    /** Returns the text for a screen reader. */
    String spoken() {
      return time + ", " + Messages.word("log.severity.", severity) + ": " + sentence;
    }

    String line() {
      return time + " " + Messages.word("log.severity.", severity) + " " + sentence;
    }
  }
}
