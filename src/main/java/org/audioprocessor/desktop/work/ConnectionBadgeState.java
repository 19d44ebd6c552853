package org.audioprocessor.desktop.work;

/**
 * Which platform the window works on; always in sight.
 *
 * @param name as a person calls it
 * @param database in a few words
 * @param bucket in a few words
 */
public record ConnectionBadgeState(String name, Kind kind, String database, String bucket) {

  /** How careful one has to be. */
  public enum Kind {
    /** In a folder of the user's. */
    EMBEDDED,
    STAGING,
    /** Listeners hear what is done here. */
    PRODUCTION
  }
}
