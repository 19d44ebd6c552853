package org.audioprocessor.process.publish;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.audioprocessor.hls.Ladder;
import org.audioprocessor.process.CancelToken;
import org.audioprocessor.process.Job;
import org.audioprocessor.process.Pipeline;
import org.audioprocessor.process.Progress;
import org.audioprocessor.process.PublicationTarget;
import org.audioprocessor.process.Published;
import org.audioprocessor.process.RenderSettings;
import org.audioprocessor.process.Source;
import org.audioprocessor.process.readback.PublishedDecoder;
import org.audioprocessor.process.readback.ReadBack;
import org.audioprocessor.process.render.Encoder;
import org.audioprocessor.process.verify.Findings;
import org.audioprocessor.storage.Body;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.PutOptions;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.StoredObject;
import org.audioprocessor.storage.folder.FolderObjectStore;
import org.audioprocessor.storage.keys.TrackId;
import org.audioprocessor.storage.keys.TrackKeys;

/** Runs the whole processing from a local file to a folder. */
public final class PublishedTracks {
  static final Instant NOW = Instant.parse("2026-02-03T04:05:06.789Z");
  static final Pipeline.Program PROGRAM = new Pipeline.Program("Audio Processor test", "8");

  private PublishedTracks() {}

  public static TrackKeys keys(String fileName) throws StorageException {
    TrackId id = TrackId.of(fileName);
    return new TrackKeys(id.value() + "/", id);
  }

  /** With segments of this length and the quick encoder. */
  public static RenderSettings quick(double segmentSeconds) {
    return quick(segmentSeconds, Ladder.DEFAULT);
  }

  public static RenderSettings quick(double segmentSeconds, Ladder ladder) {
    RenderSettings defaults = RenderSettings.DEFAULT;
    return new RenderSettings(
        ladder, segmentSeconds, defaults.policy(), Encoder.QUICK, defaults.limits());
  }

  public static Published publish(Path file, RenderSettings settings, ObjectStore store, Path work)
      throws Exception {
    String name = file.getFileName().toString();
    PublicationTarget target = PublicationTarget.alone(store, keys(name));
    Job job = new Job(name, TrackId.of(name), target.nextGeneration(), 0, settings);
    Source source = Fetch.local(file, settings.limits());
    return new Pipeline(new CancelToken(), Progress.NONE, () -> NOW, PROGRAM)
        .process(job, source, Files.createTempDirectory(work, "work"), target);
  }

  public static Findings readBack(ObjectStore store, String fileName, Path work) throws Exception {
    return new ReadBack(store, keys(fileName), PublishedDecoder.inProcess(), new CancelToken())
        .read(Files.createTempDirectory(work, "read"));
  }

  /** A store of its own with the same objects, to be damaged. */
  public static ObjectStore copy(ObjectStore from, Path folder) throws IOException {
    ObjectStore to = new FolderObjectStore(folder);
    try (Stream<StoredObject> objects = from.list("")) {
      for (StoredObject object : objects.toList()) {
        try (InputStream in = from.get(object.key())) {
          put(to, object, in.readAllBytes());
        }
      }
    }
    return to;
  }

  /** Other bytes under the same headers. */
  public static void put(ObjectStore store, StoredObject like, byte[] bytes)
      throws StorageException {
    PutOptions options =
        PutOptions.defaults()
            .withContentType(String.valueOf(like.contentType()))
            .withCacheControl(String.valueOf(like.cacheControl()));
    store.put(like.key(), Body.of(bytes), options);
  }
}
