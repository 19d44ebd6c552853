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
import org.audioprocessor.text.PlainText;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.event.Level;

/**
 * Copies a child's standard error to the parent's log, with limits for the length and the number of
 * lines, and without control characters.
 */
final class ChildLog {
  private static final Logger LOG = LoggerFactory.getLogger(ChildLog.class);
  private static final int LONGEST_LINE = 1000;
  private static final int MOST_LINES_A_TASK = 1000;

  /** A line of the child's own log. */
  private static final Pattern LINE =
      Pattern.compile("[0-9:.]+ (TRACE|DEBUG|INFO|WARN|ERROR) +(.*)");

  /** The virtual machine prints this when the environment gives it flags. */
  private static final String PICKED_UP = "Picked up ";

  private final long pid;
  private final InputStream in;
  private int left = MOST_LINES_A_TASK;

  /** MDC of the thread that started the task. */
  private Map<String, String> fields = Map.of();

  ChildLog(long pid, InputStream in) {
    this.pid = pid;
    this.in = new BufferedInputStream(in);
  }

  /** Reads on its own thread until the child ends. */
  void start() {
    Thread.ofPlatform().name("child-log-" + pid).daemon().start(this::read);
  }

  /** Resets the limit on lines and takes over the MDC of the calling thread. */
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
      LOG.debug("standard error of child {} has failed", pid, e);
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
      LOG.warn("child {} exceeded its log limit; further lines about this file are dropped", pid);
    }
    return left > 0;
  }
}
