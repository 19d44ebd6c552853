package org.audioprocessor.cli;

import org.audioprocessor.PartsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line: one sub-command a task, exit codes as {@link ExitCode} says. */
@Command(
    name = "audio-processor",
    description = "Normalises, encodes and publishes a streaming platform's uploads.",
    mixinStandardHelpOptions = true,
    versionProvider = ProgramVersion.class,
    subcommands = {
      AddCommand.class,
      ListCommand.class,
      ProcessCommand.class,
      WorkerCommand.class,
      RetryCommand.class,
      RollbackCommand.class,
      TakeOverCommand.class,
      DoctorCommand.class,
      MeasureCommand.class,
      RenderCommand.class,
      VerifyCommand.class,
      DemoCommand.class,
      DesktopCommand.class,
      TrainCommand.class
    },
    footer = {
      "",
      "Exit codes: 0 done, 1 some failed, 2 usage, 3 environment (disk, database, bucket)."
    })
public final class Cli {
  /** The command that opens the window. */
  public static final String DESKTOP = "desktop";

  private final Termination termination;

  private Cli(Termination termination) {
    this.termination = termination;
  }

  /** Hears whether this process is asked to end. */
  Termination termination() {
    return termination;
  }

  /** Runs one command line; the result is the exit status of the process. */
  public static int run(String... args) {
    try (Termination termination = Termination.of(args)) { // first: a signal may come at any time
      return termination.status(run(new Cli(termination), args));
    }
  }

  private static int run(Cli cli, String... args) {
    LogLevel.choose(args);
    CommandLine line = new CommandLine(cli);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler(Cli::unexpected);
    if (args.length == 0) {
      line.usage(System.err);
      return ExitCode.USAGE.code();
    }
    return line.execute(args);
  }

  private static int unexpected(Exception e, CommandLine command, CommandLine.ParseResult line) {
    Logger log = LoggerFactory.getLogger(Cli.class);
    if (e instanceof EnvironmentException || e instanceof PartsException) {
      command.getErr().println(e.getMessage());
      log.debug("The environment is not ready", e);
    } else {
      log.error("A fault of the program", e);
      command.getErr().println("The program has a fault; please report it with the lines above.");
    }
    return ExitCode.ENVIRONMENT.code();
  }
}
