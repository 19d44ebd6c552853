package org.audioprocessor.cli.command;

import java.util.concurrent.Callable;
import org.audioprocessor.app.Application;
import org.audioprocessor.app.ApplicationOptions;
import org.audioprocessor.app.StartupException;
import org.audioprocessor.cli.EnvironmentException;
import org.audioprocessor.cli.ExitCode;
import org.audioprocessor.cli.GlobalOptions;
import org.audioprocessor.cli.log.LogConfiguration;
import org.audioprocessor.cli.output.Output;
import org.audioprocessor.cli.run.HealthEndpoint;
import org.audioprocessor.cli.run.OpenedWhenReady;
import org.audioprocessor.cli.run.PatientOpening;
import org.audioprocessor.cli.run.Processing;
import org.audioprocessor.cli.run.RunOptions;
import org.audioprocessor.cli.run.Termination;
import org.audioprocessor.cli.run.ThreadsOption;
import org.audioprocessor.cli.run.WorkspaceDescription;
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

/** Works on whatever comes. */
@Command(
    name = WorkerCommand.NAME,
    mixinStandardHelpOptions = true,
    description = {
      "Processes uploads as they come, until it is told to stop (SIGTERM or Ctrl-C):",
      "then it gives back what it is working on, within 25 seconds."
    })
public final class WorkerCommand implements Callable<Integer> {
  public static final String NAME = "worker";

  private static final Logger LOG = LoggerFactory.getLogger(WorkerCommand.class);

  @Mixin private GlobalOptions options = new GlobalOptions();
  @Mixin private ThreadsOption threads = new ThreadsOption();

  @Option(
      names = "--health-port",
      paramLabel = "PORT",
      description = "serve /live, /ready and /metrics on this port (default: none)")
  private @Nullable String healthPort;

  @Option(
      names = "--health-address",
      paramLabel = "IP",
      description = "of the health port (default: 127.0.0.1; 0.0.0.0 for all)")
  private @Nullable String healthAddress;

  @Option(
      names = "--log-format",
      paramLabel = "text|json",
      description = "of the log on standard error; with json nothing else is written there")
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
      // nothing but JSON stands where the log is
      LOG.error("The worker cannot start: {}", e.getMessage());
      return ExitCode.ENVIRONMENT.code();
    }
  }

  private int run(ApplicationOptions flags, Settings.HealthPort health, Output output)
      throws StartupException, EnvironmentException {
    Termination termination = options.termination();
    try (HealthEndpoint watching = HealthEndpoint.start(health);
        Application application = new OpenedWhenReady(termination).open(flags, watching::waits)) {
      if (application == null) {
        return ExitCode.DONE.code();
      }
      watching.opened(application);
      return work(application, new RunOptions(threads.count(), output, termination, watching));
    }
  }

  private static int work(Application application, RunOptions foreground) throws StartupException {
    PatientOpening.sayWhatWasInterrupted(application, foreground.output());
    foreground.output().say("Waiting for uploads " + WorkspaceDescription.of(application));
    Tally tally = Processing.run(application, new Workload.UntilStopped(), foreground);
    foreground.output().say(tally.succeeded() + " published, " + tally.failed() + " failed");
    return ExitCode.DONE.code();
  }

  private ApplicationOptions flags() throws StartupException {
    ApplicationOptions flags = options.applicationOptions();
    flags = with(flags, SettingKey.HEALTH_PORT, healthPort);
    flags = with(flags, SettingKey.HEALTH_ADDRESS, healthAddress);
    return with(flags, SettingKey.LOG_FORMAT, logFormat);
  }

  private static ApplicationOptions with(
      ApplicationOptions flags, SettingKey<?> key, @Nullable String value) {
    return value == null ? flags : flags.with(key, value);
  }
}
