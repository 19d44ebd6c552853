package org.audioprocessor;

import org.audioprocessor.cli.Cli;
import org.audioprocessor.cli.SmallHeap;

/** Chooses a face; nothing else. */
public final class Main {
  private Main() {}

  /** Runs the command line and ends the process with its exit status. */
  public static void main(String[] args) {
    SmallHeap.watch();
    System.exit(Cli.run(args));
  }
}
