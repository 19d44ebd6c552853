package org.audioprocessor;

import java.io.File;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.audioprocessor.cli.Cli;
import org.audioprocessor.cli.run.Termination;
import org.audioprocessor.cli.run.Termination.SmallHeap;
import org.audioprocessor.process.isolation.child.Child;
import org.audioprocessor.process.render.InProcessRenderer;

/** The entry point: starts the window, the command line or a child process. */
public final class Main {
  private Main() {}

  /** Opens the window without arguments, otherwise runs the command line; exits with its status. */
  public static void main(String[] args) {
    if (List.of(args).equals(List.of(Child.COMMAND))) {
      beChild();
    }
    String[] line = opensTheWindow(args) ? withDesktop(args) : args;
    if (!List.of(line).contains(Cli.DESKTOP) && !List.of(line).contains(Cli.START)) {
      SmallHeap.watch(); // the window needs a larger heap for its images
    }
    System.exit(Cli.run(line));
  }

  /** A double click passes no arguments, or the absolute paths of the opened files. */
  private static boolean opensTheWindow(String[] args) {
    return Arrays.stream(args).map(File::new).allMatch(file -> file.isAbsolute() && file.isFile());
  }

  private static String[] withDesktop(String[] files) {
    return Stream.concat(Stream.of(Cli.DESKTOP), Arrays.stream(files)).toArray(String[]::new);
  }

  /**
   * Standard output carries only the protocol; other prints go to standard error. Never returns.
   */
  private static void beChild() {
    Termination.ignoreSignals();
    PrintStream answers = System.out;
    System.setOut(System.err);
    Child.serve(System.in, answers, new InProcessRenderer(), () -> Runtime.getRuntime().halt(0));
  }
}
