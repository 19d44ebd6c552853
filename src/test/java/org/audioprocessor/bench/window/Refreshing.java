package org.audioprocessor.bench.window;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;

/** Another worker, which changes uploads while the window shows them. */
record Refreshing(String url, String user, String password) {
  private static final int ROWS_AT_ONCE = 20;
  private static final int PAUSE_MILLIS = 50;
  private static final int NEWEST = 10_000;
  private static final String CHANGE =
      "UPDATE Uploads SET processing_status = CASE processing_status WHEN '0' THEN 'completed'"
          + " ELSE '0' END WHERE upload_id = ?";
  private static final String FAIL_NEWEST =
      "UPDATE Uploads SET processing_status = 'failed', error_message = 'Somebody else said so.'"
          + " WHERE upload_id = (SELECT upload_id FROM Uploads ORDER BY uploaded_at DESC, upload_id"
          + " DESC LIMIT 1)";

  void beside(Scrolling scrolling) throws InterruptedException {
    scrolling.seeing(() -> write(FAIL_NEWEST));
    Thread writing = Thread.ofPlatform().name("others").start(this::writeOn);
    scrolling.whileOthersWrite(ROWS_AT_ONCE * 1000 / PAUSE_MILLIS);
    writing.interrupt();
    writing.join();
  }

  private void write(String sql) {
    try (Connection connection = DriverManager.getConnection(url, user, password);
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("others cannot write", e);
    }
  }

  private void writeOn() {
    try (Connection connection = DriverManager.getConnection(url, user, password);
        PreparedStatement statement = connection.prepareStatement(CHANGE)) {
      connection.setAutoCommit(false);
      while (!Thread.interrupted()) {
        for (int row = 0; row < ROWS_AT_ONCE; row++) {
          int number = 999_999 - ThreadLocalRandom.current().nextInt(NEWEST);
          statement.setString(1, "upload-" + number);
          statement.addBatch();
        }
        statement.executeBatch();
        connection.commit();
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("others cannot write", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // enough was changed
    }
  }
}
