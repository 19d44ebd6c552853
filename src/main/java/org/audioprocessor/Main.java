package org.audioprocessor;

import java.util.Arrays;
import org.audioprocessor.cli.Cli;
import org.audioprocessor.cli.SmallHeap;

/** Chooses a face; nothing else. */
public final class Main {
  private Main() {}

  /** Without arguments the window, else the command line; ends with the exit status. */
  public static void main(String[] args) {
    String[] line = args.length == 0 ? new String[] {Cli.DESKTOP} : args;
    if (!Arrays.asList(line).contains(Cli.DESKTOP)) {
      SmallHeap.watch(); // a window's pictures need more
    }
    System.exit(Cli.run(line));
  }
}
