package org.audioprocessor.desktop.queue;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.audioprocessor.queue.QueueException;
import org.jspecify.annotations.Nullable;

/** Uploads as comma-separated values (RFC 4180), UTF-8, times in UTC (ISO 8601). */
final class CsvExport {
  private static final int CHUNK = 1000;
  private static final List<String> HEADER =
      List.of(
          "upload_id", "file_name", "status", "uploaded_at", "attempts", "input_lufs",
          "output_lufs", "error", "worker");

  private CsvExport() {}

  /** How many were written. */
  static long write(UploadPages uploads, Path target) throws QueueException, IOException {
    long written = 0;
    try (Writer out = Files.newBufferedWriter(target)) {
      line(out, HEADER.stream());
      while (true) {
        List<QueueRow> rows =
            uploads.rows(written, CHUNK).stream().map(QueueRow::of).toList();
        for (QueueRow row : rows) {
          line(out, values(row));
        }
        written += rows.size();
        if (rows.size() < CHUNK) {
          return written;
        }
      }
    }
  }

  private static Stream<@Nullable Object> values(QueueRow row) {
    return Stream.of(
        row.uploadId(),
        row.fileName(),
        row.otherStatus() == null
            ? row.status().name().toLowerCase(Locale.ROOT)
            : row.otherStatus(),
        row.uploadedAt(),
        row.attempts(),
        row.inputLufs(),
        row.outputLufs(),
        row.sentence(),
        row.worker());
  }

  private static void line(Writer out, Stream<?> values) throws IOException {
    out.write(values.map(CsvExport::field).collect(Collectors.joining(",")));
    out.write("\r\n");
  }

  /** A spreadsheet takes what begins with one of these for a formula, unless a quote stands before. */
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
