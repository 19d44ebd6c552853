package org.audioprocessor.settings;

/** Where a value comes from; whatever stands earlier here wins. */
public enum Origin {
  /** The command line. */
  FLAG,
  /** An environment variable. */
  ENVIRONMENT,
  /** The settings file of the workspace. */
  FILE,
  /** The system's keychain; passwords only. */
  KEYCHAIN,
  /** Nobody has set it. */
  DEFAULT
}
