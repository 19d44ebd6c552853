package org.audioprocessor.cli;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.connect.EmbeddedDatabase;
import org.audioprocessor.settings.Workspace;
import org.audioprocessor.testing.AudioFiles;
import org.jspecify.annotations.Nullable;

/** A workspace for commands, and the hands of a platform that writes into its table. */
public record CommandBench(Path folder) {
  private static final int RATE = 8_000;

  public Path workspace() {
    return folder.resolve("workspace");
  }

  public CommandRun run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--workspace");
    all.add(workspace().toString());
    return CommandRun.of(all.toArray(String[]::new));
  }

  /** Half a second of a tone. */
  String wav(String fileName, double hz) {
    float[][] tone = AudioFiles.sine(1, RATE, hz, 0.5, 0.1);
    return AudioFiles.wav(folder.resolve(fileName), tone, RATE).toString();
  }

  void sql(String statement, @Nullable Object... values) {
    try (EmbeddedDatabase database = EmbeddedDatabase.open(new Workspace(workspace()).queue());
        Connection connection = database.dataSource().getConnection();
        PreparedStatement prepared = connection.prepareStatement(statement)) {
      for (int i = 0; i < values.length; i++) {
        prepared.setObject(i + 1, values[i]);
      }
      prepared.executeUpdate();
    } catch (SQLException | QueueException e) {
      throw new AssertionError(statement, e);
    }
  }

  void row(String uploadId, String fileName, @Nullable String status, String uploadedAt) {
    sql(
        "INSERT INTO Uploads (upload_id, file_name, processing_status, uploaded_at)"
            + " VALUES (?, ?, ?, CAST(? AS TIMESTAMP))",
        uploadId,
        fileName,
        status,
        uploadedAt);
  }
}
