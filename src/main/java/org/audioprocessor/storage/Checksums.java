package org.audioprocessor.storage;

/** The checksum of requests to a bucket; the store compares it in both cases. */
public enum Checksums {
  /** CRC-32 in one of S3's newer headers; responses are checked too. */
  ALWAYS,
  /** Content-MD5, for stores that reject the newer headers. */
  REQUIRED
}
