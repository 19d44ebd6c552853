package org.audioprocessor.process.publish;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.audioprocessor.io.Digests;
import org.audioprocessor.process.GenerationLog;
import org.audioprocessor.process.Job;
import org.audioprocessor.process.Pipeline;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.process.PublicationTarget;
import org.audioprocessor.process.Source;
import org.audioprocessor.process.render.RenderResult;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.StoredObject;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The result of a render, as an object beside the copies of its generation. If the publication is
 * interrupted, the next try publishes the same bytes under the same names instead of encoding
 * again. The object's name contains the start of its SHA-256, and the queue has recorded the name,
 * so that another object is not believed.
 *
 * @param sha256 of the raw file
 * @param metadata the text of {@code metadata.json}
 */
public record RenderRecord(
    Job job,
    Pipeline.Program program,
    String sha256,
    RenderResult result,
    String metadata,
    M4a m4a,
    List<Segment> segments) {
  private static final Logger LOG = LoggerFactory.getLogger(RenderRecord.class);

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  private static final int HASH_DIGITS = 32;

  /** The longest track has 6,480 segments of about 200 bytes each. */
  private static final int MOST_BYTES = 32 << 20;

  public record M4a(long bytes, String sha256) {}

  /**
   * A stored segment.
   *
   * @param name rung and file
   * @param etag the store's, of the stored bytes
   */
  public record Segment(String name, long bytes, String etag) {}

  /** Describes a render whose segments are stored. */
  public static RenderRecord of(
      Job job,
      Pipeline.Program program,
      Source source,
      Rendered rendered,
      Map<String, StoredObject> stored)
      throws ProcessingException {
    List<Segment> segments = new ArrayList<>();
    for (Delivery.Rendition rendition : rendered.result().delivery().renditions()) {
      for (String file : rendition.segments()) {
        String name = rendition.name() + "/" + file;
        StoredObject segment = Objects.requireNonNull(stored.get(name), name);
        segments.add(new Segment(name, segment.size(), segment.etag()));
      }
    }
    return new RenderRecord(
        job,
        program,
        source.sha256(),
        rendered.result(),
        rendered.metadata(),
        describe(rendered.m4a()),
        segments);
  }

  /**
   * A finished render and its local M4A.
   *
   * @param metadata the text of {@code metadata.json}
   */
  public record Rendered(RenderResult result, String metadata, Path m4a) {}

  private static M4a describe(Path m4a) throws ProcessingException {
    try (InputStream in = Files.newInputStream(m4a)) {
      return new M4a(Files.size(m4a), Digests.sha256(in));
    } catch (IOException e) {
      throw RawFiles.unusable(Objects.requireNonNull(m4a.getParent()), e);
    }
  }

  byte[] json() {
    return JSON.writeValueAsBytes(this);
  }

  /** The key of this record, for the bytes of {@link #json}. */
  static String key(PublicationTarget target, int generation, byte[] json) {
    return prefix(target, generation) + hash(json) + ".json";
  }

  /** Not below the copies, which a rollback copies to the fixed names. */
  private static String prefix(PublicationTarget target, int generation) {
    String copies = target.keys().generation(generation).folder();
    return copies.substring(0, copies.length() - 1) + "-";
  }

  private static String hash(byte[] json) {
    return Digests.sha256(json).substring(0, HASH_DIGITS);
  }

  /**
   * Finds the render of an earlier try whose publication did not end. Empty if there is none, if
   * file, settings or program are others, or if an object is missing or changed.
   */
  public static Optional<RenderRecord> find(
      Job job, Source source, Pipeline.Program program, PublicationTarget target)
      throws ProcessingException {
    Optional<GenerationLog.Unfinished> earlier = target.log().unfinished();
    if (earlier.isEmpty()) {
      return Optional.empty();
    }
    try {
      Optional<RenderRecord> found = read(earlier.get(), target);
      if (found.isEmpty() || !found.get().isOf(job, source, program)) {
        return Optional.empty();
      }
      return found.get().isComplete(target) ? found : Optional.empty();
    } catch (StorageException e) {
      throw ProcessingException.of(e);
    }
  }

  private static Optional<RenderRecord> read(
      GenerationLog.Unfinished earlier, PublicationTarget target) throws StorageException {
    String prefix = prefix(target, earlier.generation());
    for (String key : earlier.keys()) {
      if (key.startsWith(prefix) && key.endsWith(".json")) {
        Optional<byte[]> json = bytes(key, target);
        if (json.isPresent() && key.equals(key(target, earlier.generation(), json.get()))) {
          return parse(json.get(), key);
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<byte[]> bytes(String key, PublicationTarget target)
      throws StorageException {
    try (InputStream in = target.store().get(key)) {
      return Optional.of(in.readNBytes(MOST_BYTES));
    } catch (StorageException e) {
      if (e.kind() == StorageException.Kind.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    } catch (IOException e) {
      throw new StorageException(
          StorageException.Kind.IO, "“" + key + "” could not be read. Try again.", e);
    }
  }

  private static Optional<RenderRecord> parse(byte[] json, String key) {
    try (InputStream in = new ByteArrayInputStream(json)) {
      return Optional.of(JSON.readValue(in, RenderRecord.class));
    } catch (JacksonException | IOException e) {
      // written by another version of the program
      LOG.debug("{} is not a record of this version", key, e);
      return Optional.empty();
    }
  }

  private boolean isOf(Job now, Source source, Pipeline.Program by) {
    Job same =
        new Job(now.fileName(), now.trackId(), job.generation(), job.tryNumber(), now.settings());
    return job.equals(same) && sha256.equals(source.sha256()) && program.equals(by);
  }

  /** Whether all segments and the M4A are stored as they were written. */
  private boolean isComplete(PublicationTarget target) throws StorageException {
    List<ParallelRequests.Request<Boolean>> questions = new ArrayList<>();
    questions.add(() -> isStored(storedM4a(target).orElse(null)));
    for (Segment segment : segments) {
      String key = target.keys().folder() + segment.name();
      questions.add(() -> isStored(segment, target.store().head(key).orElse(null)));
    }
    return !ParallelRequests.all(questions).contains(false);
  }

  private boolean isStored(@Nullable StoredObject found) {
    return found != null
        && found.size() == m4a.bytes()
        && (found.sha256() == null || m4a.sha256().equals(found.sha256()));
  }

  private static boolean isStored(Segment segment, @Nullable StoredObject found) {
    return found != null && found.size() == segment.bytes() && segment.etag().equals(found.etag());
  }

  /** The generation's copy of the M4A. */
  Optional<StoredObject> storedM4a(PublicationTarget target) throws StorageException {
    return target.store().head(target.keys().generation(job.generation()).m4a());
  }
}
