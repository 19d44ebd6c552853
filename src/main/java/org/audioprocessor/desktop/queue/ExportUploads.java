package org.audioprocessor.desktop.queue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.controls.Severity;
import org.audioprocessor.desktop.dialog.Notices.Notice;
import org.audioprocessor.desktop.dialog.People;
import org.audioprocessor.desktop.queue.table.QueueRow;
import org.audioprocessor.desktop.work.UiExecutors;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.Review.ReviewVerdict;
import org.audioprocessor.queue.UploadRow;
import org.audioprocessor.queue.list.UploadFilter;
import org.audioprocessor.queue.list.UploadLists;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a file, writes the uploads of a filter as CSV in the background, and reports the result.
 */
final class ExportUploads {
  private final UploadLists lists;
  private final People people;
  private final UiExecutors executors;

  ExportUploads(UploadLists lists, People people, UiExecutors executors) {
    this.lists = lists;
    this.people = people;
    this.executors = executors;
  }

  void ask(UploadFilter wanted) {
    people
        .files()
        .fileToWrite("uploads.csv")
        .ifPresent(target ->
            executors
                .background()
                .execute(() -> {
                  Notice result = write(wanted, target);
                  executors.ui().execute(() -> people.notices().show(result));
                }));
  }

  private Notice write(UploadFilter wanted, Path target) {
    try {
      long rows = CsvExport.write(each -> lists.forEach(wanted, each), target);
      String done = Messages.text("queue.export.done", rows, target.getFileName());
      return Notice.of(QueueViewModel.TOPIC, Severity.SUCCESS, done);
    } catch (QueueException | IOException e) {
      return Notice.of(QueueViewModel.TOPIC, Severity.ERROR, String.valueOf(e.getMessage()));
    }
  }

  /** Writes uploads as comma-separated values (RFC 4180), UTF-8, times in UTC (ISO 8601). */
  static final class CsvExport {
    private static final List<String> HEADER =
        List.of(
            "upload_id",
            "file_name",
            "status",
            "uploaded_at",
            "attempts",
            "input_lufs",
            "output_lufs",
            "error",
            "worker",
            "verdict",
            "note");

    private CsvExport() {}

    /** Supplies all uploads to write. */
    @FunctionalInterface
    interface Rows {
      void forEach(Consumer<UploadRow> consumer) throws QueueException;
    }

    /**
     * Writes the rows one by one, so memory does not grow with them; the target is replaced only by
     * a complete file.
     *
     * @return the number of rows written
     */
    static long write(Rows rows, Path target) throws QueueException, IOException {
      AtomicLong written = new AtomicLong();
      Path part = Files.createTempFile(target.toAbsolutePath().getParent(), "uploads", ".part");
      try {
        try (Writer out = Files.newBufferedWriter(part)) {
          line(out, HEADER.stream());
          rows.forEach(row -> {
            unchecked(out, row);
            written.incrementAndGet();
          });
        } catch (UncheckedIOException e) {
          throw new IOException(Messages.text("queue.export.failed", target.getFileName()), e);
        }
        Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(part);
      }
      return written.get();
    }

    private static void unchecked(Writer out, UploadRow row) {
      try {
        line(out, values(QueueRow.of(row)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static Stream<@Nullable Object> values(QueueRow row) {
      ReviewVerdict verdict = row.verdict();
      return Stream.of(
          row.uploadId(),
          row.fileName(),
          row.otherStatus() == null
              ? row.status().name().toLowerCase(Locale.ROOT)
              : row.otherStatus(),
          row.uploadedAt(),
          row.tries(),
          row.inputLufs(),
          row.outputLufs(),
          row.sentence(),
          row.worker(),
          verdict == null ? null : verdict.name().toLowerCase(Locale.ROOT),
          row.note());
    }

    private static void line(Writer out, Stream<?> values) throws IOException {
      out.write(values.map(CsvExport::field).collect(Collectors.joining(",")));
      out.write("\r\n");
    }

    /** Quotes a field that begins with one of these: a spreadsheet would read it as a formula. */
    private static String field(@Nullable Object value) {
      if (value == null) {
        return "";
      }
      String text = value.toString();
      boolean formula =
          value instanceof String && !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
      String safe = formula ? "'" + text : text;
      return safe.matches("(?s).*[\",\r\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
  }
}
