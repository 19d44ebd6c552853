package org.audioprocessor.cli.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.Context;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.Arrays;
import java.util.Optional;
import org.audioprocessor.settings.EnvironmentNames;
import org.audioprocessor.settings.SettingKey;
import org.audioprocessor.settings.Settings.LogFormat;
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
}
