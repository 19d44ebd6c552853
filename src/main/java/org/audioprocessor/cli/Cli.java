package org.audioprocessor.cli;

import java.io.File;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.util.Arrays;
import org.audioprocessor.app.BuildInfo;
import org.audioprocessor.app.StartupException;
import org.audioprocessor.cli.ExitCode.EnvironmentException;
import org.audioprocessor.cli.command.AddCommand;
import org.audioprocessor.cli.command.CheckCommand;
import org.audioprocessor.cli.command.DemoCommand;
import org.audioprocessor.cli.command.DesktopCommand;
import org.audioprocessor.cli.command.DoctorCommand;
import org.audioprocessor.cli.command.ListCommand;
import org.audioprocessor.cli.command.MeasureCommand;
import org.audioprocessor.cli.command.ProcessCommand;
import org.audioprocessor.cli.command.RenderCommand;
import org.audioprocessor.cli.command.RetryCommand;
import org.audioprocessor.cli.command.RollbackCommand;
import org.audioprocessor.cli.command.StartCommand;
import org.audioprocessor.cli.command.TakeOverCommand;
import org.audioprocessor.cli.command.TrainCommand;
import org.audioprocessor.cli.command.VerifyCommand;
import org.audioprocessor.cli.command.WorkerCommand;
import org.audioprocessor.cli.log.LogConfiguration;
import org.audioprocessor.cli.run.Termination;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line: one sub-command for each task; {@link ExitCode} defines the exit codes. */
@Command(
    name = "audio-processor",
    description = "Normalises, encodes and publishes a streaming platform's uploads.",
    mixinStandardHelpOptions = true,
    versionProvider = Cli.Versions.class,
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
      CheckCommand.class,
      RenderCommand.class,
      VerifyCommand.class,
      DemoCommand.class,
      DesktopCommand.class,
      StartCommand.class,
      TrainCommand.class
    },
    footer = {
      "",
      "Exit codes: 0 success, 1 some failed, 2 usage, 3 environment (disk, database, bucket)."
    })
public final class Cli {
  /** The command that opens the window. */
  public static final String DESKTOP = "desktop";

  /** The command that opens the window or, without a display, runs the demo. */
  public static final String START = "start";

  private final Termination termination;

  private Cli(Termination termination) {
    this.termination = termination;
  }

  /** The termination requests of this process. */
  Termination termination() {
    return termination;
  }

  /** Runs one command line and returns the exit status of the process. */
  public static int run(String... args) {
    try (Termination termination = Termination.of(args)) { // first: a signal may come at any time
      return termination.status(run(new Cli(termination), args));
    }
  }

  private static int run(Cli cli, String... args) {
    LogConfiguration.chooseLevel(args);
    CommandLine line = new CommandLine(cli);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExpandAtFiles(false); // a file's name may begin with @
    CommandLine completion = new CommandLine(new GenerateCompletion());
    completion.getCommandSpec().usageMessage().hidden(true);
    line.addSubcommand(completion);
    line.setExecutionExceptionHandler(Cli::unexpected);
    line.setParameterExceptionHandler(Cli::wrongUsage);
    if (UnicodeLocale.isMissingFor(args)) {
      System.err.println(UnicodeLocale.SENTENCE);
      return ExitCode.ENVIRONMENT.code();
    }
    if (args.length == 0) {
      line.usage(System.err);
      return ExitCode.USAGE.code();
    }
    return line.execute(args);
  }

  /** Prints picocli's message, with a hint if a file name was parsed as an option. */
  private static int wrongUsage(CommandLine.ParameterException e, String... args) {
    CommandLine command = e.getCommandLine();
    command.getErr().println(e.getMessage());
    if (Arrays.stream(args).anyMatch(Cli::isFileLikeAnOption)) {
      command.getErr().println("Write a file name that begins with “-” after “--”: -- -name.mp3");
    } else if (!CommandLine.UnmatchedArgumentException.printSuggestions(e, command.getErr())) {
      command.usage(command.getErr());
    }
    return ExitCode.USAGE.code();
  }

  private static boolean isFileLikeAnOption(String argument) {
    return argument.startsWith("-") && new File(argument).exists();
  }

  private static int unexpected(Exception e, CommandLine command, CommandLine.ParseResult line) {
    Logger log = LoggerFactory.getLogger(Cli.class);
    if (e instanceof InvalidPathException && UnicodeLocale.isMissing()) {
      command.getErr().println(UnicodeLocale.SENTENCE);
      log.debug("A file name cannot be decoded", e);
    } else if (e instanceof EnvironmentException || e instanceof StartupException) {
      command.getErr().println(e.getMessage());
      log.debug("The environment is not ready", e);
    } else {
      log.error("Internal error", e);
      command.getErr().println("Internal error; please report it with the lines above.");
    }
    return ExitCode.ENVIRONMENT.code();
  }

  /** Prints the versions of the program, its FFmpeg and Java. */
  static final class Versions implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {
        "Audio Processor " + BuildInfo.version() + " (MIT)",
        "FFmpeg " + BuildInfo.ffmpegVersion() + " (LGPL version 3 or later)",
        "Java " + Runtime.version(),
      };
    }
  }

  /**
   * Checks whether file names can be decoded. On Linux Java decodes them in the encoding of the
   * locale, which is ASCII in the locales C and POSIX.
   */
  private static final class UnicodeLocale {
    /** The message for a locale without Unicode. */
    static final String SENTENCE =
        "The locale “"
            + locale()
            + "” supports ASCII only, so a file name cannot be read. Choose a UTF-8 locale, for"
            + " example: LC_ALL=C.UTF-8 audio-processor …";

    private static final char UNREADABLE = '\uFFFD';

    private UnicodeLocale() {}

    static boolean isMissing() {
      String encoding = System.getProperty("sun.jnu.encoding", "UTF-8");
      return !Charset.forName(encoding, StandardCharsets.US_ASCII).newEncoder().canEncode('音');
    }

    /** Returns whether one of the arguments lost characters when it was decoded. */
    static boolean isMissingFor(String... arguments) {
      return Arrays.stream(arguments).anyMatch(one -> one.indexOf(UNREADABLE) >= 0) && isMissing();
    }

    private static String locale() {
      for (String variable : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
        String value = System.getenv(variable);
        if (value != null && !value.isBlank()) {
          return value;
        }
      }
      return "C";
    }
  }
}
