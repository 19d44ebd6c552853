package org.audioprocessor.storage;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Names of small objects of ours that ask a bucket what it can do. They lie below the first folder
 * of the key that the question is about, since permissions are granted by folder.
 */
final class S3Probes {

  private static final String FOLDER = ".audio-processor/";
  static final byte[] CONTENT =
      "Audio Processor tests here what it may do. This file can be deleted at any time.\n"
          .getBytes(java.nio.charset.StandardCharsets.UTF_8);

  private S3Probes() {}

  /** Empty, or ending at a slash. */
  static String folderOf(String key) {
    return key.substring(0, key.indexOf('/') + 1);
  }

  /** Stays; it can be read if anything in the folder can. */
  static String readable(String folder) {
    return folder + FOLDER + "readable";
  }

  /** Goes when the question is answered. */
  static String passing(String folder) {
    byte[] name = new byte[8];
    ThreadLocalRandom.current().nextBytes(name);
    return folder + FOLDER + "probe-" + HexFormat.of().formatHex(name);
  }

  static boolean isProbe(String key) {
    return key.startsWith(FOLDER) || key.startsWith(folderOf(key) + FOLDER);
  }
}
