package org.audioprocessor.process;

import java.nio.file.Path;

/**
 * The raw file, on local disk.
 *
 * @param bytes its size
 * @param sha256 its SHA-256 in lower-case hexadecimal digits
 */
public record Source(Path file, long bytes, String sha256) {}
