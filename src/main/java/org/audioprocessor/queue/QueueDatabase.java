package org.audioprocessor.queue;

import org.audioprocessor.queue.jdbc.Dialect;

/** A database that is open, and the queue on it. */
public interface QueueDatabase extends AutoCloseable {

  UploadQueue queue();

  Dialect dialect();

  @Override
  void close();
}
