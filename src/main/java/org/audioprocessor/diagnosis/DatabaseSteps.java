package org.audioprocessor.diagnosis;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.audioprocessor.app.ConnectionFactory;
import org.audioprocessor.diagnosis.Diagnosis.Finding;
import org.audioprocessor.diagnosis.Diagnosis.Steps;
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

/** Tests the database. */
record DatabaseSteps(Workspace workspace, Steps steps) {
  private static final String NAME = "database";

  void run(Connection connection, @Nullable Secret password) {
    Connection.Database database = connection.database();
    if (database == null) {
      steps.step(
          NAME,
          "Check the folder's permissions and that no other version of the program has the"
              + " database open.",
          this::embedded);
      return;
    }
    if (isReady(ConnectionFactory.address(database, password))) {
      steps.step(NAME, "", () -> platform(ConnectionFactory.address(database, password)));
    }
  }

  /** The check's sentences include the advice. */
  private boolean isReady(DatabaseAddress address) {
    boolean ready = true;
    for (DatabaseCheck.Finding found : DatabaseCheck.of(address)) {
      String check = NAME + ", " + found.step().name().toLowerCase(Locale.ROOT).replace('_', ' ');
      ready &= found.outcome() != DatabaseCheck.Outcome.WRONG;
      steps.report(
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

  /** Claims an upload that does not exist: acquires the row locks, changes nothing. */
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
        : Finding.broken(
            NAME, "Uploads cannot be claimed.", "This is a fault of the program; report it.");
  }
}
