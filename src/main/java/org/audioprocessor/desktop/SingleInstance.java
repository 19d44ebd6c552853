package org.audioprocessor.desktop;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * One window for a workspace. A second start leaves what it was given in a folder, where the first
 * one finds it, and ends. A folder, since it obeys the workspace's permissions on every system.
 */
final class SingleInstance implements AutoCloseable {
  private static final String ENDING = ".files";

  private final Path handOvers;
  private final FileChannel channel;

  private SingleInstance(Path handOvers, FileChannel channel) {
    this.handOvers = handOvers;
    this.channel = channel;
  }

  /** Empty if another window has the workspace; then {@link #handOver} to it. */
  static Optional<SingleInstance> acquire(Path workspace) throws IOException {
    Path handOvers = Files.createDirectories(workspace.resolve("desktop"));
    FileChannel channel =
        FileChannel.open(
            handOvers.resolve("window.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return Optional.of(new SingleInstance(handOvers, channel));
      }
    } catch (OverlappingFileLockException sameProcess) {
      // also held elsewhere
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    channel.close();
    return Optional.empty();
  }

  /** Asks the window that has the workspace to come to the front and to add these. */
  static void handOver(Path workspace, List<Path> files) throws IOException {
    Path folder = Files.createDirectories(workspace.resolve("desktop"));
    Path temporary = Files.createTempFile(folder, "hand-over", ".tmp");
    Files.write(temporary, files.stream().map(file -> file.toAbsolutePath().toString()).toList());
    Files.move(
        temporary, folder.resolve(UUID.randomUUID() + ENDING), StandardCopyOption.ATOMIC_MOVE);
  }

  /** What second starts have left since the last call; empty if there was none. */
  Optional<List<Path>> received() throws IOException {
    List<Path> letters;
    try (Stream<Path> inside = Files.list(handOvers)) {
      letters = inside.filter(path -> path.toString().endsWith(ENDING)).sorted().toList();
    }
    if (letters.isEmpty()) {
      return Optional.empty();
    }
    List<Path> files = new ArrayList<>();
    for (Path letter : letters) {
      for (String line : Files.readAllLines(letter)) {
        files.add(path(line));
      }
      Files.delete(letter);
    }
    return Optional.of(List.copyOf(files));
  }

  private static Path path(String line) throws IOException {
    try {
      return Path.of(line);
    } catch (InvalidPathException e) {
      throw new IOException("no path: " + line, e);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
