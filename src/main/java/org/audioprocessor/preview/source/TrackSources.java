package org.audioprocessor.preview.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.audioprocessor.hls.Rung;
import org.audioprocessor.preview.PcmSource;
import org.audioprocessor.preview.PlaybackException;
import org.audioprocessor.preview.PreviewTrack;
import org.audioprocessor.preview.Rendition;

/** The sources of all renditions of one track. Safe for use by many threads. */
public final class TrackSources implements AutoCloseable {
  private final PreviewTrack track;
  private final M4aSource m4a;
  private final ExecutorService fetching =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("preview fetch ", 0).factory());
  private final Map<String, RungSource> rungs = new HashMap<>();

  private TrackSources(PreviewTrack track, Path folder) {
    this.track = track;
    m4a = new M4aSource(track, folder);
    SegmentCache cache = new SegmentCache(track.store());
    for (Rung rung : track.ladder().rungs()) {
      rungs.put(rung.name(), new RungSource(track, rung, cache, fetching));
    }
  }

  /**
   * Opens no source yet.
   *
   * @param workFolder an existing folder; close removes the temporary folder in it
   */
  public static TrackSources open(PreviewTrack track, Path workFolder) throws PlaybackException {
    try {
      return new TrackSources(track, Files.createTempDirectory(workFolder, "preview"));
    } catch (IOException e) {
      throw new PlaybackException(
          "There is no room for temporary files under "
              + workFolder
              + ": "
              + e.getMessage()
              + ". Free some space there.",
          e);
    }
  }

  /**
   * The source of a rendition.
   *
   * @throws PlaybackException if the track has no such rendition
   */
  public PcmSource of(Rendition rendition) throws PlaybackException {
    return switch (rendition.kind()) {
      case RAW ->
          Optional.<PcmSource>ofNullable(track.raw())
              .orElseThrow(
                  () -> new PlaybackException("The raw file of this track is not available here."));
      case M4A -> m4a;
      case RUNG -> rung(rendition.name());
    };
  }

  private RungSource rung(String name) throws PlaybackException {
    RungSource rung = rungs.get(name);
    if (rung == null) {
      throw new PlaybackException(
          "There is no rendition “" + name + "”. Choose one of the ladder's.");
    }
    return rung;
  }

  /** Start of each segment of a rung except the first, in seconds of music. */
  public List<Double> jointSeconds(Rendition rung) throws PlaybackException, InterruptedException {
    return rung(rung.name()).jointSeconds();
  }

  /** Ends downloads; open streams will fail. */
  @Override
  public void close() {
    fetching.shutdownNow();
    m4a.close();
  }
}
