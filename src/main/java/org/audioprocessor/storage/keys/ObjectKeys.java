package org.audioprocessor.storage.keys;

import java.util.Set;
import org.audioprocessor.storage.StorageException;

/** Builds the keys of the bucket and checks the names in them. */
public final class ObjectKeys {

  private final ObjectLayout layout;
  private final Set<String> rungs;

  /**
   * For the layout and the rungs that tracks have folders for.
   *
   * @param rungs a track of such a name in a folder could lie in another track
   */
  public ObjectKeys(ObjectLayout layout, Set<String> rungs) {
    this.layout = layout;
    this.rungs = Set.copyOf(rungs);
  }

  /** For file names without folders, which cannot lie in another track. */
  public ObjectKeys(ObjectLayout layout) {
    this(layout, Set.of());
  }

  /**
   * The key of a raw file.
   *
   * @throws StorageException INVALID_KEY if the file name is not allowed
   */
  public String raw(String fileName) throws StorageException {
    require(fileName);
    return layout.rawPrefix() + fileName;
  }

  /**
   * The key of a raw file whose upload failed.
   *
   * @throws StorageException INVALID_KEY if the file name is not allowed
   */
  public String failed(String fileName) throws StorageException {
    require(fileName);
    return layout.failedPrefix() + fileName;
  }

  /** The key of a small object that is written to probe whether tracks can be published. */
  public String writingProbe() {
    return layout.processedPrefix() + ".audio-processor/probe-writing";
  }

  /**
   * The track of an upload.
   *
   * @throws StorageException INVALID_KEY if the file name is not allowed
   */
  public TrackId trackId(String fileName) throws StorageException {
    if (!layout.folders()) {
      return TrackId.of(fileName);
    }
    KeyRules.requireApart(fileName, rungs);
    return TrackId.inFolders(fileName);
  }

  private void require(String fileName) throws StorageException {
    if (layout.folders()) {
      KeyRules.requirePath(fileName);
      KeyRules.requireApart(fileName, rungs);
    } else {
      KeyRules.requireFileName(fileName);
    }
  }

  /** The fixed keys by which players and the platform read a track. */
  public TrackKeys track(TrackId id) {
    return new TrackKeys(layout.processedPrefix() + id.value() + "/", id);
  }
}
