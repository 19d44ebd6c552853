package org.audioprocessor.intake;

import org.audioprocessor.storage.StorageException;

/** How many bytes can still be written where raw files are kept and worked on. */
@FunctionalInterface
public interface FreeSpace {
  /** A store without an end of its own. */
  FreeSpace UNLIMITED = () -> Long.MAX_VALUE;

  long usableBytes() throws StorageException;
}
