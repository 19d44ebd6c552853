package org.audioprocessor.storage.s3;

import java.io.IOException;
import java.io.InputStream;
import org.audioprocessor.storage.Body;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.StoredObject;

/** The bytes of an object as the body of another one. */
public record StoredBody(ObjectStore store, StoredObject source) implements Body {

  @Override
  public long length() {
    return source.size();
  }

  @Override
  public InputStream open() throws IOException {
    return store.get(source.key());
  }
}
