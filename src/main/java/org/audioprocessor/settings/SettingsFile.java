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
import org.audioprocessor.io.LocalFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings file, in JSON. A save writes a temporary file, forces it to disk and moves it into
 * place, so that a killed process leaves the previous settings intact. Saves of several processes
 * are serialised.
 */
public final class SettingsFile {

  private static final Logger LOG = LoggerFactory.getLogger(SettingsFile.class);

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /** File locks belong to the process, so threads need a separate lock. */
  private static final Object IN_THIS_PROCESS = new Object();

  /**
   * The content of the file.
   *
   * @param warning message to users if the file was damaged
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
   * Reads the file. A missing file sets nothing. A damaged file is renamed with {@code .damaged-}
   * and the time, and sets nothing.
   *
   * @throws SettingsException if the file exists and cannot be read
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
          "The settings in “" + file + "” cannot be read. Check its permissions.", e);
    }
    return SettingsDocument.parse(bytes)
        .map(document -> new Loaded(document, Optional.empty()))
        .orElseGet(() -> new Loaded(SettingsDocument.empty(), Optional.of(setAside())));
  }

  /**
   * Reads, changes and saves the settings under a lock.
   *
   * @return the saved settings
   * @throws SettingsException if the settings cannot be saved; the previous ones are kept
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
    LocalFiles.force(temporary);
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Deletes the temporary file of a killed process, unless another process is saving now. */
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
        LOG.warn("{} is left over from an interrupted save", temporary(), e);
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
      return "The settings file was damaged. It was renamed to “"
          + aside.getFileName()
          + "” and the defaults are used.";
    } catch (IOException e) {
      LOG.warn("{} cannot be renamed", file, e);
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
