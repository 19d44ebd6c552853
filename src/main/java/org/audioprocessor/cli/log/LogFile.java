package org.audioprocessor.cli.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.Duration;
import ch.qos.logback.core.util.FileSize;
import java.io.File;
import java.nio.file.Path;
import java.util.Iterator;
import org.slf4j.LoggerFactory;

/**
 * Writes the log of the window into a file, because the standard error of a window is not visible.
 * The file contains INFO and above, whatever the level of standard error is.
 */
public final class LogFile {
  static final String NAME = "desktop.log";

  private static final int OLDER_FILES = 3;
  private static final FileSize LARGEST = FileSize.valueOf("2MB");

  private LogFile() {}

  /**
   * Adds the file to the log; does nothing if it cannot be written.
   *
   * @param folder is created if necessary
   */
  public static void keepIn(Path folder) {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      keepIn(folder, context, LARGEST);
    }
  }

  static void keepIn(Path folder, LoggerContext context, FileSize largest) {
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    Logger program = context.getLogger(LogConfiguration.PROGRAM);
    for (Iterator<Appender<ILoggingEvent>> all = root.iteratorForAppenders(); all.hasNext(); ) {
      all.next().addFilter(from(program.getEffectiveLevel()));
    }
    if (!Level.INFO.isGreaterOrEqual(program.getEffectiveLevel())) {
      program.setLevel(Level.INFO);
    }
    root.addAppender(appender(folder.resolve(NAME).toFile(), context, largest));
  }

  private static ThresholdFilter from(Level level) {
    ThresholdFilter filter = new ThresholdFilter();
    filter.setLevel(level.toString());
    filter.start();
    return filter;
  }

  private static Appender<ILoggingEvent> appender(
      File file, LoggerContext context, FileSize largest) {
    RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
    appender.setContext(context);
    appender.setName("file");
    appender.setFile(file.getPath());
    FixedWindowRollingPolicy older = new FixedWindowRollingPolicy();
    older.setContext(context);
    older.setParent(appender);
    older.setFileNamePattern(file.getPath().replaceAll("\\.log$", "") + ".%i.log");
    older.setMaxIndex(OLDER_FILES);
    older.start();
    SizeBasedTriggeringPolicy<ILoggingEvent> size = new SizeBasedTriggeringPolicy<>();
    size.setMaxFileSize(largest);
    size.setContext(context);
    size.setCheckIncrement(Duration.buildByMilliseconds(0));
    size.start();
    appender.setRollingPolicy(older);
    appender.setTriggeringPolicy(size);
    appender.setEncoder(encoder(context));
    appender.start();
    return appender;
  }

  private static PatternLayoutEncoder encoder(LoggerContext context) {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(
        "%d{yyyy-MM-dd HH:mm:ss} %-5level %logger{0} " + LogConfiguration.ONE_LINE + "%ex");
    encoder.start();
    return encoder;
  }
}
