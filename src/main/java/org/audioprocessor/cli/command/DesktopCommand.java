package org.audioprocessor.cli.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.audioprocessor.app.StartupException;
import org.audioprocessor.cli.ExitCode;
import org.audioprocessor.cli.GlobalOptions;
import org.audioprocessor.cli.log.LogConfiguration.LogFile;
import org.audioprocessor.desktop.DesktopApp;
import org.audioprocessor.media.ffmpeg.NativeLibraries;
import org.audioprocessor.settings.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Opens the window. */
@Command(
    name = "desktop",
    mixinStandardHelpOptions = true,
    description = "Opens the window, as the program without arguments does, and adds the files.")
public final class DesktopCommand implements Callable<Integer> {
  @Mixin private GlobalOptions options = new GlobalOptions();

  @Parameters(arity = "0..*", paramLabel = "FILE")
  private List<Path> files = List.of();

  @Override
  public Integer call() throws StartupException {
    return open(options, files);
  }

  static int open(GlobalOptions options, List<Path> files) throws StartupException {
    LogFile.keepIn(new Workspace(options.workspaceFolder()).logs());
    try {
      // before JavaFX looks for its own libraries
      NativeLibraries.folder();
    } catch (IOException e) {
      throw new StartupException(String.valueOf(e.getMessage()), e);
    }
    if (!DesktopApp.open(options.workspaceFolder(), files, options.termination()::stops)) {
      options.output().say("Already running; opened its window.");
    }
    return ExitCode.DONE.code();
  }
}
