package org.audioprocessor.queue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.audioprocessor.queue.connect.EmbeddedDatabase;
import org.audioprocessor.queue.jdbc.Dialect;
import org.audioprocessor.testing.Patience;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One workspace, several processes, some of which die. */
class EmbeddedProcessesTest {
  @TempDir Path workspace;

  @Test
  void fourProcessesOfFourThreadsClaimTwoThousandUploadsExactlyOnce() throws Exception {
    try (EmbeddedDatabase database = EmbeddedDatabase.open(workspace);
        ChildWorker one = ChildWorker.start("claim", workspace, 4);
        ChildWorker two = ChildWorker.start("claim", workspace, 4);
        ChildWorker three = ChildWorker.start("claim", workspace, 4);
        ChildWorker four = ChildWorker.start("claim", workspace, 4)) {
      QueueFixture db = new QueueFixture(database.dataSource(), Dialect.H2);
      db.sql(
          "INSERT INTO Uploads SELECT 'u' || x, 'song' || x || '.mp3', 'track', '0',"
              + " CURRENT_TIMESTAMP, NULL FROM SYSTEM_RANGE(1, 2000)");
      List<ChildWorker> workers = List.of(one, two, three, four);
      for (ChildWorker worker : workers) {
        worker.awaitReady();
      }
      for (ChildWorker worker : workers) {
        worker.begin();
      }
      List<String> claimed = new ArrayList<>();
      int took = 0;
      for (ChildWorker worker : workers) {
        List<String> said = worker.rest();
        took += said.isEmpty() ? 0 : 1;
        claimed.addAll(said);
      }

      assertThat(took).as("processes that came in time").isGreaterThan(1);
      assertThat(claimed).doesNotHaveDuplicates().hasSize(2000);
      assertThat(db.number("SELECT COUNT(*) FROM audio_processor_lease WHERE token = 1"))
          .isEqualTo(2000);
      assertThat(db.queue().counts()).containsEntry(UploadStatus.PROCESSING, 2000L);
    }
  }

  @Test
  void everythingThatAKilledProcessCommittedIsThereAtTheNextOpen() throws Exception {
    List<String> committed = new ArrayList<>();
    for (int kills = 0; kills < 2; kills++) {
      try (ChildWorker child = ChildWorker.start("add", workspace.resolve("w" + kills), 1)) {
        child.awaitReady();
        child.begin();
        committed = child.lines(40 + 37 * kills);
        child.kill();
        committed.addAll(child.rest());
      }
      try (EmbeddedDatabase database = EmbeddedDatabase.open(workspace.resolve("w" + kills))) {
        UploadQueue queue = new UploadQueue(database.dataSource(), Dialect.H2);
        for (String uploadId : committed) {
          assertThat(queue.get(uploadId)).as(uploadId).isPresent();
        }
        assertThat(queue.claim("next", QueueFixture.LEASE)).isPresent();
      }
    }
  }

  @Test
  void whenTheHostingProcessIsKilledTheOthersFailInWordsAndGoOn() throws Exception {
    try (ChildWorker host = ChildWorker.start("add", workspace, 1)) {
      host.awaitReady();
      try (EmbeddedDatabase database = EmbeddedDatabase.open(workspace)) {
        UploadQueue queue = new UploadQueue(database.dataSource(), Dialect.H2);
        host.begin();
        List<String> committed = host.lines(50);
        queue.add(new Upload("mine", "mine.mp3"));

        host.kill();
        committed.addAll(host.rest());

        awaitAnswer(queue);
        for (String uploadId : committed) {
          assertThat(queue.get(uploadId)).as(uploadId).isPresent();
        }
        assertThat(queue.claim("mine", "me", QueueFixture.LEASE))
            .isInstanceOf(ClaimAnswer.Claimed.class);
      }
    }
  }

  @Test
  void theOthersGoOnWhenTheHostingProcessEndsByItself() throws Exception {
    try (ChildWorker host = ChildWorker.start("claim", workspace, 1);
        ChildWorker other = ChildWorker.start("claim", workspace, 1)) {
      host.awaitReady();
      other.awaitReady();
      host.begin();
      assertThat(host.rest()).isEmpty();
      try (EmbeddedDatabase database = EmbeddedDatabase.open(workspace)) {
        UploadQueue queue = new UploadQueue(database.dataSource(), Dialect.H2);
        awaitAnswer(queue);
        queue.add(new Upload("a", "Song.mp3"));
        other.begin();

        assertThat(other.rest()).containsExactly("a");
      }
    }
  }

  @Test
  void theDatabaseListensOnTheLoopbackAddressOnly() throws Exception {
    try (ChildWorker host = ChildWorker.start("claim", workspace, 1)) {
      host.awaitReady();
      String announced = Files.readString(workspace.resolve("uploads.lock.db"), ISO_8859_1);
      Matcher server = Pattern.compile("server=\\S+:(\\d+)").matcher(announced);
      assertThat(server.find()).as(announced).isTrue();
      int port = Integer.parseInt(server.group(1));

      assertThat(accepts("127.0.0.1", port)).isTrue();
      // a server on all addresses would answer here as well
      assertThat(accepts("127.0.0.2", port)).isFalse();
    }
  }

  private static boolean accepts(String address, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), 2_000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Until then only UNAVAILABLE is said. */
  private static void awaitAnswer(UploadQueue queue) throws InterruptedException {
    long deadline = System.nanoTime() + Patience.LONGEST.toNanos();
    while (true) {
      try {
        assertThat(queue.counts()).isNotEmpty();
        return;
      } catch (QueueException e) {
        assertThat(e.kind()).as("%s", e.getCause()).isEqualTo(QueueException.Kind.UNAVAILABLE);
        assertThat(System.nanoTime()).isLessThan(deadline);
        Thread.sleep(100);
      }
    }
  }
}
