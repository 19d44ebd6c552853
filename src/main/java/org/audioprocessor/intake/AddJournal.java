package org.audioprocessor.intake;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.audioprocessor.io.LocalFiles;
import org.audioprocessor.queue.Upload;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Journal of additions in progress: one small file each, from before the raw file is put until
 * after the row is inserted.
 */
final class AddJournal {
  private static final Logger LOG = LoggerFactory.getLogger(AddJournal.class);
  private static final Duration ABANDONED_AFTER = Duration.ofDays(1);
  private static final String SUFFIX = ".adding";

  private final Path folder;

  AddJournal(Path folder) {
    this.folder = folder;
  }

  /** An addition in progress. */
  record Entry(Upload upload, String sha256, Instant begun) {}

  /** Writes an entry; it is on disk when the method returns. */
  void begin(Upload upload, String sha256) throws IntakeException {
    try {
      Files.createDirectories(folder);
      Path unfinished = folder.resolve(upload.uploadId() + ".new");
      Files.writeString(unfinished, sha256 + "\n" + upload.fileName());
      LocalFiles.force(unfinished);
      Files.move(unfinished, file(upload), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  void end(Upload upload) throws IntakeException {
    try {
      Files.deleteIfExists(file(upload));
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /**
   * Deletes an old entry without a raw file. A live process may still be putting the raw file of a
   * younger entry.
   */
  void endIfOld(Upload upload) throws IntakeException {
    try {
      Instant begun = Files.getLastModifiedTime(file(upload)).toInstant();
      if (begun.isBefore(Instant.now().minus(ABANDONED_AFTER))) {
        end(upload);
      }
    } catch (NoSuchFileException endedMeanwhile) {
      LOG.debug("completed by its own process: {}", upload.uploadId());
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /** Returns all entries, including those of live processes. */
  List<Entry> interrupted() throws IntakeException {
    List<Entry> entries = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return entries;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
      for (Path file : files) {
        read(file).ifPresent(entries::add);
      }
      return entries;
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private static Optional<Entry> read(Path file) throws IOException {
    try {
      String name = file.getFileName().toString();
      String uploadId = name.substring(0, name.length() - SUFFIX.length());
      String[] parts = Files.readString(file).split("\n", 2);
      if (parts.length < 2) {
        LOG.warn("{} is not a journal entry; ignored", file);
        return Optional.empty();
      }
      Instant begun = Files.getLastModifiedTime(file).toInstant();
      return Optional.of(new Entry(new Upload(uploadId, parts[1]), parts[0], begun));
    } catch (NoSuchFileException endedMeanwhile) {
      return Optional.empty();
    }
  }

  private Path file(Upload upload) {
    return folder.resolve(upload.uploadId() + SUFFIX);
  }

  private IntakeException failure(IOException cause) {
    return IntakeException.environment(
        "The folder “"
            + folder
            + "” cannot be used. Check your write permission and its free space.",
        cause);
  }
}
