package org.audioprocessor.settings;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.audioprocessor.io.Fsync;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings on disk, as JSON. A save is a temporary file, forced to the disk and moved into
 * place: whoever is killed on the way leaves the older settings whole. Processes save one after the
 * other.
 */
public final class SettingsFile {

  private static final Logger LOG = LoggerFactory.getLogger(SettingsFile.class);

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /** A file lock belongs to the whole process, so its threads need one of their own. */
  private static final Object IN_THIS_PROCESS = new Object();

  /**
   * What was found.
   *
   * @param warning a sentence for people, where the file was damaged
   */
  public record Loaded(SettingsDocument document, Optional<String> warning) {}

  private final Path file;
  private final InstantSource clock;

  public SettingsFile(Path file, InstantSource clock) {
    this.file = file;
    this.clock = clock;
  }

  public Path path() {
    return file;
  }

  /**
   * Reads the file; an absent one sets nothing. One that is not whole is set aside under its name
   * with {@code .damaged-} and the time, and sets nothing either.
   *
   * @throws SettingsException if there is a file that this user may not read
   */
  public Loaded load() throws SettingsException {
    removeLeftover();
    return read();
  }

  private Loaded read() throws SettingsException {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (NoSuchFileException absent) {
      return new Loaded(SettingsDocument.empty(), Optional.empty());
    } catch (IOException e) {
      throw new SettingsException(
          "The settings in “" + file + "” cannot be read. Check who may read it.", e);
    }
    return SettingsDocument.parse(bytes)
        .map(document -> new Loaded(document, Optional.empty()))
        .orElseGet(() -> new Loaded(SettingsDocument.empty(), Optional.of(setAside())));
  }

  /**
   * Reads, changes and saves, while no other process does.
   *
   * @return what stands in the file now
   * @throws SettingsException if it cannot be saved; the older settings then stay
   */
  public SettingsDocument change(UnaryOperator<SettingsDocument> edit) throws SettingsException {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      synchronized (IN_THIS_PROCESS) {
        // closing a second channel of the lock file would release this lock: nothing in here may
        try (FileChannel lock = lock()) {
          lock.lock();
          SettingsDocument changed = edit.apply(read().document());
          write(changed.bytes());
          return changed;
        }
      }
    } catch (IOException e) {
      throw new SettingsException(
          "The settings could not be saved to “" + file + "”. Check its folder and the free space.",
          e);
    }
  }

  private void write(byte[] bytes) throws IOException {
    Path temporary = temporary();
    Files.write(temporary, bytes);
    Fsync.file(temporary);
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * Somebody who was killed during a save may have left one; somebody who saves now has one too.
   */
  private void removeLeftover() {
    if (Files.notExists(temporary())) {
      return;
    }
    synchronized (IN_THIS_PROCESS) {
      try (FileChannel lock = lock()) {
        if (lock.tryLock() != null) {
          Files.deleteIfExists(temporary());
        }
      } catch (IOException e) {
        LOG.warn("{} is left from a save that did not end", temporary(), e);
      }
    }
  }

  private String setAside() {
    Path aside = sibling(".damaged-" + STAMP.format(clock.instant()));
    for (int n = 2; Files.exists(aside); n++) {
      aside = sibling(".damaged-" + STAMP.format(clock.instant()) + "-" + n);
    }
    try {
      Files.move(file, aside);
      return "The settings file was damaged. It was set aside as “"
          + aside.getFileName()
          + "” and the defaults are used.";
    } catch (IOException e) {
      LOG.warn("{} cannot be set aside", file, e);
      return "The settings file “" + file + "” is damaged and the defaults are used. Remove it.";
    }
  }

  private FileChannel lock() throws IOException {
    return FileChannel.open(sibling(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private Path temporary() {
    return sibling(".new");
  }

  private Path sibling(String ending) {
    return file.resolveSibling(file.getFileName() + ending);
  }
}
