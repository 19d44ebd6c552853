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
import java.util.Optional;
import org.audioprocessor.settings.EnvironmentNames;
import org.audioprocessor.settings.SettingKey;
import org.audioprocessor.settings.Settings.LogFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets logging up without reading XML, which would cost more than many a command. Logs go to
 * standard error, since standard output holds results only; {@code AUDIO_PROCESSOR_LOG} says how
 * much.
 */
public final class LogConfiguration extends ContextAwareBase implements Configurator {
  private static final String CONNECTION_POOL = "com.zaxxer.hikari";
  private static final String APPENDER = "standard error";
  private static final String OURS = "org.audioprocessor";

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    appender.setName(APPENDER);
    appender.setContext(context);
    appender.setTarget("System.err");
    appender.setEncoder(encoder(context, formatOfEnvironment()));
    appender.start();
    Level level = level();
    context.getLogger(OURS).setLevel(level);
    ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(othersAt(level));
    root.addAppender(appender);
    if (level.isGreaterOrEqual(Level.INFO)) {
      // the queue says that the database is away; the pool adds a line for each connection
      context.getLogger(CONNECTION_POOL).setLevel(Level.ERROR);
    }
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  /** From now on, whatever the environment says. */
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

  /** A message is one line whatever stands in it: nobody writes lines of a log but the program. */
  private static Encoder<ILoggingEvent> text(Context context) {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(
        "%d{HH:mm:ss} %-5level"
            + " %replace(%msg){'[\\p{Cntrl}\\u2028\\u2029\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]',"
            + " ' '}%n%ex{short}");
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
        Optional.ofNullable(System.getenv(LogLevel.NAME))
            .orElseGet(() -> System.getProperty(LogLevel.NAME, "WARN"));
    return Level.toLevel(name, Level.WARN);
  }

  /** Libraries tell operators little, and below INFO some of them log what is sent to servers. */
  private static Level othersAt(Level ours) {
    if (ours.isGreaterOrEqual(Level.WARN)) {
      return ours;
    }
    return ours.isGreaterOrEqual(Level.INFO) ? Level.WARN : Level.INFO;
  }

  /** A wrong word is refused later, when somebody can be told. */
  private static LogFormat formatOfEnvironment() {
    return Optional.ofNullable(System.getenv(EnvironmentNames.PREFIX + "LOG_FORMAT"))
        .flatMap(SettingKey.LOG_FORMAT::read)
        .orElse(LogFormat.TEXT);
  }
}
