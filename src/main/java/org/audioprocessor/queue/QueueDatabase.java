package org.audioprocessor.queue;

import org.audioprocessor.queue.jdbc.Dialect;

/** An open database and its queue. */
public interface QueueDatabase extends AutoCloseable {

  UploadQueue queue();

  Dialect dialect();

  @Override
  void close();
}
