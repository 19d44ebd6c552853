package org.audioprocessor.cli.command;

import java.util.List;
import java.util.concurrent.Callable;
import org.audioprocessor.app.StartupException;
import org.audioprocessor.cli.Cli;
import org.audioprocessor.cli.EnvironmentException;
import org.audioprocessor.cli.GlobalOptions;
import org.audioprocessor.desktop.DesktopApp;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The first contact: a window where one can be shown, else something to read. */
@Command(
    name = Cli.START,
    mixinStandardHelpOptions = true,
    description = "Opens the window; where there is no display, runs the demo instead.")
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
      options
          .output()
          .note("There is no display to show the window on, so the demo runs here instead.");
      return DemoCommand.run(options);
    }
  }
}
