package org.audioprocessor.media.encode;

import org.audioprocessor.media.MediaException;
import org.audioprocessor.media.encode.coder.AacEncoders;

/**
 * An AAC-LC encoder, stereo. The packets do not depend on the sizes of the blocks. The delay is
 * {@value #DELAY_FRAMES} samples with every encoder: n samples yield ceil(n / 1024) + 1 packets.
 */
public interface AacEncoder extends AutoCloseable {
  int FRAMES_PER_PACKET = 1024;

  /** Samples that a decoder returns before the first encoded one. */
  int DELAY_FRAMES = 1024;

  /**
   * Opens the encoder of the settings' coder.
   *
   * @throws MediaException NO_ENCODER if it is not installed
   */
  static AacEncoder open(AacSettings settings) throws MediaException {
    return AacEncoders.open(settings);
  }

  AacSettings settings();

  /** Name and version, for example {@code FFmpeg 8.1.2}. */
  String name();

  /** The AudioSpecificConfig (ISO/IEC 14496-3, 1.6.2.1). */
  byte[] configuration();

  /** RFC 6381, from the bitstream's own configuration: {@code mp4a.40.2}. */
  default String codecString() {
    return codecString(configuration());
  }

  /**
   * Encodes a block of any size; emits a packet for every 1024 samples, as soon as the encoder has
   * it.
   *
   * @param planar two planes
   */
  <E extends Exception> void encode(float[][] planar, int offset, int frames, PacketSink<E> sink)
      throws MediaException, E;

  /** Encodes the remaining samples, padded with silence, and the encoder's delay. Call it once. */
  <E extends Exception> void finish(PacketSink<E> sink) throws MediaException, E;

  @Override
  void close();

  /** Returns the RFC 6381 string of an AudioSpecificConfig. */
  static String codecString(byte[] configuration) {
    if (configuration.length < 2) {
      throw new IllegalStateException("AAC without a configuration");
    }
    // audioObjectType: the first five bits; 31 escapes to larger types, which are never written
    return "mp4a.40." + ((configuration[0] & 0xFF) >> 3);
  }
}
