package org.audioprocessor.media.decode;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_FLAC;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S32;

import java.security.MessageDigest;
import java.util.Arrays;
import org.audioprocessor.io.Digests;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/**
 * Compares decoded FLAC with the MD5 of the whole sound that STREAMINFO states (RFC 9639, 8.2): of
 * samples at their own size, little-endian, the channels interleaved.
 */
final class FlacChecksum {
  private static final int STREAMINFO = 34;
  private static final int MD5_AT = 18;

  private final MessageDigest digest;
  private final byte[] stated;
  private final int sampleBits;
  private final long statedFrames;
  private long frames;
  private @Nullable Boolean different;
  private byte[] packed = {};

  private FlacChecksum(byte[] streamInfo) {
    digest = Digests.newDigest("MD5");
    stated = Arrays.copyOfRange(streamInfo, MD5_AT, STREAMINFO);
    sampleBits = ((streamInfo[12] & 1) << 4 | (streamInfo[13] & 0xFF) >> 4) + 1;
    long high = streamInfo[13] & 0xF;
    statedFrames =
        high << 32
            | (streamInfo[14] & 0xFFL) << 24
            | (streamInfo[15] & 0xFF) << 16
            | (streamInfo[16] & 0xFF) << 8
            | (streamInfo[17] & 0xFF);
  }

  /** Returns null if there is no checksum: another codec, or an MD5 of zeros. */
  static @Nullable FlacChecksum of(AVCodecParameters parameters) {
    if (parameters.codec_id() != AV_CODEC_ID_FLAC || parameters.extradata_size() < STREAMINFO) {
      return null;
    }
    byte[] streamInfo = new byte[STREAMINFO];
    parameters.extradata().get(streamInfo);
    FlacChecksum checksum = new FlacChecksum(streamInfo);
    return Arrays.equals(checksum.stated, new byte[checksum.stated.length]) ? null : checksum;
  }

  void add(AVFrame frame) {
    int format = frame.format();
    int from = format == AV_SAMPLE_FMT_S16 ? 2 : format == AV_SAMPLE_FMT_S32 ? 4 : 0;
    if (from == 0) {
      return;
    }
    frames += frame.nb_samples();
    int samples = frame.nb_samples() * frame.ch_layout().nb_channels();
    byte[] bytes = new byte[samples * from];
    new BytePointer(frame.extended_data(0)).get(bytes);
    int length = pack(bytes, samples, from);
    digest.update(packed, 0, length);
  }

  /** FFmpeg's samples are aligned to the top of 16 or 32 bits. */
  private int pack(byte[] bytes, int samples, int from) {
    int to = Math.ceilDiv(sampleBits, 8);
    int shift = from * 8 - sampleBits;
    if (packed.length < samples * to) {
      packed = new byte[samples * to];
    }
    for (int i = 0; i < samples; i++) {
      int value = 0;
      for (int b = from - 1; b >= 0; b--) {
        value = value << 8 | (bytes[i * from + b] & 0xFF);
      }
      int sample = (from == 2 ? (short) value : value) >> shift;
      for (int b = 0; b < to; b++) {
        packed[i * to + b] = (byte) (sample >> (8 * b));
      }
    }
    return samples * to;
  }

  /** Returns whether all audio was decoded and the checksum differs; false before the end. */
  boolean differs() {
    if (frames == statedFrames && different == null) {
      different = !Arrays.equals(digest.digest(), stated);
    }
    return different != null && different;
  }
}
