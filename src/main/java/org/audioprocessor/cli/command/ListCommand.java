package org.audioprocessor.cli.command;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.audioprocessor.app.Application;
import org.audioprocessor.app.StartupException;
import org.audioprocessor.cli.ExitCode;
import org.audioprocessor.cli.ExitCode.EnvironmentException;
import org.audioprocessor.cli.GlobalOptions;
import org.audioprocessor.cli.output.Output;
import org.audioprocessor.cli.output.TerminalScreen;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.UploadQueue;
import org.audioprocessor.queue.UploadRow;
import org.audioprocessor.queue.UploadStatus;
import org.audioprocessor.queue.list.UploadFilter;
import org.audioprocessor.queue.list.UploadLists.Cursor;
import org.audioprocessor.queue.list.UploadLists.Page;
import org.audioprocessor.text.PlainText;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Lists the uploads, newest first. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists uploads, newest first.")
public final class ListCommand implements Callable<Integer> {
  private static final int PAGE_ROWS = 500;
  private static final int DEFAULT_LIMIT = 50;

  @Mixin private GlobalOptions options = new GlobalOptions();

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--status",
      paramLabel = "S",
      description = "only uploads of this status: waiting, processing, completed, failed, other")
  private @Nullable String status;

  @Option(
      names = "--search",
      paramLabel = "T",
      description = "only uploads with this text in their file name or upload id")
  private String search = "";

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "the maximum number of uploads (default: 50; with --json: all)")
  private @Nullable Integer limit;

  @Override
  public Integer call() throws StartupException, EnvironmentException {
    UploadStatus status = wanted();
    UploadFilter filter =
        (status == null ? UploadFilter.ALL : UploadFilter.of(status)).withSearch(search);
    Output output = options.output();
    try (Application application = options.openApplication()) {
      print(application.queue(), filter, output);
      return ExitCode.DONE.code();
    } catch (QueueException e) {
      throw new EnvironmentException(String.valueOf(e.getMessage()), e);
    }
  }

  private int most(Output output) {
    if (limit != null && limit < 1) {
      throw usage("--limit takes a positive number, not " + limit);
    }
    return limit != null ? limit : output.isJson() ? Integer.MAX_VALUE : DEFAULT_LIMIT;
  }

  private @Nullable UploadStatus wanted() {
    String wanted = status;
    if (wanted == null) {
      return null;
    }
    return Stream.of(UploadStatus.values())
        .filter(one ->
            one.name().equalsIgnoreCase(wanted)
                || (!one.text().isEmpty() && one.text().equals(wanted)))
        .findFirst()
        .orElseThrow(() -> usage("--status takes " + statusWords() + ", not “" + wanted + "”"));
  }

  private static String statusWords() {
    return Stream.of(UploadStatus.values())
        .map(one -> one.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }

  private IllegalStateException noSpec() {
    return new IllegalStateException("picocli sets the specification before it calls");
  }

  private ParameterException usage(String sentence) {
    return new ParameterException(
        Optional.ofNullable(spec).orElseThrow(this::noSpec).commandLine(), sentence);
  }

  private void print(UploadQueue queue, UploadFilter filter, Output output) throws QueueException {
    UploadTable table = new UploadTable(TerminalScreen.columns());
    int left = most(output);
    Cursor after = null;
    boolean more = true;
    boolean headed = false;
    while (more && left > 0) {
      Page page = queue.page(filter, after, Math.min(left, PAGE_ROWS));
      for (UploadRow row : page.rows()) {
        if (!headed) {
          output.say(table.head());
          headed = true;
        }
        output.result(table.row(row), UploadTable.fields(row));
      }
      left -= page.rows().size();
      after = page.next();
      more = after != null;
    }
    printSummary(queue, output, headed, more);
  }

  private void printSummary(UploadQueue queue, Output output, boolean any, boolean more)
      throws QueueException {
    if (output.isJson()) {
      return;
    }
    Map<UploadStatus, Long> counts = queue.counts();
    long all = counts.values().stream().mapToLong(Long::longValue).sum();
    if (all == 0) {
      output.say("The queue is empty. Add files with: add FILE…");
    } else if (!any) {
      output.say("None of the " + all + " uploads matches.");
    }
    if (more) {
      output.say("There are more: use --limit N, or select with --status and --search.");
    }
    if (all > 0) {
      output.say(summary(counts));
    }
  }

  private static String summary(Map<UploadStatus, Long> counts) {
    return Stream.of(UploadStatus.values())
        .filter(one -> counts.getOrDefault(one, 0L) > 0)
        .map(one -> counts.get(one) + " " + one.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }

  /**
   * Formats uploads as lines of a table that fits the terminal, or as JSON objects.
   *
   * @param columns width of the terminal; 0 without a terminal, then nothing is cut
   */
  private record UploadTable(int columns) {
    private static final int STATUS = 11;
    private static final int TRIES = 6;
    private static final int UPLOADED = 18;
    private static final int ID = 38;
    private static final int NARROWEST_NAME = 30;

    /** Longest error, in characters, if the output is not a terminal. */
    private static final int LONGEST_ERROR = 1_000;

    private static final DateTimeFormatter MINUTES =
        DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneOffset.UTC);

    String head() {
      return line("STATUS", "TRIES", "UPLOADED (UTC)", "UPLOAD ID", "FILE");
    }

    /** Formats an upload and, in a second line, its error. */
    String row(UploadRow row) {
      Instant uploadedAt = row.uploadedAt();
      String line =
          line(
              statusWord(row),
              String.valueOf(row.tries()),
              uploadedAt == null ? "" : MINUTES.format(uploadedAt),
              PlainText.replaced(row.upload().uploadId()),
              PlainText.replaced(row.upload().fileName()));
      String finding = row.finding();
      String error = finding == null ? row.errorMessage() : "finding: " + finding;
      return error == null
          ? line
          : line
              + "\n"
              + TerminalScreen.clipped(
                  "  " + PlainText.replaced(error), columns == 0 ? LONGEST_ERROR : columns);
    }

    static Map<String, @Nullable Object> fields(UploadRow row) {
      Map<String, @Nullable Object> fields = new LinkedHashMap<>();
      fields.put("uploadId", row.upload().uploadId());
      fields.put("fileName", row.upload().fileName());
      fields.put("status", row.statusText());
      fields.put("errorMessage", row.errorMessage());
      fields.put("finding", row.finding());
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
}
