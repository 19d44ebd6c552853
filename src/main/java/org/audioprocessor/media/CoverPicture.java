package org.audioprocessor.media;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PNG;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A cover that can be copied unchanged: a PNG or JPEG of moderate size, recognised by its first
 * bytes. It is never decoded.
 */
public final class CoverPicture {
  private static final int MOST_BYTES = 512 << 10;
  private static final int LONGEST_EDGE = 4_000;
  private static final long PNG = 0x89504E470D0A1A0AL;
  private static final int PNG_HEADER = 0x49484452;
  private static final int JPEG_START = 0xFFD8;

  private final byte[] bytes;
  private final int codecId;
  private final int width;
  private final int height;

  private CoverPicture(byte[] bytes, int codecId, int width, int height) {
    this.bytes = bytes;
    this.codecId = codecId;
    this.width = width;
    this.height = height;
  }

  /** Returns the cover; empty for anything other than a small PNG or JPEG. */
  public static Optional<CoverPicture> of(byte @Nullable [] bytes) {
    if (bytes == null || bytes.length < 24 || bytes.length > MOST_BYTES) {
      return Optional.empty();
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CoverPicture found =
        in.getLong(0) == PNG && in.getInt(12) == PNG_HEADER
            ? new CoverPicture(bytes, AV_CODEC_ID_PNG, in.getInt(16), in.getInt(20))
            : jpeg(bytes, in);
    return Optional.ofNullable(found).filter(CoverPicture::isUsual);
  }

  private boolean isUsual() {
    return width > 0 && height > 0 && width <= LONGEST_EDGE && height <= LONGEST_EDGE;
  }

  /** Segments up to the frame header, which states the size (ITU-T T.81, B.2.2). */
  private static @Nullable CoverPicture jpeg(byte[] bytes, ByteBuffer in) {
    if ((in.getShort(0) & 0xFFFF) != JPEG_START) {
      return null;
    }
    int at = 2;
    while (at + 9 <= bytes.length && bytes[at] == -1) {
      int marker = bytes[at + 1] & 0xFF;
      boolean frame = marker >= 0xC0 && marker <= 0xC2;
      if (frame) {
        int height = in.getShort(at + 5) & 0xFFFF;
        return new CoverPicture(bytes, AV_CODEC_ID_MJPEG, in.getShort(at + 7) & 0xFFFF, height);
      }
      at += 2 + (in.getShort(at + 2) & 0xFFFF);
    }
    return null;
  }

  public byte[] bytes() {
    return bytes;
  }

  public int codecId() {
    return codecId;
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }
}
