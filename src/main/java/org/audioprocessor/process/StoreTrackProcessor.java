package org.audioprocessor.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.audioprocessor.io.TemporaryFolders;
import org.audioprocessor.process.publish.ParallelRequests;
import org.audioprocessor.process.publish.RawFiles;
import org.audioprocessor.process.render.InProcessRenderer;
import org.audioprocessor.process.render.TrackRenderer;
import org.audioprocessor.storage.Body;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.PutOptions;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.keys.ObjectKeys;
import org.audioprocessor.storage.keys.TrackId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Processes tracks of a store: fetches them from it and publishes them to it as generations. */
public final class StoreTrackProcessor implements TrackProcessor {
  private static final Logger LOG = LoggerFactory.getLogger(StoreTrackProcessor.class);

  private static final byte[] PROBE = "can be deleted at any time\n".getBytes(UTF_8);

  private final ObjectStore store;
  private final ObjectKeys keys;
  private final TemporaryFolders temporary;
  private final RenderSettings settings;
  private final Pipeline.Program program;
  private final TrackRenderer renderer;

  /** Renders in this process. */
  public StoreTrackProcessor(
      ObjectStore store,
      ObjectKeys keys,
      TemporaryFolders temporary,
      RenderSettings settings,
      Pipeline.Program program) {
    this.store = store;
    this.keys = keys;
    this.temporary = temporary;
    this.settings = settings;
    this.program = program;
    this.renderer = new InProcessRenderer();
  }

  private StoreTrackProcessor(StoreTrackProcessor other, TrackRenderer renderer) {
    this.store = other.store;
    this.keys = other.keys;
    this.temporary = other.temporary;
    this.settings = other.settings;
    this.program = other.program;
    this.renderer = renderer;
  }

  /** Returns a processor that uses another renderer. */
  public StoreTrackProcessor withRenderer(TrackRenderer other) {
    return new StoreTrackProcessor(this, other);
  }

  /** The raw files of the store. */
  public RawFiles rawFiles() {
    return new RawFiles(store, keys);
  }

  @Override
  public Published run(String fileName, int generation, int tryNumber, RunContext context)
      throws ProcessingException {
    Path work = newFolder();
    try {
      TrackId id = keys.trackId(fileName);
      // the longest keys of the track: an invalid name fails before the work
      store.checkKey(keys.track(id).generation(generation).m4a());
      store.warmUpConditions(keys.track(id).folder());
      Source source = fetch(fileName, work, context);
      context.cancel().check();
      PublicationTarget target =
          new PublicationTarget(
              store.withRetryCheck(context.guard()),
              keys.track(id),
              true,
              context.guard(),
              context.log());
      Job job = new Job(fileName, id, generation, tryNumber, settings);
      Pipeline pipeline =
          new Pipeline(
              renderer, context.cancel(), context.progress(), InstantSource.system(), program);
      return pipeline.process(job, source, work, target);
    } catch (StorageException e) {
      throw ProcessingException.of(e);
    } finally {
      remove(work);
    }
  }

  @Override
  public void probe(String fileName) throws ProcessingException {
    rawFiles().probe(fileName, temporary.folder());
    renderer.probe();
  }

  @Override
  public void probeWriting() throws ProcessingException {
    try {
      String key = keys.writingProbe();
      store.put(key, Body.of(PROBE), PutOptions.defaults());
      store.delete(key);
    } catch (StorageException e) {
      throw ProcessingException.of(e);
    }
  }

  @Override
  public void discard(Collection<String> objectKeys) throws ProcessingException {
    try {
      List<ParallelRequests.Request<String>> deletions = new ArrayList<>();
      for (String key : objectKeys) {
        deletions.add(() -> {
          store.delete(key);
          return key;
        });
      }
      ParallelRequests.all(deletions);
    } catch (StorageException e) {
      throw ProcessingException.of(e);
    }
  }

  private Source fetch(String fileName, Path work, RunContext context) throws ProcessingException {
    context.progress().on(ProgressEvent.start(Stage.FETCH));
    long began = System.nanoTime();
    // no work is lost yet, so an outage ends the run
    ObjectStore stoppable = store.withRetryCheck(context.guard().endingInOutage());
    Source source = new RawFiles(stoppable, keys).fetch(fileName, work, settings.limits());
    long milliseconds = (System.nanoTime() - began) / 1_000_000;
    LOG.info("{}: fetched, {} bytes in {} ms", fileName, source.bytes(), milliseconds);
    context.progress().on(ProgressEvent.end(Stage.FETCH));
    return source;
  }

  private Path newFolder() throws ProcessingException {
    try {
      return temporary.newFolder();
    } catch (IOException e) {
      throw RawFiles.unusable(temporary.folder(), e);
    }
  }

  private void remove(Path work) {
    try {
      temporary.remove(work);
    } catch (IOException e) {
      LOG.warn("Temporary files stay until the next start: {}", work, e);
    }
  }
}
