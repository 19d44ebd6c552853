package org.audioprocessor.app;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.list.FailedUploads;
import org.audioprocessor.queue.list.FailedUploads.FailedUpload;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The window's saved state: its size, columns, theme. If the file cannot be read or written, only
 * this state is lost. Safe for use by many threads.
 */
public final class DesktopState {
  private static final Logger LOG = LoggerFactory.getLogger(DesktopState.class);

  private final Path file;
  private final Executor background;
  private final Properties values = new Properties();
  private final Object writing = new Object();
  private boolean saving;

  private DesktopState(Path file, Executor background) {
    this.file = file;
    this.background = background;
  }

  /** Reads the state of a workspace's window. */
  public static DesktopState ofWorkspace(Path folder, Executor background) {
    return read(folder.resolve("desktop").resolve("window.properties"), background);
  }

  /** Reads the file, if there is one. */
  public static DesktopState read(Path file, Executor background) {
    DesktopState state = new DesktopState(file, background);
    try (Reader in = Files.newBufferedReader(file)) {
      state.values.load(in);
    } catch (NoSuchFileException first) {
      LOG.debug("There is no saved window state: {}", first.getMessage());
    } catch (IOException | IllegalArgumentException e) {
      LOG.warn("The window's saved state cannot be read; the defaults apply.", e);
    }
    return state;
  }

  public synchronized @Nullable String get(String key) {
    return values.getProperty(key);
  }

  public double number(String key, double fallback) {
    String text = get(key);
    try {
      return text == null ? fallback : Double.parseDouble(text);
    } catch (NumberFormatException edited) {
      return fallback;
    }
  }

  public boolean flag(String key, boolean fallback) {
    String text = get(key);
    return text == null ? fallback : Boolean.parseBoolean(text);
  }

  /** Sets a value at once and saves it soon. */
  public synchronized void put(String key, String value) {
    if (!value.equals(values.setProperty(key, value)) && !saving) {
      saving = true;
      background.execute(this::save);
    }
  }

  /**
   * Saves before it returns. One save runs at a time, so that the newest values are written last.
   */
  public void save() {
    synchronized (writing) {
      Properties now = new Properties();
      synchronized (this) {
        saving = false;
        now.putAll(values);
      }
      try {
        write(now);
      } catch (IOException e) {
        LOG.warn("The window's state cannot be saved.", e);
      }
    }
  }

  private void write(Properties now) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException("no folder for " + file);
    }
    Files.createDirectories(folder);
    Path temporary = Files.createTempFile(folder, "desktop", ".tmp");
    try {
      try (Writer out = Files.newBufferedWriter(temporary)) {
        now.store(out, null);
      }
      Files.move(
          temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /**
   * The format of the handled failures in the window's state. Without JavaFX, for the command line.
   */
  public static final class HandledMarks {
    private HandledMarks() {}

    public static String key(String connection) {
      return "failures.handled." + connection;
    }

    /** Reads the marks in the order of their creation. */
    public static Set<String> read(DesktopState state, String connection) {
      String saved = state.get(key(connection));
      return saved == null ? new LinkedHashSet<>() : new LinkedHashSet<>(saved.lines().toList());
    }

    public static String of(FailedUpload failed) {
      return failed.upload().uploadId() + "@" + failed.token();
    }

    public static List<String> uploadIds(Collection<String> marks) {
      return marks.stream().map(mark -> mark.substring(0, mark.lastIndexOf('@'))).toList();
    }

    /** Returns the upload ids of marked failures that were not retried since. */
    public static Set<String> stillFailed(FailedUploads failures, Collection<String> marks)
        throws QueueException {
      return failures.among(uploadIds(new ArrayList<>(marks))).stream()
          .filter(failed -> marks.contains(of(failed)))
          .map(failed -> failed.upload().uploadId())
          .collect(Collectors.toSet());
    }
  }
}
