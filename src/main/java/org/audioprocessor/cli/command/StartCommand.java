package org.audioprocessor.cli.command;

import java.util.List;
import java.util.concurrent.Callable;
import org.audioprocessor.app.StartupException;
import org.audioprocessor.cli.Cli;
import org.audioprocessor.cli.ExitCode.EnvironmentException;
import org.audioprocessor.cli.GlobalOptions;
import org.audioprocessor.desktop.DesktopApp;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Opens the window; without a display, runs the demo. */
@Command(
    name = Cli.START,
    mixinStandardHelpOptions = true,
    description = "Opens the window; without a display, runs the demo.")
public final class StartCommand implements Callable<Integer> {
  @Mixin private GlobalOptions options = new GlobalOptions();

  @Override
  public Integer call() throws StartupException, EnvironmentException {
    try {
      return DesktopCommand.open(options, List.of());
    } catch (StartupException e) {
      if (!DesktopApp.lacksDisplay(e)) {
        throw e;
      }
      options.output().note("There is no display, so the demo runs instead of the window.");
      return DemoCommand.run(options);
    }
  }
}
