package org.audioprocessor.settings;

import java.util.Set;
import java.util.TreeSet;

/** Environment variables of the program. */
public final class EnvironmentNames {
  /** Prefix of all variables. */
  public static final String PREFIX = "AUDIO_PROCESSOR_";

  public static final String DATABASE_PASSWORD = PREFIX + "DB_PASSWORD";

  /** Path of a file with the password, as mounted by container platforms. */
  public static final String DATABASE_PASSWORD_FILE = PREFIX + "DB_PASSWORD_FILE";

  /** Log level. */
  public static final String LOG_LEVEL = PREFIX + "LOG";

  private EnvironmentNames() {}

  /** Returns the variables of all settings and the others. */
  public static Set<String> all() {
    Set<String> all = new TreeSet<>();
    SettingKey.ALL.forEach(key -> key.environmentVariable().ifPresent(all::add));
    all.addAll(Set.of(DATABASE_PASSWORD, DATABASE_PASSWORD_FILE, LOG_LEVEL));
    return all;
  }
}
