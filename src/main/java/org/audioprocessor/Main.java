package org.audioprocessor;

/** Chooses a face; nothing else. */
public final class Main {
  private Main() {}

  /** Starts the command line. */
  public static void main(String[] args) {
    System.out.println("Audio Processor");
  }
}
