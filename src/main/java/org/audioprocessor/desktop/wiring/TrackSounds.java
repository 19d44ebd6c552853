package org.audioprocessor.desktop.wiring;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.audioprocessor.app.Application;
import org.audioprocessor.app.IsolatedSound;
import org.audioprocessor.app.IsolatedSound.IsolatedRaw;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.preview.sound.RawCopies;
import org.audioprocessor.desktop.track.graph.LoudnessGraphs.Side;
import org.audioprocessor.desktop.track.graph.LoudnessGraphs.Subject;
import org.audioprocessor.desktop.work.TrackSelection.Selected;
import org.audioprocessor.media.MediaLimits;
import org.audioprocessor.preview.PcmSource;
import org.audioprocessor.preview.PlaybackException;
import org.audioprocessor.preview.PreviewTrack;
import org.audioprocessor.preview.Rendition;
import org.audioprocessor.preview.navigation.LoudnessScan;
import org.audioprocessor.preview.navigation.LoudnessScan.LoudnessTrace;
import org.audioprocessor.preview.source.LocalRawDecoder;
import org.audioprocessor.preview.source.TrackSources;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.process.isolation.IsolatedFiles;
import org.audioprocessor.process.publish.RawFiles;
import org.audioprocessor.storage.StoredObject;
import org.audioprocessor.storage.keys.TrackKeys;

/** Measures raw and published tracks for their loudness over time. */
final class TrackSounds {
  private final Application application;

  TrackSounds(Application application) {
    this.application = application;
  }

  LoudnessTrace trace(Subject subject, Side side, BooleanSupplier cancelled)
      throws PlaybackException, InterruptedException {
    try {
      Path folder = application.temporary().newFolder();
      try {
        return side == Side.INPUT
            ? input(subject, folder, cancelled)
            : output(subject, folder, cancelled);
      } finally {
        application.temporary().remove(folder);
      }
    } catch (IOException e) {
      throw new PlaybackException(String.valueOf(e.getMessage()), e);
    }
  }

  private LoudnessTrace input(Subject subject, Path folder, BooleanSupplier cancelled)
      throws IOException, PlaybackException, InterruptedException {
    requireSame(subject);
    return LoudnessScan.of(raw(subject, folder), cancelled);
  }

  /** Requires the same raw file: a later upload of the same name is another track. */
  private void requireSame(Subject subject) throws IOException, PlaybackException {
    Optional<StoredObject> now =
        application.store().head(application.keys().raw(subject.fileName()));
    String sha256 = now.map(StoredObject::sha256).orElse(null);
    if (sha256 != null && subject.sha256() != null && !sha256.equals(subject.sha256())) {
      throw new PlaybackException(Messages.text("track.graph.replaced"));
    }
  }

  private PcmSource raw(Subject subject, Path folder) throws PlaybackException {
    Optional<IsolatedFiles> isolated = application.isolatedFiles();
    if (isolated.isPresent()) {
      RawCopies copies =
          new RawCopies(application.store(), application.keys(), () -> folder.resolve("raw"));
      Selected upload = new Selected(subject.uploadId(), subject.fileName());
      return new IsolatedRaw(isolated.get(), () -> copies.of(upload));
    }
    MediaLimits limits = application.renderSettings().limits();
    try {
      RawFiles files = new RawFiles(application.store(), application.keys());
      return new LocalRawDecoder(files.fetch(subject.fileName(), folder, limits).file(), limits);
    } catch (ProcessingException e) {
      throw new PlaybackException(e.sentence(), e);
    }
  }

  private LoudnessTrace output(Subject subject, Path folder, BooleanSupplier cancelled)
      throws IOException, PlaybackException, InterruptedException {
    TrackKeys keys =
        application
            .keys()
            .track(application.keys().trackId(subject.fileName()))
            .generation(subject.generation());
    PreviewTrack track =
        PreviewTrack.of(application.store(), keys, IsolatedSound.of(application.isolatedFiles()));
    try (TrackSources sources = TrackSources.open(track, folder)) {
      return LoudnessScan.of(sources.of(Rendition.M4A), cancelled);
    }
  }
}
