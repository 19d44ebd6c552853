package org.audioprocessor.cli.output;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.audioprocessor.queue.UploadRow;
import org.audioprocessor.queue.UploadStatus;
import org.audioprocessor.text.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * Formats uploads as lines of a table that fits the terminal, or as JSON objects.
 *
 * @param columns width of the terminal; 0 without a terminal, then nothing is cut
 */
public record UploadTable(int columns) {
  private static final int STATUS = 11;
  private static final int TRIES = 6;
  private static final int UPLOADED = 18;
  private static final int ID = 38;
  private static final int NARROWEST_NAME = 30;

  /** Without a terminal. */
  private static final int LONGEST_ERROR = 1_000;

  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneOffset.UTC);

  public String head() {
    return line("STATUS", "TRIES", "UPLOADED (UTC)", "UPLOAD ID", "FILE");
  }

  /** Formats an upload and, in a second line, its error. */
  public String row(UploadRow row) {
    Instant uploadedAt = row.uploadedAt();
    String line =
        line(
            statusWord(row),
            String.valueOf(row.tries()),
            uploadedAt == null ? "" : MINUTES.format(uploadedAt),
            PlainText.replaced(row.upload().uploadId()),
            PlainText.replaced(row.upload().fileName()));
    String error = row.errorMessage();
    return error == null
        ? line
        : line
            + "\n"
            + TerminalScreen.clipped(
                "  " + PlainText.replaced(error), columns == 0 ? LONGEST_ERROR : columns);
  }

  public static Map<String, @Nullable Object> fields(UploadRow row) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("uploadId", row.upload().uploadId());
    fields.put("fileName", row.upload().fileName());
    fields.put("status", row.statusText());
    fields.put("errorMessage", row.errorMessage());
    fields.put("uploadedAt", row.uploadedAt() == null ? null : row.uploadedAt().toString());
    fields.put("attempts", row.attempts());
    return fields;
  }

  /** Returns the status; for an unknown status the platform's own word. */
  private static String statusWord(UploadRow row) {
    if (row.heldByAnotherSystem()) {
      return "elsewhere";
    }
    UploadStatus status = row.status();
    return switch (status) {
      case WAITING -> "waiting";
      case PROCESSING, COMPLETED, FAILED -> status.text();
      case OTHER -> row.statusText() == null ? "(none)" : PlainText.replaced(row.statusText());
    };
  }

  private String line(String status, String tries, String uploaded, String id, String name) {
    int left = columns - STATUS - TRIES - UPLOADED;
    boolean withId = columns == 0 || left - ID >= NARROWEST_NAME;
    String start =
        TerminalScreen.cell(status, STATUS - 1)
            + " "
            + TerminalScreen.cell(tries, TRIES - 1)
            + " "
            + TerminalScreen.cell(uploaded, UPLOADED - 2)
            + "  "
            + (withId ? TerminalScreen.cell(id, columns == 0 ? 0 : ID - 2) + "  " : "");
    return columns == 0 ? start + name : TerminalScreen.clipped(start + name, columns);
  }
}
