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
 * What the window logs, kept in a file for whoever is to help later: nobody sees the standard error
 * of a window. In the file stands what an operator's log needs, whatever standard error is told.
 */
public final class LogFile {
  static final String NAME = "desktop.log";
  private static final String OURS = "org.audioprocessor";
  private static final int OLDER_FILES = 3;
  private static final FileSize LARGEST = FileSize.valueOf("2MB");

  private LogFile() {}

  /**
   * From now on; without any where it cannot be written.
   *
   * @param folder is made if need be
   */
  public static void keepIn(Path folder) {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      keepIn(folder, context, LARGEST);
    }
  }

  static void keepIn(Path folder, LoggerContext context, FileSize largest) {
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    Logger ours = context.getLogger(OURS);
    for (Iterator<Appender<ILoggingEvent>> all = root.iteratorForAppenders(); all.hasNext(); ) {
      all.next().addFilter(from(ours.getEffectiveLevel()));
    }
    if (!Level.INFO.isGreaterOrEqual(ours.getEffectiveLevel())) {
      ours.setLevel(Level.INFO);
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

  /** A message is one line whatever stands in it, and each line has its day. */
  private static PatternLayoutEncoder encoder(LoggerContext context) {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(
        "%d{yyyy-MM-dd HH:mm:ss} %-5level %logger{0}"
            + " %replace(%msg){'[\\p{Cntrl}\\u2028\\u2029\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]',"
            + " ' '}%n%ex");
    encoder.start();
    return encoder;
  }
}
