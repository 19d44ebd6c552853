package org.audioprocessor.cli.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.read.ListAppender;
import ch.qos.logback.core.util.FileSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.audioprocessor.cli.log.LogConfiguration.LogFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a logging of the test's own. */
class LogFileTest {
  @TempDir Path folder;

  private final LoggerContext context = new LoggerContext();
  private final ListAppender<ILoggingEvent> standardError = new ListAppender<>();
  private Logger ours;

  @BeforeEach
  void logAsUsual() {
    context.setMDCAdapter(new LogbackMDCAdapter());
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.WARN);
    standardError.setContext(context);
    standardError.start();
    root.addAppender(standardError);
    ours = context.getLogger("org.audioprocessor.worker.WorkerPool");
  }

  @AfterEach
  void stop() {
    context.stop();
  }

  private void keep(int largestBytes) {
    LogFile.keepIn(folder.resolve("logs"), context, new FileSize(largestBytes));
  }

  private String text() throws IOException {
    return Files.readString(folder.resolve("logs").resolve(LogFile.NAME));
  }

  @Test
  void theFileTellsMoreThanStandardErrorIsTold() throws IOException {
    keep(10_000);
    ours.info("Song.wav: published");
    ours.warn("Paused");
    context.getLogger("software.amazon").info("a library's chatter");
    assertThat(text()).contains("INFO  WorkerPool Song.wav: published", "WARN  WorkerPool Paused");
    assertThat(text()).doesNotContain("chatter");
    assertThat(standardError.list).extracting(ILoggingEvent::getMessage).containsExactly("Paused");
  }

  @Test
  void aFaultStandsThereWithItsTraceAndAMessageIsOneLine() throws IOException {
    keep(10_000);
    ours.error("two\nlines", new IllegalStateException("why"));
    assertThat(text()).contains("two lines", "IllegalStateException: why", "\tat ");
  }

  @Test
  void olderFilesAreKeptButNotForEver() throws IOException {
    keep(1_000);
    for (int i = 0; i < 500; i++) {
      ours.info(
          "line {}, as long as lines of a log usually are when they have something to say", i);
    }
    try (Stream<Path> files = Files.list(folder.resolve("logs"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "desktop.log", "desktop.1.log", "desktop.2.log", "desktop.3.log");
    }
    assertThat(Files.size(folder.resolve("logs").resolve("desktop.1.log"))).isLessThan(2_000);
  }
}
