package org.audioprocessor.cli.command;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.audioprocessor.app.Application;
import org.audioprocessor.app.ApplicationOptions;
import org.audioprocessor.app.StartupException;
import org.audioprocessor.cli.ExitCode;
import org.audioprocessor.cli.ExitCode.EnvironmentException;
import org.audioprocessor.cli.GlobalOptions;
import org.audioprocessor.cli.GlobalOptions.PatientOpening;
import org.audioprocessor.cli.log.LogConfiguration;
import org.audioprocessor.cli.output.Output;
import org.audioprocessor.cli.run.EncoderOption;
import org.audioprocessor.cli.run.HealthEndpoint;
import org.audioprocessor.cli.run.Processing;
import org.audioprocessor.cli.run.Processing.ThreadsOption;
import org.audioprocessor.cli.run.Termination;
import org.audioprocessor.settings.Connection;
import org.audioprocessor.settings.SettingKey;
import org.audioprocessor.settings.Settings;
import org.audioprocessor.worker.Tally;
import org.audioprocessor.worker.Workload;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Processes uploads until the process is asked to end. */
@Command(
    name = WorkerCommand.NAME,
    mixinStandardHelpOptions = true,
    description = {
      "Processes uploads until it receives SIGTERM or Ctrl-C.",
      "Then it finishes or releases its claims within 25 seconds."
    })
public final class WorkerCommand implements Callable<Integer> {
  public static final String NAME = "worker";

  private static final Logger LOG = LoggerFactory.getLogger(WorkerCommand.class);

  @Mixin private GlobalOptions options = new GlobalOptions();
  @Mixin private ThreadsOption threads = new ThreadsOption();
  @Mixin private EncoderOption encoder = new EncoderOption();

  @Option(
      names = "--health-port",
      paramLabel = "PORT",
      description = "serve /live, /ready and /metrics on this port (default: none)")
  private @Nullable String healthPort;

  @Option(
      names = "--health-address",
      paramLabel = "IP",
      description = "address of the health port (default: 127.0.0.1; 0.0.0.0 for all)")
  private @Nullable String healthAddress;

  @Option(
      names = "--log-format",
      paramLabel = "text|json",
      description = "format of the log on standard error; json writes nothing else there")
  private @Nullable String logFormat;

  @Override
  public Integer call() throws StartupException, EnvironmentException {
    ApplicationOptions flags = flags();
    Settings.Operation operation = Application.settings(flags).settings().operation();
    LogConfiguration.use(operation.logFormat());
    if (operation.logFormat() == Settings.LogFormat.TEXT) {
      return run(flags, operation.health(), options.output());
    }
    Output output = options.output().isJson() ? options.output().withoutNotes() : Output.silent();
    try {
      return run(flags, operation.health(), output);
    } catch (StartupException | EnvironmentException e) {
      // standard error contains only JSON
      LOG.error("The worker cannot start: {}", e.getMessage());
      return ExitCode.ENVIRONMENT.code();
    }
  }

  private int run(ApplicationOptions flags, Settings.HealthPort port, Output output)
      throws StartupException, EnvironmentException {
    Termination termination = options.termination();
    try (HealthEndpoint health = HealthEndpoint.start(port);
        Application application = new OpenedWhenReady(termination).open(flags, health::waits)) {
      if (application == null) {
        return ExitCode.DONE.code();
      }
      health.opened(application);
      return work(application, output, termination, health);
    }
  }

  private int work(
      Application application, Output output, Termination termination, HealthEndpoint health)
      throws StartupException {
    PatientOpening.noteInterruptedUploads(application, output);
    output.say("Waiting for uploads " + description(application));
    Tally tally =
        Processing.run(
            application, new Workload.UntilStopped(), threads.count(), output, termination, health);
    output.say(tally.succeeded() + " published, " + tally.failed() + " failed");
    return ExitCode.DONE.code();
  }

  private ApplicationOptions flags() throws StartupException {
    ApplicationOptions flags = encoder.in(options.applicationOptions());
    flags = with(flags, SettingKey.HEALTH_PORT, healthPort);
    flags = with(flags, SettingKey.HEALTH_ADDRESS, healthAddress);
    return with(flags, SettingKey.LOG_FORMAT, logFormat);
  }

  private static ApplicationOptions with(
      ApplicationOptions flags, SettingKey<?> key, @Nullable String value) {
    return value == null ? flags : flags.with(key, value);
  }

  private static String description(Application application) {
    Connection connection = application.settings().settings().connection();
    Connection.Database database = connection.database();
    return database == null
        ? "in " + application.workspace().folder()
        : "in "
            + database.url().replaceFirst("[?;].*", "")
            + " with the bucket "
            + connection.store().name();
  }

  /** Opens the application of a worker, which may start before its database. */
  private static final class OpenedWhenReady {
    private static final Logger LOG = LoggerFactory.getLogger(OpenedWhenReady.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    /** The worker begins within 15 s after the database becomes reachable. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);

    private final Termination termination;
    private String logged = "";

    /**
     * Retries until it succeeds.
     *
     * @param termination ends the retries
     */
    OpenedWhenReady(Termination termination) {
      this.termination = termination;
    }

    /**
     * Opens the application, with a back-off between the tries.
     *
     * @param waits receives the reason of each failed try
     * @return null if the process was asked to end
     * @throws StartupException if retrying does not help, such as for an invalid setting
     */
    @Nullable Application open(ApplicationOptions options, Consumer<String> waits)
        throws StartupException {
      Duration pause = FIRST_PAUSE;
      while (true) {
        try {
          return Application.open(options, reason -> goesOn(reason, waits));
        } catch (StartupException e) {
          if (!e.isWorthWaiting()) {
            throw e;
          }
          LOG.warn("Not ready yet: {}", e.getMessage());
          waits.accept(String.valueOf(e.getMessage()));
        }
        if (termination.isAskedWithin(pause)) {
          return null;
        }
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
      }
    }

    /** A worker waits for the workspace's own database without a time limit. */
    private boolean goesOn(String reason, Consumer<String> waits) {
      waits.accept(reason);
      if (!reason.equals(logged)) {
        logged = reason;
        LOG.info("{}", reason);
      }
      return !termination.isAsked();
    }
  }
}
