package org.audioprocessor.diagnosis;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.audioprocessor.app.ConnectionFactory;
import org.audioprocessor.queue.ClaimAnswer;
import org.audioprocessor.queue.QueueDatabase;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.UploadQueue;
import org.audioprocessor.queue.UploadStatus;
import org.audioprocessor.queue.connect.DatabaseAddress;
import org.audioprocessor.queue.connect.DatabaseCheck;
import org.audioprocessor.queue.connect.EmbeddedDatabase;
import org.audioprocessor.queue.connect.PlatformDatabase;
import org.audioprocessor.settings.Connection;
import org.audioprocessor.settings.Workspace;
import org.audioprocessor.settings.secret.Secret;
import org.jspecify.annotations.Nullable;

/** The table of uploads, and our own tables beside it. */
record DatabaseSteps(Workspace workspace, Steps steps) {
  private static final String NAME = "database";

  void run(Connection connection, @Nullable Secret password) {
    Connection.Database database = connection.database();
    if (database == null) {
      steps.step(
          NAME,
          "Check that you may write to its folder and that no program of another version has it"
              + " open.",
          this::embedded);
      return;
    }
    if (isReady(ConnectionFactory.address(database, password))) {
      steps.step(NAME, "", () -> platform(ConnectionFactory.address(database, password)));
    }
  }

  /** The sentences of the check hold the advice. */
  private boolean isReady(DatabaseAddress address) {
    boolean ready = true;
    for (DatabaseCheck.Finding found : DatabaseCheck.of(address)) {
      String check = NAME + ", " + found.step().name().toLowerCase(Locale.ROOT).replace('_', ' ');
      ready &= found.outcome() != DatabaseCheck.Outcome.WRONG;
      steps.found(
          switch (found.outcome()) {
            case GOOD -> Finding.works(check, found.sentence());
            case ADVICE -> Finding.note(check, found.sentence(), "");
            case WRONG -> Finding.broken(check, found.sentence(), "");
          });
    }
    return ready;
  }

  private Finding embedded() throws QueueException {
    try (EmbeddedDatabase database = EmbeddedDatabase.open(workspace.queue())) {
      return claims("embedded", database);
    }
  }

  private static Finding platform(DatabaseAddress address) throws QueueException {
    try (PlatformDatabase database = PlatformDatabase.open(address)) {
      return claims(database.dialect().name().toLowerCase(Locale.ROOT), database);
    }
  }

  /** Asks for the claim of an upload that is not there: all the locks of a claim, no change. */
  private static Finding claims(String kind, QueueDatabase database) throws QueueException {
    UploadQueue queue = database.queue();
    Map<UploadStatus, Long> counts = queue.counts();
    ClaimAnswer answer =
        queue.claim("doctor " + UUID.randomUUID(), "doctor", Duration.ofSeconds(1));
    boolean asExpected =
        answer instanceof ClaimAnswer.Refused refused
            && refused.reason() == ClaimAnswer.Reason.UNKNOWN;
    long uploads = counts.values().stream().mapToLong(Long::longValue).sum();
    return asExpected
        ? Finding.works(
            NAME,
            String.format(
                Locale.ROOT,
                "%s; %d uploads, %d waiting, %d failed; uploads can be claimed",
                kind,
                uploads,
                counts.get(UploadStatus.WAITING),
                counts.get(UploadStatus.FAILED)))
        : Finding.broken(NAME, "Uploads cannot be claimed.", "Report this; it is a program fault.");
  }
}
