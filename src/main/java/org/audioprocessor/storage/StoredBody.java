package org.audioprocessor.storage;

import java.io.IOException;
import java.io.InputStream;

/** The bytes of an object as the body of another one. */
record StoredBody(ObjectStore store, StoredObject source) implements Body {

  @Override
  public long length() {
    return source.size();
  }

  @Override
  public InputStream open() throws IOException {
    return store.get(source.key());
  }
}
