package org.audioprocessor.desktop.wiring;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.audioprocessor.app.Application;
import org.audioprocessor.desktop.work.UploadActions.TrackLengths;
import org.audioprocessor.media.MediaException;
import org.audioprocessor.process.isolation.IsolatedFiles;
import org.audioprocessor.queue.Upload;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.StoredObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Estimates the length of raw files: from their headers on this computer, from their sizes in a
 * bucket. Safe for use by many threads.
 */
final class RawLengths implements TrackLengths {
  private static final Logger LOG = LoggerFactory.getLogger(RawLengths.class);
  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(3);
  private static final int MOST = 60;
  private static final int MOST_KEPT = 10_000;

  /**
   * Bytes per second of common files: 16-bit stereo at 44.1 kHz, the same in lossless coding, 256
   * kbit/s.
   */
  private static final double PCM = 176_400;

  private static final double LOSSLESS = 100_000;
  private static final double LOSSY = 32_000;

  private final Application application;
  private final Map<String, Double> known = new ConcurrentHashMap<>();

  RawLengths(Application application) {
    this.application = application;
  }

  /** Samples a long list evenly. */
  @Override
  public Map<String, Double> of(List<Upload> uploads) {
    Map<String, Double> found = new HashMap<>();
    long began = System.nanoTime();
    double step = Math.max(1, uploads.size() / (double) MOST);
    for (double at = 0; at < uploads.size(); at += step) {
      if (System.nanoTime() - began > LONGEST_NANOS) {
        break;
      }
      Upload upload = uploads.get((int) at);
      length(upload).ifPresent(seconds -> found.put(upload.uploadId(), seconds));
    }
    return found;
  }

  private OptionalDouble length(Upload upload) {
    Double before = known.get(upload.uploadId());
    if (before != null) {
      return OptionalDouble.of(before);
    }
    OptionalDouble seconds = OptionalDouble.empty();
    try {
      String key = application.keys().raw(upload.fileName());
      Optional<Path> file = application.store().localFile(key);
      seconds = file.isPresent() ? read(file.get(), key) : guess(key);
    } catch (StorageException | MediaException e) {
      LOG.debug("The length of {} cannot be read", upload.fileName(), e);
    }
    if (known.size() > MOST_KEPT) {
      known.clear();
    }
    seconds.ifPresent(each -> known.put(upload.uploadId(), each));
    return seconds;
  }

  private OptionalDouble read(Path file, String key) throws StorageException, MediaException {
    Optional<IsolatedFiles> files = application.isolatedFiles();
    return files.isPresent() ? files.get().probe(file).estimatedSeconds() : guess(key);
  }

  private OptionalDouble guess(String key) throws StorageException {
    Optional<StoredObject> raw = application.store().head(key);
    return raw.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(raw.get().size() / bytesPerSecond(key));
  }

  private static double bytesPerSecond(String key) {
    String ending = key.substring(key.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return switch (ending) {
      case "wav", "aif", "aiff", "caf", "w64", "rf64" -> PCM;
      case "flac", "alac", "wv", "ape", "tta" -> LOSSLESS;
      default -> LOSSY;
    };
  }
}
