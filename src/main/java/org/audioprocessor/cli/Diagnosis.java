package org.audioprocessor.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.audioprocessor.BuildFacts;
import org.audioprocessor.media.Ffmpeg;
import org.audioprocessor.queue.ClaimAnswer;
import org.audioprocessor.queue.Dialect;
import org.audioprocessor.queue.EmbeddedDatabase;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.UploadQueue;
import org.audioprocessor.queue.UploadStatus;
import org.audioprocessor.settings.Workspace;
import org.audioprocessor.storage.Body;
import org.audioprocessor.storage.Condition;
import org.audioprocessor.storage.FolderObjectStore;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.PutOptions;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.StoredObject;
import org.audioprocessor.storage.TemporaryFolders;

/** Tries everything that the program needs, each step by itself, and cleans up after itself. */
final class Diagnosis {
  private static final long SCARCE_BYTES = 2L << 30;
  private static final long TOO_LITTLE_BYTES = 64L << 20;

  private final Path folder;
  private final Consumer<Finding> findings;

  /**
   * @param folder the workspace's
   * @param findings hears of each step as it ends
   */
  Diagnosis(Path folder, Consumer<Finding> findings) {
    this.folder = folder.toAbsolutePath().normalize();
    this.findings = findings;
  }

  private interface Step {
    Finding run() throws IOException, QueueException;
  }

  /** The folder and the free space; what comes later needs them. */
  boolean workspaceWorks() {
    return step(
            "workspace",
            "Check that you may write there, or choose one with --workspace.",
            this::workspace)
        && step("temporary files", "Check who may write there.", this::temporaryFiles);
  }

  void rest(String probeKey) {
    step("free space", "Free some space on this disk.", this::freeSpace);
    step(
        "database",
        "Check that you may write to its folder and that no program of another"
            + " version has it open.",
        this::database);
    step("bucket", "Check who may read and write there.", () -> bucket(probeKey));
    ffmpeg();
  }

  private boolean step(String check, String advice, Step step) {
    Finding found;
    try {
      found = step.run();
    } catch (IOException | QueueException e) {
      found = Finding.broken(check, sentence(e), advice);
    }
    findings.accept(found);
    return found.state() != Finding.State.BROKEN;
  }

  private static String sentence(Exception e) {
    return e instanceof StorageException || e instanceof QueueException
        ? String.valueOf(e.getMessage())
        : "The file system refused it: " + Screen.plain(String.valueOf(e.getMessage()));
  }

  private Finding workspace() throws IOException {
    Workspace workspace = Workspace.open(folder);
    Path probe = Files.createTempFile(workspace.folder(), "doctor", ".probe");
    Files.writeString(probe, "probe");
    Files.delete(probe);
    return Finding.works("workspace", workspace.folder().toString());
  }

  private Finding temporaryFiles() throws IOException {
    Path place = new Workspace(folder).temporary();
    try (TemporaryFolders folders = TemporaryFolders.open(place)) {
      Files.delete(folders.newFolder());
    }
    return Finding.works("temporary files", place.toString());
  }

  private Finding freeSpace() throws IOException {
    long usable = Files.getFileStore(folder).getUsableSpace();
    String shown = String.format(Locale.ROOT, "%.1f GB", usable / 1e9);
    String advice = "A track needs four times the size of its raw file. Free some space.";
    if (usable < TOO_LITTLE_BYTES) {
      return Finding.broken("free space", shown, advice);
    }
    return usable < SCARCE_BYTES
        ? Finding.note("free space", shown, advice)
        : Finding.works("free space", shown);
  }

  /** Asks for the claim of an upload that is not there: all the locks of a claim, no change. */
  private Finding database() throws QueueException {
    try (EmbeddedDatabase database = EmbeddedDatabase.open(new Workspace(folder).queue())) {
      UploadQueue queue = new UploadQueue(database.dataSource(), Dialect.H2);
      Map<UploadStatus, Long> counts = queue.counts();
      ClaimAnswer answer =
          queue.claim("doctor " + UUID.randomUUID(), "doctor", Duration.ofSeconds(1));
      boolean asExpected =
          answer instanceof ClaimAnswer.Refused refused
              && refused.reason() == ClaimAnswer.Reason.UNKNOWN;
      long uploads = counts.values().stream().mapToLong(Long::longValue).sum();
      return asExpected
          ? Finding.works(
              "database",
              String.format(
                  Locale.ROOT,
                  "embedded; %d uploads, %d waiting, %d failed; uploads can be claimed",
                  uploads,
                  counts.get(UploadStatus.WAITING),
                  counts.get(UploadStatus.FAILED)))
          : Finding.broken(
              "database", "Uploads cannot be claimed.", "Report this; it is a program fault.");
    }
  }

  private Finding bucket(String key) throws IOException {
    Path place = new Workspace(folder).bucket();
    try (ObjectStore store = new FolderObjectStore(place)) {
      byte[] bytes = "a probe of the doctor".getBytes(StandardCharsets.UTF_8);
      PutOptions onlyNew = PutOptions.defaults().withCondition(Condition.ifAbsent());
      StoredObject put = store.put(key, Body.of(bytes), onlyNew);
      try {
        read(store, put, bytes);
      } finally {
        store.delete(key);
      }
      requireThat(!store.exists(key), "What was deleted is still there.");
    }
    return Finding.works("bucket", place + "; put, conditional put, read, list and delete work");
  }

  private static void read(ObjectStore store, StoredObject put, byte[] bytes) throws IOException {
    try (InputStream in = store.get(put.key())) {
      requireThat(Arrays.equals(in.readAllBytes(), bytes), "What was read is not what was put.");
    }
    boolean same = store.head(put.key()).filter(now -> now.etag().equals(put.etag())).isPresent();
    requireThat(same, "What was put cannot be found.");
    requireThat(refusesSecond(store, put), "Conditional puts do not work.");
    try (Stream<StoredObject> listed = store.list(put.key())) {
      requireThat(listed.count() == 1, "What was put is not listed.");
    }
  }

  private static boolean refusesSecond(ObjectStore store, StoredObject put)
      throws StorageException {
    try {
      PutOptions onlyNew = PutOptions.defaults().withCondition(Condition.ifAbsent());
      store.put(put.key(), Body.of(new byte[1]), onlyNew);
      return false;
    } catch (StorageException e) {
      if (e.kind() == StorageException.Kind.PRECONDITION_FAILED) {
        return true;
      }
      throw e;
    }
  }

  private static void requireThat(boolean holds, String otherwise) throws StorageException {
    if (!holds) {
      throw new StorageException(StorageException.Kind.IO, otherwise);
    }
  }

  private void ffmpeg() {
    try {
      Ffmpeg.load();
      String version = Ffmpeg.version();
      findings.accept(
          version.contains(BuildFacts.ffmpegVersion())
              ? Finding.works("FFmpeg", version + ", " + Ffmpeg.licence())
              : Finding.note(
                  "FFmpeg",
                  version + " instead of " + BuildFacts.ffmpegVersion(),
                  "Install the program again: its libraries do not belong to it."));
    } catch (LinkageError e) {
      findings.accept(
          Finding.broken(
              "FFmpeg",
              "Its libraries cannot be loaded on this machine: " + e.getMessage(),
              "Install the program for this system and processor, and check that the folder for"
                  + " its libraries (~/.javacpp) can be written."));
    }
  }
}
