package org.audioprocessor.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.folder.FolderObjectStore;

/** A bucket of each kind that the program runs on, for tests that must hold on all of them. */
public final class TestBucket implements AutoCloseable {

  /** What a test is run on. */
  public enum Kind {
    FOLDER,
    S3,
    /** Get, put and delete on objects; no listing, and 403 for what is missing. */
    S3_OBJECTS_ONLY
  }

  private final ObjectStore store;
  private final ObjectStore all;
  private final List<AutoCloseable> owned;

  private TestBucket(ObjectStore store, ObjectStore all, AutoCloseable... owned) {
    this.store = store;
    this.all = all;
    this.owned = List.of(owned);
  }

  /** An empty bucket in the folder. */
  public static TestBucket open(Kind kind, Path folder) throws IOException {
    return switch (kind) {
      case FOLDER -> {
        ObjectStore store = new FolderObjectStore(folder);
        yield new TestBucket(store, store, store);
      }
      case S3 -> {
        S3Server server = S3Server.start(folder);
        ObjectStore store = server.open();
        yield new TestBucket(store, store, store, server);
      }
      case S3_OBJECTS_ONLY -> {
        S3Server strict = S3Server.start(folder).grantObjectsOnly().behaveLikeCeph();
        S3Server open = S3Server.start(folder);
        ObjectStore store = strict.open();
        ObjectStore all = open.open();
        yield new TestBucket(store, all, store, all, strict, open);
      }
    };
  }

  /** What the program is given. */
  public ObjectStore store() {
    return store;
  }

  /** The same objects, for the test's eyes: here they can be listed. */
  public ObjectStore all() {
    return all;
  }

  @Override
  public void close() throws IOException {
    for (AutoCloseable one : owned) {
      try {
        one.close();
      } catch (IOException e) {
        throw e;
      } catch (Exception e) {
        throw new IOException(e);
      }
    }
  }
}
