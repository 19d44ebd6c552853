package org.audioprocessor.desktop.preview.sound;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.audioprocessor.desktop.work.TrackSelection.Selected;
import org.audioprocessor.media.MediaLimits;
import org.audioprocessor.preview.PcmSource;
import org.audioprocessor.preview.PcmSource.StereoStream;
import org.audioprocessor.preview.PlaybackException;
import org.audioprocessor.preview.source.LocalRawDecoder;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.keys.ObjectKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Local copies of the raw files that were played last. Safe for use by many threads. */
public final class RawCopies {
  private static final Logger LOG = LoggerFactory.getLogger(RawCopies.class);

  /** One is playing; the previous one may still be read for a moment. */
  private static final int KEPT = 2;

  private final ObjectStore store;
  private final ObjectKeys keys;
  private final Supplier<Path> places;
  private final Map<String, Path> kept = new LinkedHashMap<>();

  /**
   * @param places supplies a new path for each copy, which its supplier deletes at the end
   */
  public RawCopies(ObjectStore store, ObjectKeys keys, Supplier<Path> places) {
    this.store = store;
    this.keys = keys;
    this.places = places;
  }

  /** Returns the copy; fetches the file if needed. */
  public synchronized Path of(Selected upload) throws IOException {
    Path copy = kept.remove(upload.uploadId());
    if (copy == null) {
      copy = places.get();
      store.download(key(upload.fileName()), copy, MediaLimits.DEFAULT.bytes());
    }
    kept.put(upload.uploadId(), copy);
    if (kept.size() > KEPT) {
      forget(kept.keySet().iterator().next());
    }
    return copy;
  }

  /** Returns the key of the raw file, which differs after processing failed for good. */
  private String key(String fileName) throws IOException {
    String raw = keys.raw(fileName);
    String failed = keys.failed(fileName);
    return !store.exists(raw) && store.exists(failed) ? failed : raw;
  }

  private void forget(String uploadId) {
    Path copy = kept.remove(uploadId);
    try {
      if (copy != null) {
        Files.deleteIfExists(copy);
      }
    } catch (IOException e) {
      LOG.debug("A copy remains until the program ends", e);
    }
  }

  /** Decodes a raw file in this process, as set in the settings. */
  public static final class LocalRaw implements PcmSource {
    private final RawCopies copies;
    private final Selected upload;

    public LocalRaw(RawCopies copies, Selected upload) {
      this.copies = copies;
      this.upload = upload;
    }

    @Override
    public StereoStream open(double fromSeconds) throws PlaybackException, InterruptedException {
      try {
        return new LocalRawDecoder(copies.of(upload), MediaLimits.DEFAULT).open(fromSeconds);
      } catch (IOException e) {
        throw new PlaybackException("The raw file cannot be fetched: " + e.getMessage(), e);
      }
    }
  }
}
