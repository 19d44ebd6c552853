package org.audioprocessor.hls.ts;

/**
 * The format that an elementary stream states.
 *
 * @param sampleRate hertz
 * @param channels 0 if the stream does not state it
 * @param codec the RFC 6381 name, {@code mp4a.40.2} for AAC-LC
 */
public record AudioFormat(int sampleRate, int channels, String codec) {}
