package org.audioprocessor.process.isolation;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.audioprocessor.media.PlainText;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.event.Level;

/**
 * What a child prints on standard error becomes lines of the parent's log: plain, short and few.
 */
final class ChildLog {
  private static final Logger LOG = LoggerFactory.getLogger(ChildLog.class);
  private static final int LONGEST_LINE = 1000;
  private static final int MOST_LINES_A_TASK = 1000;

  /** As the child's own log writes them. */
  private static final Pattern LINE =
      Pattern.compile("[0-9:.]+ (TRACE|DEBUG|INFO|WARN|ERROR) +(.*)");

  /** The virtual machine says so wherever it is given flags by its environment. */
  private static final String PICKED_UP = "Picked up ";

  private final long pid;
  private final InputStream in;
  private int left = MOST_LINES_A_TASK;

  /** Of the log of whoever gave the task: what the child says is about the same upload. */
  private Map<String, String> fields = Map.of();

  ChildLog(long pid, InputStream in) {
    this.pid = pid;
    this.in = new BufferedInputStream(in);
  }

  /** Until the child ends. */
  void start() {
    Thread.ofPlatform().name("child-log-" + pid).daemon().start(this::read);
  }

  /** A new task may say as much as the one before. */
  synchronized void newTask() {
    left = MOST_LINES_A_TASK;
    fields = Objects.requireNonNullElse(MDC.getCopyOfContextMap(), Map.of());
  }

  private void read() {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try (in) {
      for (int next = in.read(); next >= 0; next = in.read()) {
        if (next == '\n') {
          log(line.toString(StandardCharsets.UTF_8));
          line.reset();
        } else if (line.size() < LONGEST_LINE) {
          line.write(next);
        }
      }
      log(line.toString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      LOG.debug("child {} cannot be heard any more", pid, e);
    }
  }

  private void log(String text) {
    @Nullable String line = PlainText.oneLine(text, LONGEST_LINE);
    if (line == null || !mayLog()) {
      return;
    }
    MDC.setContextMap(fieldsOfTask());
    Matcher own = LINE.matcher(line);
    if (own.matches()) {
      LOG.atLevel(Level.valueOf(own.group(1))).log(own.group(2));
    } else {
      Level level = line.startsWith(PICKED_UP) ? Level.DEBUG : Level.WARN;
      LOG.atLevel(level).log("child {}: {}", pid, line);
    }
  }

  private synchronized Map<String, String> fieldsOfTask() {
    return fields;
  }

  private synchronized boolean mayLog() {
    left--;
    if (left == 0) {
      LOG.warn("child {} says too much; the rest about this file is left out", pid);
    }
    return left > 0;
  }
}
