package org.audioprocessor.process.isolation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.audioprocessor.hls.Ladder;
import org.audioprocessor.io.TemporaryFolders;
import org.audioprocessor.loudness.plan.NormalisationPolicy;
import org.audioprocessor.media.MediaLimits;
import org.audioprocessor.process.CancelToken;
import org.audioprocessor.process.Job;
import org.audioprocessor.process.Pipeline;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.process.ProgressEvent;
import org.audioprocessor.process.RenderSettings;
import org.audioprocessor.process.StoreTrackProcessor;
import org.audioprocessor.process.isolation.child.Child;
import org.audioprocessor.process.isolation.confine.ChildProgram;
import org.audioprocessor.process.publish.Fetch;
import org.audioprocessor.process.render.Encoder;
import org.audioprocessor.process.render.RenderResult;
import org.audioprocessor.process.render.TrackOrder;
import org.audioprocessor.process.render.TrackRenderer;
import org.audioprocessor.process.render.TrackSink;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.keys.ObjectKeys;
import org.audioprocessor.storage.keys.ObjectLayout;
import org.audioprocessor.storage.keys.TrackId;
import org.audioprocessor.testing.AudioFiles;
import org.audioprocessor.testing.Signals;

/** A place with a pool of real children, and tracks to be made in it. */
public final class Children implements AutoCloseable {
  static final RenderSettings SETTINGS =
      new RenderSettings(
          Ladder.DEFAULT, 10, NormalisationPolicy.DEFAULT, Encoder.QUICK, MediaLimits.DEFAULT);

  private static final int RATE = 44_100;
  private static final double LONGEST_MUSIC = 30;

  final Path folder;
  final TemporaryFolders temporary;
  final ChildProgram program;
  public final ChildPool pool;

  @SuppressWarnings("MustBeClosed") // closed together
  Children(Path folder, List<String> main, ChildLimits limits, int keep) throws IOException {
    this.folder = folder;
    temporary = TemporaryFolders.open(folder.resolve("tmp"));
    Path logs = Files.createDirectories(folder.resolve("logs"));
    program =
        ChildProgram.of("unused", logs, temporary, MediaLimits.DEFAULT)
            .withMain(main)
            .withLimits(limits);
    pool = new ChildPool(program, keep);
  }

  /** Children as the program starts them. */
  public static Children real(Path folder) throws IOException {
    return new Children(
        folder,
        List.of("org.audioprocessor.Main", Child.COMMAND),
        ChildLimits.of(MediaLimits.DEFAULT),
        2);
  }

  /** Children that do what the name of the file says. */
  public static Children faulty(Path folder, ChildLimits limits) throws IOException {
    return new Children(folder, List.of(FaultyChild.class.getName(), Child.COMMAND), limits, 2);
  }

  public TrackRenderer renderer() {
    return new ChildRenderer(pool);
  }

  /** Tracks of a store, made in these children. */
  StoreTrackProcessor runOn(ObjectStore store) {
    return new StoreTrackProcessor(
            store,
            new ObjectKeys(ObjectLayout.defaults()),
            temporary,
            SETTINGS,
            new Pipeline.Program("Test", "8"))
        .withRenderer(renderer());
  }

  public IsolatedFiles files() {
    return new IsolatedFiles(pool, MediaLimits.DEFAULT);
  }

  /** Some seconds of music, which begins again and again where it is long. */
  public Path music(String fileName, double seconds) {
    float[][] once = Signals.music(RATE, 7, Signals.at(-12, Math.min(seconds, LONGEST_MUSIC)));
    float[][] music = Signals.silence(RATE, seconds);
    for (int channel = 0; channel < 2; channel++) {
      for (int at = 0; at < music[channel].length; at += once[channel].length) {
        int frames = Math.min(once[channel].length, music[channel].length - at);
        System.arraycopy(once[channel], 0, music[channel], at, frames);
      }
    }
    return AudioFiles.wav(folder.resolve(fileName), music, RATE);
  }

  public TrackOrder order(Path file) throws IOException, ProcessingException {
    Job job =
        new Job(
            file.getFileName().toString(),
            TrackId.of(file.getFileName().toString()),
            3,
            1,
            SETTINGS);
    return new TrackOrder(job, Fetch.local(file, SETTINGS.limits()), temporary.newFolder());
  }

  public RenderResult render(Path file) throws IOException, ProcessingException {
    return renderer().render(order(file), new Kept(), new CancelToken(), event -> {});
  }

  /** A file that a child, which is still alive, has left in its folder. */
  public Path find(String name) throws IOException {
    try (Stream<Path> all = Files.walk(temporary.folder())) {
      return all.filter(path -> path.endsWith(name)).findFirst().orElseThrow();
    }
  }

  /** What a maker gave, in memory. */
  public static final class Kept implements TrackSink {
    final List<String> announced = new CopyOnWriteArrayList<>();
    final Map<String, byte[]> segments = new ConcurrentHashMap<>();

    @Override
    public void announce(List<String> names) {
      announced.addAll(names);
    }

    @Override
    public void put(String name, byte[] bytes) {
      segments.put(name, bytes);
    }

    /** By name, low to high and in their order. */
    Map<String, byte[]> inOrder() {
      Map<String, byte[]> sorted = new LinkedHashMap<>();
      announced.forEach(name -> sorted.put(name, segments.getOrDefault(name, new byte[0])));
      return sorted;
    }
  }

  /** Hears everything. */
  static final class Heard {
    final List<ProgressEvent> events = new ArrayList<>();

    synchronized void on(ProgressEvent event) {
      events.add(event);
    }

    synchronized List<ProgressEvent> events() {
      return List.copyOf(events);
    }
  }

  @Override
  public void close() throws IOException {
    pool.close();
    temporary.close();
  }
}
