package org.audioprocessor.hls.ts;

/**
 * What an elementary stream says of itself.
 *
 * @param sampleRate hertz
 * @param channels 0 where the stream does not say
 * @param codec the RFC 6381 name, {@code mp4a.40.2} for AAC-LC
 */
public record AudioFormat(int sampleRate, int channels, String codec) {}
