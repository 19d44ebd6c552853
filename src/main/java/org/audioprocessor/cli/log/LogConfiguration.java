package org.audioprocessor.cli.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.Context;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.util.Duration;
import ch.qos.logback.core.util.FileSize;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import org.audioprocessor.settings.SettingKey;
import org.audioprocessor.settings.Settings.LogFormat;
import org.audioprocessor.settings.SettingsSources.EnvironmentNames;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Configures Logback without XML, because parsing XML takes longer than many commands. Logs go to
 * standard error; standard output contains results only. {@code AUDIO_PROCESSOR_LOG} sets the
 * level.
 */
public final class LogConfiguration extends ContextAwareBase implements Configurator {
  private static final String CONNECTION_POOL = "com.zaxxer.hikari";
  private static final String APPENDER = "standard error";

  /** Logger of the program's own classes. */
  static final String PROGRAM = "org.audioprocessor";

  /** A message stays one line whatever text it contains, so that input cannot forge log lines. */
  static final String ONE_LINE =
      "%replace(%msg){'[\\p{Cntrl}\\u2028\\u2029\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]',"
          + " ' '}%n";

  private static final String LEVEL = EnvironmentNames.LOG_LEVEL;

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    appender.setName(APPENDER);
    appender.setContext(context);
    appender.setTarget("System.err");
    appender.setEncoder(encoder(context, formatOfEnvironment()));
    appender.start();
    Level level = level();
    context.getLogger(PROGRAM).setLevel(level);
    ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(othersAt(level));
    root.addAppender(appender);
    if (level.isGreaterOrEqual(Level.INFO)) {
      // the queue logs that the database is unreachable; the pool adds a line for each connection
      context.getLogger(CONNECTION_POOL).setLevel(Level.ERROR);
    }
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  /**
   * Sets the default level: {@code INFO} for a worker, {@code WARN} for other commands. The
   * environment overrides it. Must run before the first logger is created.
   */
  public static void chooseLevel(String... args) {
    boolean worker = Arrays.asList(args).contains("worker");
    if (worker && System.getenv(LEVEL) == null && System.getProperty(LEVEL) == null) {
      System.setProperty(LEVEL, "INFO");
    }
  }

  /** Changes the format of the log on standard error. */
  public static void use(LogFormat format) {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context
        && context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender(APPENDER)
            instanceof ConsoleAppender<ILoggingEvent> appender) {
      appender.setEncoder(encoder(context, format));
    }
  }

  private static Encoder<ILoggingEvent> encoder(Context context, LogFormat format) {
    return switch (format) {
      case TEXT -> text(context);
      case JSON -> json(context);
    };
  }

  private static Encoder<ILoggingEvent> text(Context context) {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern("%d{HH:mm:ss} %-5level " + ONE_LINE + "%ex{short}");
    encoder.start();
    return encoder;
  }

  private static Encoder<ILoggingEvent> json(Context context) {
    JsonEncoder encoder = new JsonEncoder();
    encoder.setContext(context);
    encoder.setWithSequenceNumber(false);
    encoder.setWithNanoseconds(false);
    encoder.setWithContext(false);
    encoder.setWithMarkers(false);
    encoder.setWithKVPList(false);
    encoder.setWithMessage(false);
    encoder.setWithArguments(false);
    encoder.setWithFormattedMessage(true);
    encoder.start();
    return encoder;
  }

  private static Level level() {
    String name =
        Optional.ofNullable(System.getenv(LEVEL))
            .orElseGet(() -> System.getProperty(LEVEL, "WARN"));
    return Level.toLevel(name, Level.WARN);
  }

  /**
   * Returns the level of libraries: at most INFO, because some of them log requests to servers
   * below it.
   */
  private static Level othersAt(Level program) {
    if (program.isGreaterOrEqual(Level.WARN)) {
      return program;
    }
    return program.isGreaterOrEqual(Level.INFO) ? Level.WARN : Level.INFO;
  }

  /** An invalid value counts as TEXT here; reading the settings reports it. */
  private static LogFormat formatOfEnvironment() {
    return Optional.ofNullable(System.getenv(EnvironmentNames.PREFIX + "LOG_FORMAT"))
        .flatMap(SettingKey.LOG_FORMAT::read)
        .orElse(LogFormat.TEXT);
  }

  /**
   * Writes the log of the window into a file, because the standard error of a window is not
   * visible. The file contains INFO and above, whatever the level of standard error is.
   */
  public static final class LogFile {
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
      ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
      ch.qos.logback.classic.Logger program = context.getLogger(LogConfiguration.PROGRAM);
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
}
