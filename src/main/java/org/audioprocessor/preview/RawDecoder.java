package org.audioprocessor.preview;

/**
 * Decodes a file as it was uploaded. Such bytes are untrusted: outside of tests they are decoded in
 * a process of their own.
 */
@FunctionalInterface
public interface RawDecoder extends PcmSource {}
