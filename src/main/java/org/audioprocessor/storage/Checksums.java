package org.audioprocessor.storage;

/** Which checksum goes with what is sent to a bucket; the store compares it in any case. */
public enum Checksums {
  /** CRC-32 as a header of S3's newer kind, and answers are checked too. */
  ALWAYS,
  /** Content-MD5, for stores that refuse the newer headers. */
  WHEN_REQUIRED
}
