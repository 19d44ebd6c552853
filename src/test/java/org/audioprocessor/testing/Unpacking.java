package org.audioprocessor.testing;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;

/** Servers' programs are unpacked once a build, by whichever test JVM comes first. */
final class Unpacking implements AutoCloseable {
  private final FileChannel channel;
  private final FileLock lock;

  private Unpacking(FileChannel channel, FileLock lock) {
    this.channel = channel;
    this.lock = lock;
  }

  /** Waits until no other process unpacks it. */
  static Unpacking alone(Path program) throws IOException {
    FileChannel channel =
        FileChannel.open(program.resolveSibling(program.getFileName() + ".lock"), CREATE, WRITE);
    return new Unpacking(channel, channel.lock());
  }

  @Override
  public void close() throws IOException {
    lock.release();
    channel.close();
  }
}
