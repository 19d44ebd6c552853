package org.audioprocessor.cli.run;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.audioprocessor.app.Application;
import org.audioprocessor.app.InterruptedUploads;
import org.audioprocessor.app.StartupException;
import org.audioprocessor.cli.output.Output;
import org.audioprocessor.queue.UploadRow;
import org.audioprocessor.queue.connect.EmbeddedDatabase;
import org.audioprocessor.text.PlainText;

/** Prints why the workspace's database takes long to open, and gives up after 5 minutes. */
public final class PatientOpening implements EmbeddedDatabase.Waiting {
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final Duration SILENT = Duration.ofSeconds(3);
  private static final Duration NOTE_EVERY = Duration.ofSeconds(20);
  private static final int NAMED = 3;

  private final Output output;
  private final Termination termination;
  private final long begun = System.nanoTime();
  private long noteAt = begun + SILENT.toNanos();

  public PatientOpening(Output output, Termination termination) {
    this.output = output;
    this.termination = termination;
  }

  @Override
  public boolean mayContinue(String reason) {
    long now = System.nanoTime();
    if (now >= noteAt) {
      noteAt = now + NOTE_EVERY.toNanos();
      output.note(reason + " " + Duration.ofNanos(now - begun).toSeconds() + " s so far.");
    }
    return !termination.isAsked() && now - begun < LONGEST.toNanos();
  }

  /** Prints the uploads that a kill or a power failure interrupted. */
  public static void noteInterruptedUploads(Application application, Output output)
      throws StartupException {
    List<UploadRow> rows = InterruptedUploads.of(application);
    if (rows.isEmpty()) {
      return;
    }
    String names =
        rows.stream()
            .limit(NAMED)
            .map(row -> PlainText.replaced(row.upload().fileName()))
            .collect(Collectors.joining(", ", " (", rows.size() > NAMED ? ", …)" : ")"));
    output.note(
        (rows.size() == 1 ? "1 track was" : rows.size() + " tracks were")
            + " interrupted when the program ended unexpectedly"
            + names
            + ". They can be processed again within a minute.");
  }
}
