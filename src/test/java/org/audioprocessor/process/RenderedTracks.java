package org.audioprocessor.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.audioprocessor.hls.rules.SegmentFacts;
import org.audioprocessor.loudness.plan.GainPlan;
import org.audioprocessor.process.measure.Measure;
import org.audioprocessor.process.publish.Delivery;
import org.audioprocessor.process.publish.Fetch;
import org.audioprocessor.process.publish.Publish;
import org.audioprocessor.process.publish.StoreSegmentSink;
import org.audioprocessor.process.publish.TrackPlaylists;
import org.audioprocessor.process.render.Render;
import org.audioprocessor.process.render.RenderedRung;
import org.audioprocessor.process.render.Renditions;
import org.audioprocessor.process.render.RungJob;
import org.audioprocessor.process.render.TrackSink;
import org.audioprocessor.process.verify.Verify;
import org.audioprocessor.storage.Body;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.keys.TrackId;
import org.audioprocessor.storage.keys.TrackKeys;
import org.audioprocessor.testing.AudioFiles;
import org.audioprocessor.testing.Signals;

/**
 * A track of two tones, rendered once for all tests, and published under any number of generations
 * and tries. The bytes of the objects are derived from their names, so that a reader can verify
 * them.
 */
public final class RenderedTracks {
  public static final TrackId ID = new TrackId("two tones");
  public static final TrackKeys KEYS = new TrackKeys("tracks/two tones/", ID);

  /** A class of its own: the threads that render must not wait for their caller's initialiser. */
  private static final class Once {
    static final Made MADE = render();
  }

  private record Made(Verify verify, Renditions renditions) {}

  private RenderedTracks() {}

  /** Who judged it. */
  public static Verify verify() {
    return Once.MADE.verify();
  }

  /** What a try of a generation made: three rungs of three segments each, and an M4A. */
  public static Renditions of(int generation, int tryNumber) {
    List<RenderedRung> rungs = new ArrayList<>();
    for (RenderedRung rung : Once.MADE.renditions().rungs()) {
      rungs.add(renamed(rung, new RungJob.SegmentSeries(generation, tryNumber)));
    }
    return new Renditions(rungs, m4a(generation, tryNumber), List.of());
  }

  /** Puts the segments as Render does, then publishes. */
  public static void publish(PublicationTarget target, Renditions renditions)
      throws ProcessingException {
    try (StoreSegmentSink sink = new StoreSegmentSink(target)) {
      List<String> paths = segmentPaths(renditions);
      target.log().willWrite(paths.stream().map(path -> KEYS.folder() + path).toList());
      for (String path : paths) {
        sink.put(path, segmentBytes(KEYS.folder() + path));
      }
      sink.await();
    }
    byte[] metadata = metadata(renditions);
    new Publish(target, generation(renditions))
        .publish(
            Delivery.of(renditions, TrackPlaylists.of(renditions)), renditions.m4a(), metadata);
  }

  static int generation(Renditions renditions) {
    return renditions.rungs().getFirst().job().series().generation();
  }

  public static byte[] metadata(Renditions renditions) {
    return TrackPlaylists.utf8("{\"generation\": " + generation(renditions) + "}");
  }

  static List<String> segmentPaths(Renditions renditions) {
    List<String> paths = new ArrayList<>();
    for (RenderedRung rung : renditions.rungs()) {
      rung.segments()
          .forEach(segment -> paths.add(rung.job().rung().name() + "/" + segment.name()));
    }
    return paths;
  }

  /** The expected bytes of a segment's key. */
  public static byte[] segmentBytes(String key) {
    byte[] bytes = new byte[2000];
    new Random(key.hashCode()).nextBytes(bytes);
    return bytes;
  }

  public static String text(ObjectStore store, String key) {
    try (var in = store.get(key)) {
      return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static void put(ObjectStore store, String key, String text) throws StorageException {
    store.put(key, Body.of(TrackPlaylists.utf8(text)), Publish.options(key));
  }

  private static RenderedRung renamed(RenderedRung rung, RungJob.SegmentSeries series) {
    RungJob was = rung.job();
    RungJob job =
        new RungJob(
            was.rung(),
            was.plan(),
            was.encoding(),
            was.timeline(),
            series,
            was.round(),
            was.compared(),
            was.m4a());
    List<SegmentFacts> segments = new ArrayList<>();
    for (SegmentFacts segment : rung.segments()) {
      segments.add(
          new SegmentFacts(
              job.segmentName(segments.size()),
              segment.sizeBytes() + 100L * series.generation(), // no two playlists are alike
              segment.transport(),
              segment.audio(),
              segment.decoding()));
    }
    return new RenderedRung(
        job,
        segments,
        rung.measured(),
        rung.decodedFrames(),
        rung.decodeErrors(),
        rung.inputTruePeakDbtp(),
        rung.peakReductionDb(),
        rung.packets(),
        rung.encoder(),
        rung.quality());
  }

  private static Path m4a(int generation, int tryNumber) {
    try {
      Path file = Files.createTempFile("m4a", ".m4a");
      file.toFile().deleteOnExit();
      return Files.writeString(
          file, "M4A " + generation + "." + tryNumber + " ".repeat(5000) + "!");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Made render() {
    try {
      Path folder = Files.createTempDirectory("rendered");
      float[][] tones = Signals.tone(44_100, Signals.at(-20, 12), Signals.at(-14, 12.5));
      Path wav = AudioFiles.wav(folder.resolve("two tones.wav"), tones, 44_100);
      RenderSettings settings = RenderSettings.DEFAULT;
      Source source = Fetch.local(wav, settings.limits());
      CancelToken cancel = new CancelToken();
      Measure.FirstPass first = new Measure(settings, cancel, Progress.NONE).of(source);
      GainPlan plan = first.plan(settings);
      Verify verify = new Verify(new Job("two tones.wav", ID, 1, 0, settings), first, plan);
      Path m4a = folder.resolve("track.m4a");
      Render render = new Render(settings.limits(), new DiscardingSink(), cancel, Progress.NONE);
      List<RenderedRung> rungs = render.of(source, first, plan, verify.firstRound(m4a));
      Files.delete(wav);
      Files.delete(m4a);
      return new Made(verify, new Renditions(rungs, m4a, List.of()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class DiscardingSink implements TrackSink {
    @Override
    public void announce(List<String> names) {}

    @Override
    public void put(String name, byte[] bytes) {}
  }
}
