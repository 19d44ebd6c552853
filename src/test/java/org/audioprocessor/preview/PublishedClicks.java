package org.audioprocessor.preview;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.audioprocessor.hls.Ladder;
import org.audioprocessor.loudness.LoudnessTarget;
import org.audioprocessor.loudness.plan.NormalisationPolicy;
import org.audioprocessor.media.MediaLimits;
import org.audioprocessor.preview.source.LocalPublishedSound;
import org.audioprocessor.preview.source.LocalRawDecoder;
import org.audioprocessor.process.CancelToken;
import org.audioprocessor.process.Job;
import org.audioprocessor.process.Pipeline;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.process.Progress;
import org.audioprocessor.process.PublicationTarget;
import org.audioprocessor.process.Published;
import org.audioprocessor.process.RenderSettings;
import org.audioprocessor.process.publish.Fetch;
import org.audioprocessor.process.render.Encoder;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.folder.FolderObjectStore;
import org.audioprocessor.storage.keys.TrackId;
import org.audioprocessor.storage.keys.TrackKeys;
import org.audioprocessor.testing.AudioFiles;
import org.audioprocessor.testing.Click;
import org.audioprocessor.testing.Signals;

/**
 * A track of 14 s, normalised to −23 LUFS and published once for all tests: a tone of 440 Hz with a
 * click every half second. Its rungs are three segments of about 5 s.
 */
public final class PublishedClicks {
  public static final double SECONDS = 14;
  public static final double TARGET_LUFS = -23;
  private static final int RATE = 44_100;

  private record Made(Path folder, Path raw, Published published) {}

  /** A class of its own: the threads that render must not wait for their caller's initialiser. */
  private static final class Once {
    static final Made MADE = publish();
  }

  private PublishedClicks() {}

  /** When clicks sound: 0.25 s, 0.75 s … */
  public static double clickSeconds(int number) {
    return 0.25 + 0.5 * number;
  }

  /** Where it lies; the caller closes the store. */
  public static ObjectStore store() {
    try {
      return new FolderObjectStore(Once.MADE.folder());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of the store, for another process. */
  public static Path folder() {
    return Once.MADE.folder();
  }

  public static TrackKeys keys() {
    return new TrackKeys("published/clicks/", new TrackId("clicks"));
  }

  /** What its certificate says. */
  public static Published published() {
    return Once.MADE.published();
  }

  public static Path rawFile() {
    return Once.MADE.raw();
  }

  /** With its raw file. */
  public static PreviewTrack track(ObjectStore store) {
    return PreviewTrack.of(store, keys(), new LocalPublishedSound())
        .withRaw(new LocalRawDecoder(rawFile(), MediaLimits.DEFAULT))
        .withMusicSeconds(SECONDS);
  }

  private static Made publish() {
    try {
      Path work = Files.createTempDirectory("clicks");
      Path raw = AudioFiles.wav(work.resolve("clicks.wav"), signal(), RATE);
      ObjectStore store = new FolderObjectStore(work.resolve("store"));
      RenderSettings settings = settings();
      Job job = new Job("clicks.wav", keys().id(), 1, 0, settings);
      Published published =
          new Pipeline(
                  new CancelToken(),
                  Progress.NONE,
                  () -> Instant.EPOCH,
                  new Pipeline.Program("test", "8"))
              .process(
                  job,
                  Fetch.local(raw, settings.limits()),
                  Files.createDirectory(work.resolve("work")),
                  PublicationTarget.alone(store, keys()));
      store.close();
      return new Made(work.resolve("store"), raw, published);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static RenderSettings settings() {
    NormalisationPolicy policy =
        new NormalisationPolicy(
            new LoudnessTarget(TARGET_LUFS, 11, -1.5),
            20,
            NormalisationPolicy.Peaks.LIMIT,
            9,
            NormalisationPolicy.Range.KEEP);
    return new RenderSettings(Ladder.DEFAULT, 5, policy, Encoder.QUICK, MediaLimits.DEFAULT);
  }

  private static float[][] signal() {
    float[][] signal = Signals.sine(RATE, SECONDS, 440, 0.1, 0);
    for (int click = 0; clickSeconds(click) < SECONDS; click++) {
      Click.add(signal, RATE, 0.3, clickSeconds(click));
    }
    return signal;
  }
}
