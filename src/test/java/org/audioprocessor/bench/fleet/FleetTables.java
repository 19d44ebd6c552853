package org.audioprocessor.bench.fleet;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import org.audioprocessor.queue.connect.DatabaseAddress;

/** The platform's table and the program's own, as an administrator of the database reads them. */
record FleetTables(DatabaseAddress address) {

  long completed() throws SQLException {
    return count("Uploads WHERE processing_status = 'completed' AND error_message IS NULL");
  }

  long activeLeases() throws SQLException {
    return count("audio_processor_lease WHERE active = 1");
  }

  long uploadsWithOneCompletedAttempt() throws SQLException {
    return count(
        """
        (SELECT upload_id FROM audio_processor_attempt WHERE outcome = 'COMPLETED'
          GROUP BY upload_id HAVING COUNT(*) = 1) once\
        """);
  }

  long tracksOfOneGeneration() throws SQLException {
    return count(
        """
        (SELECT track_id FROM audio_processor_generation GROUP BY track_id
          HAVING COUNT(CASE WHEN state = 'PUBLISHED' THEN 1 END) = 1
             AND MAX(generation) = 1) once\
        """);
  }

  /** File names that are being worked on, each with its worker. */
  Map<String, String> holders() throws SQLException {
    return pairs(
        """
        SELECT u.file_name, l.owner FROM audio_processor_lease l
          JOIN Uploads u ON u.upload_id = l.upload_id WHERE l.active = 1\
        """);
  }

  /** How many attempts ended how. */
  Map<String, String> outcomes() throws SQLException {
    return pairs(
        "SELECT COALESCE(outcome, 'none'), COUNT(*) FROM audio_processor_attempt GROUP BY 1");
  }

  /** How many attempts each worker completed. */
  Map<String, String> completedBy() throws SQLException {
    return pairs(
        """
        SELECT owner, COUNT(*) FROM audio_processor_attempt WHERE outcome = 'COMPLETED'
          GROUP BY owner\
        """);
  }

  private long count(String from) throws SQLException {
    return Long.parseLong(pairs("SELECT 'all', COUNT(*) FROM " + from).get("all"));
  }

  private Map<String, String> pairs(String sql) throws SQLException {
    Map<String, String> pairs = new LinkedHashMap<>();
    try (Connection connection =
            DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        pairs.put(row.getString(1), row.getString(2));
      }
    }
    return pairs;
  }
}
