package org.audioprocessor.intake;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.UploadQueue;
import org.audioprocessor.queue.generation.Generation;
import org.audioprocessor.queue.generation.Generation.GenerationTry;
import org.audioprocessor.queue.generation.Rollbacks;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.PutOptions;
import org.audioprocessor.storage.PutOptions.Condition;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.StoredObject;
import org.audioprocessor.storage.keys.ObjectKeys;
import org.audioprocessor.storage.keys.TrackId;
import org.audioprocessor.storage.keys.TrackKeys;

/**
 * Rolls a track back: copies its previous generation to the fixed names, in the recorded order of
 * its publication, the multivariant playlist last. So players always read complete playlists. An
 * interrupted rollback is completed by running it again.
 */
public final class Rollback {
  private static final Duration HOLD = Duration.ofSeconds(60);

  /** Cache-Control of names that a later generation overwrites, as in every publication. */
  private static final String SHORT_LIVED = "public, max-age=60";

  private final UploadQueue queue;
  private final ObjectStore store;
  private final ObjectKeys keys;
  private final String owner;

  /**
   * @param owner the caller, in a form that an operator recognises
   */
  public Rollback(UploadQueue queue, ObjectStore store, ObjectKeys keys, String owner) {
    this.queue = queue;
    this.store = store;
    this.keys = keys;
    this.owner = owner;
  }

  /** A completed rollback of the fixed names from one generation to an older one. */
  public record RolledBack(GenerationTry from, GenerationTry to) {}

  /** One object of the old generation and its fixed name. */
  private record Switch(StoredObject copy, String fixedKey, Condition condition, String caching) {}

  /**
   * Rolls the track back; blocks until done.
   *
   * @throws IntakeException REFUSED while an upload of the track is processed, or if there is no
   *     previous generation; ENVIRONMENT
   */
  public RolledBack run(String spelled) throws IntakeException {
    try {
      String trackId =
          queue.generations().of(spelled).isEmpty()
              ? new PickUpload(queue).trackId(spelled)
              : spelled;
      Optional<Rollbacks.Hold> hold = queue.rollbacks().hold(trackId, owner, HOLD);
      if (hold.isEmpty()) {
        throw refusal(trackId);
      }
      return whileHolding(hold.get());
    } catch (StorageException e) {
      throw IntakeException.of(e);
    } catch (QueueException e) {
      throw IntakeException.of(e);
    }
  }

  private RolledBack whileHolding(Rollbacks.Hold hold)
      throws StorageException, QueueException, IntakeException {
    try {
      switchAll(hold);
      if (!queue.rollbacks().finish(hold)) {
        throw lost(hold.trackId());
      }
      return new RolledBack(hold.from(), hold.to());
    } catch (StorageException | QueueException | IntakeException | RuntimeException e) {
      release(hold, e);
      throw e;
    }
  }

  private void switchAll(Rollbacks.Hold hold)
      throws StorageException, QueueException, IntakeException {
    for (Switch one : switches(hold)) {
      if (!queue.rollbacks().renew(hold, HOLD)) {
        throw lost(hold.trackId());
      }
      PutOptions options =
          PutOptions.defaults().withCacheControl(one.caching()).withCondition(one.condition());
      store.copy(one.copy().key(), one.fixedKey(), options);
    }
  }

  /** Checks that all objects exist before the first name is switched. */
  private List<Switch> switches(Rollbacks.Hold hold)
      throws StorageException, QueueException, IntakeException {
    TrackKeys fixed = keys.track(new TrackId(hold.trackId()));
    TrackKeys copies = fixed.generation(hold.to().generation());
    List<Switch> switches = new ArrayList<>();
    List<String> recorded =
        queue.generations().keys(hold.to()).stream()
            .filter(key -> key.startsWith(copies.folder()))
            .distinct()
            .toList();
    for (String key : recorded) {
      StoredObject copy = store.head(key).orElseThrow(() -> incomplete(hold.trackId()));
      String fixedKey = fixed.folder() + key.substring(copies.folder().length());
      switches.add(toSwitch(copy, fixedKey));
    }
    if (!recorded.contains(copies.multivariantPlaylist())) {
      throw incomplete(hold.trackId());
    }
    return switches;
  }

  private Switch toSwitch(StoredObject copy, String fixedKey) throws StorageException {
    Optional<StoredObject> now = store.head(fixedKey);
    Condition condition =
        now.map(object -> Condition.ifMatch(object.etag())).orElseGet(Condition::ifAbsent);
    String caching = now.map(StoredObject::cacheControl).orElse(SHORT_LIVED);
    return new Switch(copy, fixedKey, condition, caching);
  }

  private IntakeException refusal(String trackId) throws QueueException {
    List<Generation> generations = queue.generations().of(trackId);
    Optional<Generation> current = queue.generations().current(trackId);
    if (current.isEmpty()) {
      return IntakeException.refused(
          "The program has not published a track “"
              + trackId
              + "”. List the uploads to see the"
              + " names.");
    }
    boolean older =
        generations.stream()
            .filter(one -> one.state() == Generation.State.PUBLISHED)
            .anyMatch(one -> one.id().generation() < current.get().id().generation());
    return IntakeException.refused(
        older
            ? "An upload of the track “"
                + trackId
                + "” is being processed, or the track is being rolled back. Try again later."
            : "The track “" + trackId + "” has no previous generation.");
  }

  private static IntakeException incomplete(String trackId) {
    return IntakeException.refused(
        "The previous generation of “"
            + trackId
            + "” is not complete in the bucket; nothing was changed. Add the old file again.");
  }

  private static IntakeException lost(String trackId) {
    return IntakeException.refused(
        "The rollback of “" + trackId + "” took too long and was stopped halfway. Run it again.");
  }

  private void release(Rollbacks.Hold hold, Exception failure) {
    try {
      queue.rollbacks().release(hold);
    } catch (QueueException e) {
      failure.addSuppressed(e); // the hold expires
    }
  }
}
