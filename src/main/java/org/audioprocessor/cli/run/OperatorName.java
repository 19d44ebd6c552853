package org.audioprocessor.cli.run;

/** Who works with this command line, in words an operator recognises. */
public final class OperatorName {
  private OperatorName() {}

  public static String name() {
    return System.getProperty("user.name", "somebody")
        + ", process "
        + ProcessHandle.current().pid();
  }
}
