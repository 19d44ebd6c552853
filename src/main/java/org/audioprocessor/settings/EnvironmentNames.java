package org.audioprocessor.settings;

import java.util.Set;
import java.util.TreeSet;

/** The environment variables that mean something to the program. */
public final class EnvironmentNames {
  /** All of ours begin so. */
  public static final String PREFIX = "AUDIO_PROCESSOR_";

  public static final String DATABASE_PASSWORD = PREFIX + "DB_PASSWORD";

  /** Names a file that holds the password, as container platforms mount their secrets. */
  public static final String DATABASE_PASSWORD_FILE = PREFIX + "DB_PASSWORD_FILE";

  /** How much is logged. */
  public static final String LOG_LEVEL = PREFIX + "LOG";

  private EnvironmentNames() {}

  /** Those of the settings and those that are no settings. */
  public static Set<String> all() {
    Set<String> all = new TreeSet<>();
    SettingKey.ALL.forEach(key -> key.environmentVariable().ifPresent(all::add));
    all.addAll(Set.of(DATABASE_PASSWORD, DATABASE_PASSWORD_FILE, LOG_LEVEL));
    return all;
  }
}
