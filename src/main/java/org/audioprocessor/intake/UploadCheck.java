package org.audioprocessor.intake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.audioprocessor.io.Digests;
import org.audioprocessor.media.AudioBlock;
import org.audioprocessor.media.MediaException;
import org.audioprocessor.media.MediaFault;
import org.audioprocessor.media.MediaLimits;
import org.audioprocessor.media.decode.AudioFile;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.keys.ObjectKeys;
import org.audioprocessor.storage.keys.TrackId;

/** Checks a file before it is added: its name, its content and the free space. */
public final class UploadCheck {
  /** The raw file, and three times its size for processing. */
  private static final int SPACE_FACTOR = 4;

  private final ObjectStore store;
  private final ObjectKeys keys;
  private final SoundCheck sound;

  UploadCheck(ObjectStore store, ObjectKeys keys, SoundCheck sound) {
    this.store = store;
    this.keys = keys;
    this.sound = sound;
  }

  CheckedFile of(Path file, boolean anyway) throws IntakeException, StorageException {
    Path last = file.toAbsolutePath().normalize().getFileName();
    if (last == null) {
      throw IntakeException.refused("“" + file + "” is not a file. Name the files to add.");
    }
    String fileName = last.toString();
    if (!Files.isRegularFile(file)) {
      // before a decoder is started, which can take seconds
      throw IntakeException.refused(
          Files.exists(file)
              ? "“" + fileName + "” is not a file. Name the files to add."
              : "“" + fileName + "” was not found. Check the name and the folder.");
    }
    requireUsableName(fileName);
    List<String> announcements = requireAudio(file, anyway);
    try {
      long bytes = Files.size(file);
      requireSpace(bytes);
      return new CheckedFile(file, fileName, bytes, sha256(file), announcements);
    } catch (StorageException e) {
      throw e;
    } catch (IOException e) {
      throw IntakeException.refused(
          "“" + fileName + "” cannot be read from the disk. Check that you may read it.", e);
    }
  }

  /** Rejects names that publication would reject later. */
  private void requireUsableName(String fileName) throws StorageException, IntakeException {
    TrackId id = keys.trackId(fileName);
    store.checkKey(keys.raw(fileName));
    store.checkKey(keys.failed(fileName));
    try {
      store.checkKey(keys.track(id).generation(1).m4a());
    } catch (StorageException e) {
      throw IntakeException.refused(
          "“" + fileName + "” cannot become a track of this bucket. Rename it. " + e.getMessage(),
          e);
    }
  }

  private List<String> requireAudio(Path file, boolean anyway) throws IntakeException {
    try {
      sound.check(file);
      return List.of();
    } catch (MediaException e) {
      if (anyway && e.kind() != MediaFault.IO) {
        return List.of("Added with a warning: " + e.getMessage());
      }
      throw e.kind() == MediaFault.INTERNAL
          ? IntakeException.environment(String.valueOf(e.getMessage()), e)
          : IntakeException.refused(String.valueOf(e.getMessage()), e);
    }
  }

  private void requireSpace(long bytes) throws IntakeException, StorageException {
    long usable = store.usableBytes();
    if (bytes > usable / SPACE_FACTOR) {
      throw IntakeException.environment(
          String.format(
              Locale.ROOT,
              "There is not enough free space: %,d MB are needed to store and process the file, %,d"
                  + " MB are free. Free some space, then add it again.",
              ((bytes * SPACE_FACTOR) >> 20) + 1,
              usable >> 20));
    }
  }

  private static String sha256(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return Digests.sha256(in);
    }
  }

  /** A local file that passed the checks. */
  record CheckedFile(
      Path path, String fileName, long bytes, String sha256, List<String> announcements) {}

  /** Checks that a file contains audio that can be processed. */
  @FunctionalInterface
  public interface SoundCheck {
    /** Returns normally if the file can be processed. */
    void check(Path file) throws MediaException;

    /** Returns a check in this process; a file that crashes the decoder ends the process. */
    static SoundCheck inProcess(MediaLimits limits) {
      return file -> {
        try (AudioFile audio = AudioFile.open(file, limits, () -> false)) {
          audio.read(new AudioBlock());
        }
      };
    }
  }
}
