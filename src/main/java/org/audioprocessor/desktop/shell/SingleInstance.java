package org.audioprocessor.desktop.shell;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.audioprocessor.desktop.WindowThreads.UiThread;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Permits one window per workspace. A second start writes its files into a folder that the first
 * one polls, and ends. A folder obeys the workspace's permissions on every system.
 */
public final class SingleInstance implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SingleInstance.class);
  private static final String ENDING = ".files";
  private static final String LOCK = "window.lock";

  private final Path handOvers;
  private final FileChannel channel;

  private SingleInstance(Path handOvers, FileChannel channel) {
    this.handOvers = handOvers;
    this.channel = channel;
  }

  /** Returns empty if another window holds the workspace; then call {@link #handOver}. */
  public static Optional<SingleInstance> acquire(Path workspace) throws IOException {
    Path handOvers = Files.createDirectories(workspace.resolve("desktop"));
    FileChannel channel =
        FileChannel.open(
            handOvers.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return Optional.of(new SingleInstance(handOvers, channel));
      }
    } catch (OverlappingFileLockException sameProcess) {
      // held by another process too
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    channel.close();
    return Optional.empty();
  }

  /** Asks the window that holds the workspace to come to the front and to add these files. */
  public static void handOver(Path workspace, List<Path> files) throws IOException {
    Path folder = Files.createDirectories(workspace.resolve("desktop"));
    Path temporary = Files.createTempFile(folder, "hand-over", ".tmp");
    Files.write(temporary, files.stream().map(file -> file.toAbsolutePath().toString()).toList());
    Files.move(
        temporary, folder.resolve(UUID.randomUUID() + ENDING), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Returns the files of later starts since the last call; empty if there was none. */
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
      files.addAll(read(letter));
      Files.delete(letter);
    }
    return Optional.of(List.copyOf(files));
  }

  /** Reads a hand-over; an invalid one must not block those after it. */
  private List<Path> read(Path letter) throws IOException {
    if (!Files.isRegularFile(letter, LinkOption.NOFOLLOW_LINKS)
        || !Files.getOwner(letter, LinkOption.NOFOLLOW_LINKS)
            .equals(Files.getOwner(handOvers.resolve(LOCK)))) {
      LOG.warn("{} is ignored: it belongs to another user", letter);
      return List.of();
    }
    try {
      return Files.readAllLines(letter).stream().map(Path::of).toList();
    } catch (CharacterCodingException | InvalidPathException e) {
      LOG.warn("{} is ignored: it contains no file names", letter, e);
      return List.of();
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /**
   * Polls for the files that later starts of the program hand over to the window of the workspace.
   */
  public static final class SecondStarts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SecondStarts.class);
    private static final long LOOK_EVERY_MILLIS = 500;

    private final SingleInstance instance;
    private final ScheduledFuture<?> looking;

    /**
     * Starts polling.
     *
     * @param timer reads the folder too
     * @param heard receives the files of a later start, on the JavaFX thread; may be empty
     */
    public SecondStarts(
        ScheduledExecutorService timer, SingleInstance instance, Consumer<List<Path>> heard) {
      this.instance = instance;
      looking =
          timer.scheduleWithFixedDelay(
              () -> look(heard), LOOK_EVERY_MILLIS, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look(Consumer<List<Path>> heard) {
      try {
        instance.received().ifPresent(files -> UiThread.run(() -> heard.accept(files)));
      } catch (IOException e) {
        LOG.warn("The files of a second start cannot be read", e);
      }
    }

    /** Stops polling; the next start opens a window of its own. */
    @Override
    public void close() {
      looking.cancel(false);
      try {
        instance.close();
      } catch (IOException e) {
        LOG.warn("The lock on the workspace remains until the program ends", e);
      }
    }
  }
}
