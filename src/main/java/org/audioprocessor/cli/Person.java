package org.audioprocessor.cli;

/** Who works with this command line, in words an operator recognises. */
final class Person {
  private Person() {}

  static String name() {
    return System.getProperty("user.name", "somebody")
        + ", process "
        + ProcessHandle.current().pid();
  }
}
