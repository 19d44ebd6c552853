package org.audioprocessor.process;

/** The steps of processing, in order. */
public enum Stage {
  FETCH,
  MEASURE,
  RENDER,
  VERIFY,
  PUBLISH;

  /** The stage as a lower-case word. */
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
