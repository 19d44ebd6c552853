package org.audioprocessor;

import java.io.File;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.audioprocessor.cli.Cli;
import org.audioprocessor.cli.run.SmallHeap;
import org.audioprocessor.cli.run.Termination;
import org.audioprocessor.process.isolation.child.Child;
import org.audioprocessor.process.render.InProcessRenderer;

/** Chooses a face; nothing else. */
public final class Main {
  private Main() {}

  /** Without arguments the window, else the command line; ends with the exit status. */
  public static void main(String[] args) {
    if (List.of(args).equals(List.of(Child.COMMAND))) {
      beChild();
    }
    String[] line = opensTheWindow(args) ? withDesktop(args) : args;
    if (!List.of(line).contains(Cli.DESKTOP) && !List.of(line).contains(Cli.START)) {
      SmallHeap.watch(); // a window's pictures need more
    }
    System.exit(Cli.run(line));
  }

  /** A double click gives nothing, or the files that were clicked on. */
  private static boolean opensTheWindow(String[] args) {
    return Arrays.stream(args).map(File::new).allMatch(file -> file.isAbsolute() && file.isFile());
  }

  private static String[] withDesktop(String[] files) {
    return Stream.concat(Stream.of(Cli.DESKTOP), Arrays.stream(files)).toArray(String[]::new);
  }

  /** Whatever else prints must not reach the parent, which expects answers only. Never returns. */
  private static void beChild() {
    Termination.ignoreSignals();
    PrintStream answers = System.out;
    System.setOut(System.err);
    Child.serve(System.in, answers, new InProcessRenderer(), () -> Runtime.getRuntime().halt(0));
  }
}
