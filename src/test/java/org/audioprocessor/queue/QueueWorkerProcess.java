package org.audioprocessor.queue;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.audioprocessor.queue.connect.DatabaseAddress;
import org.audioprocessor.queue.connect.EmbeddedDatabase;
import org.audioprocessor.queue.connect.PlatformDatabase;

/**
 * A worker in a process of its own, to be killed or waited for. It says on standard output what it
 * did, one line each, after the database confirmed it. Arguments: what to do, threads, and the
 * workspace's folder or a database's URL, user and password.
 */
final class QueueWorkerProcess {
  private static final Duration LEASE = Duration.ofSeconds(60);
  private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  private QueueWorkerProcess() {}

  public static void main(String[] arguments) throws Exception {
    int threads = Integer.parseInt(arguments[1]);
    try (QueueDatabase database = open(arguments);
        ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      UploadQueue queue = database.queue();
      say("ready");
      if (System.in.read() < 0) {
        return;
      }
      for (int i = 0; i < threads; i++) {
        executor.execute(() -> work(arguments[0], queue));
      }
    }
  }

  private static QueueDatabase open(String[] arguments) throws QueueException {
    return arguments.length == 3
        ? EmbeddedDatabase.open(Path.of(arguments[2]))
        : PlatformDatabase.open(
            new DatabaseAddress(arguments[2], arguments[3], arguments[4], null));
  }

  private static void work(String what, UploadQueue queue) {
    try {
      switch (what) {
        case "claim" -> claimAll(queue);
        case "add" -> addForever(queue);
        default -> throw new IllegalArgumentException(what);
      }
    } catch (QueueException e) {
      say("failed " + e.kind() + " " + e.getCause());
    }
  }

  private static void claimAll(UploadQueue queue) throws QueueException {
    String owner = ProcessHandle.current().pid() + "/" + Thread.currentThread().getName();
    for (Optional<Claim> claim = queue.claim(owner, LEASE);
        claim.isPresent();
        claim = queue.claim(owner, LEASE)) {
      say(claim.get().uploadId());
    }
  }

  private static void addForever(UploadQueue queue) throws QueueException {
    for (int i = 0; ; i++) {
      String uploadId = Thread.currentThread().getName() + "-" + i;
      queue.add(new Upload(uploadId, uploadId + ".mp3"));
      say(uploadId);
    }
  }

  private static synchronized void say(String line) {
    OUT.println(line);
  }
}
