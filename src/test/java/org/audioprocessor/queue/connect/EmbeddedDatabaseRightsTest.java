package org.audioprocessor.queue.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.Reader;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.audioprocessor.queue.Upload;
import org.audioprocessor.testing.Patience;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What SQL can do for an attacker who has the password of the workspace's database. */
class EmbeddedDatabaseRightsTest {
  private static final int ADMINISTRATOR_NEEDED = 90040;

  @TempDir Path folder;
  private Path workspace;

  @BeforeEach
  void makeAWorkspace() throws Exception {
    workspace = folder.resolve("queue");
    EmbeddedDatabase.open(workspace).close();
  }

  private Connection attacker() throws Exception {
    String password = Files.readString(workspace.resolve("database.password")).strip();
    return DriverManager.getConnection(
        "jdbc:h2:async:" + workspace.toRealPath().resolve("uploads") + ";AUTO_SERVER=TRUE",
        "audio_processor",
        password);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE ALIAS x FOR 'java.lang.System.exit'",
        "CREATE ALIAS x AS 'int run() { return 1; }'",
        "CREATE AGGREGATE x FOR 'java.lang.Object'",
        "CREATE TRIGGER x BEFORE INSERT ON Uploads FOR EACH ROW CALL 'java.lang.Object'",
        "CREATE TABLE x (a INT) ENGINE \"java.lang.Object\"",
        "CREATE LINKED TABLE x ('org.h2.Driver', 'jdbc:h2:mem:', '', '', 't')",
        "CALL LINK_SCHEMA('x', 'org.h2.Driver', 'jdbc:h2:mem:', '', '', 'PUBLIC')",
        "CALL FILE_READ('{secret}')",
        "CALL FILE_WRITE('x', '{folder}/written')",
        "CALL CSVWRITE('{folder}/written', 'SELECT 1')",
        "SELECT * FROM CSVREAD('{secret}')",
        "SCRIPT TO '{folder}/written'",
        "RUNSCRIPT FROM '{secret}'",
        "BACKUP TO '{folder}/written'",
        "SET DATABASE_EVENT_LISTENER 'java.lang.Object'",
        "SET JAVA_OBJECT_SERIALIZER 'java.lang.Object'",
        "SET TRACE_LEVEL_FILE 4",
        "CREATE USER x PASSWORD 'x' ADMIN",
        "ALTER USER audio_processor ADMIN TRUE",
        "ALTER USER workspace_owner SET PASSWORD 'x'",
        "SHUTDOWN"
      })
  void sqlRunsNoCodeReadsAndWritesNoFilesAndGetsNoMoreRights(String statement) throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), "a secret");
    String sql =
        statement.replace("{secret}", secret.toString()).replace("{folder}", folder.toString());

    try (Connection attacker = attacker();
        Statement attack = attacker.createStatement()) {
      assertThatThrownBy(() -> attack.execute(sql))
          .isInstanceOf(SQLException.class)
          .extracting(e -> ((SQLException) e).getErrorCode())
          .isEqualTo(ADMINISTRATOR_NEEDED);
    }
    assertThat(folder.resolve("written")).doesNotExist();
  }

  @Test
  void theProgramWorksAndMigratesWithoutThoseRights() throws Exception {
    try (EmbeddedDatabase database = EmbeddedDatabase.open(workspace)) {
      database.queue().add(new Upload("a", "Song.mp3"));
      try (Connection connection = database.dataSource().getConnection();
          Statement later = connection.createStatement()) {
        later.execute("CREATE TABLE audio_processor_later (a INT PRIMARY KEY)");
        later.execute("ALTER TABLE audio_processor_lease ADD COLUMN later INT");
        later.execute("CREATE INDEX audio_processor_later_index ON audio_processor_later (a)");
      }
    }
    try (EmbeddedDatabase again = EmbeddedDatabase.open(workspace)) {
      assertThat(again.queue().get("a")).isPresent();
    }
  }

  /** With H2's default a killed process loses its last commits. */
  @Test
  void commitsAreWrittenAtOnceAlsoAfterTheDatabaseWasOpenedAgain() throws Exception {
    EmbeddedDatabase.open(workspace).close();
    Path copy = Files.createDirectories(workspace.resolve("copy"));
    try (EmbeddedDatabase database = EmbeddedDatabase.open(workspace)) {
      database.queue().add(new Upload("kept", "kept.wav"));
      for (String name : List.of("uploads.mv.db", "database.password")) {
        Files.copy(workspace.resolve(name), copy.resolve(name)); // as a kill would leave it
      }
    }
    try (EmbeddedDatabase left = EmbeddedDatabase.open(copy)) {
      assertThat(left.queue().get("kept")).isPresent();
    }
  }

  private Properties lock() throws Exception {
    Properties lock = new Properties();
    try (Reader text = Files.newBufferedReader(workspace.resolve("uploads.lock.db"))) {
      lock.load(text);
    }
    return lock;
  }

  /** Each takes a thread and memory of the process that serves, and needs no password. */
  @Test
  void connectionsWithoutAPasswordAreLimitedAndKeepNobodyOutAfterwards() throws Exception {
    try (EmbeddedDatabase database = EmbeddedDatabase.open(workspace)) {
      String[] server = lock().getProperty("server").split(":");
      List<Socket> sockets = new ArrayList<>();
      try {
        for (int i = 0; i < 3 * EmbeddedConnections.MOST; i++) {
          sockets.add(new Socket(server[0], Integer.parseInt(server[1])));
        }
        // the first one was accepted by H2 itself
        for (Socket refused : sockets.subList(EmbeddedConnections.MOST + 1, sockets.size())) {
          assertThat(isClosedByTheServer(refused)).isTrue();
        }
        database.queue().add(new Upload("a", "Song.mp3"));
      } finally {
        for (Socket socket : sockets) {
          socket.close();
        }
      }
      // as another process of the program
      String url = "jdbc:h2:tcp://" + String.join(":", server) + "/" + lock().getProperty("id");
      String password = Files.readString(workspace.resolve("database.password")).strip();
      await()
          .ignoreExceptions()
          .until(() -> {
            DriverManager.getConnection(url, "audio_processor", password).close();
            return true;
          });
    }
  }

  private static boolean isClosedByTheServer(Socket socket) throws IOException {
    socket.setSoTimeout((int) Patience.LONGEST.toMillis());
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketException reset) {
      return true;
    }
  }

  /** An earlier build's workspace. */
  @Test
  void anAdministratorLosesItsRightsWhenTheWorkspaceIsOpened() throws Exception {
    Path old = Files.createDirectory(folder.resolve("old"));
    Files.writeString(old.resolve("database.password"), "secret");
    String url = "jdbc:h2:async:" + old.toRealPath().resolve("uploads") + ";AUTO_SERVER=TRUE";
    DriverManager.getConnection(url + ";WRITE_DELAY=0", "audio_processor", "secret").close();

    EmbeddedDatabase.open(old).close();

    try (Connection attacker = DriverManager.getConnection(url, "audio_processor", "secret");
        Statement attack = attacker.createStatement()) {
      assertThatThrownBy(() -> attack.execute("CREATE ALIAS x AS 'int run() { return 1; }'"))
          .hasMessageContaining("Admin rights");
    }
  }
}
