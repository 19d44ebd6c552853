package org.audioprocessor.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_license;
import static org.bytedeco.ffmpeg.global.avformat.avformat_license;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_BUG;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_DECODER_NOT_FOUND;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_DEMUXER_NOT_FOUND;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EXIT;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_INVALIDDATA;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_PATCHWELCOME;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;
import static org.bytedeco.ffmpeg.global.avutil.av_version_info;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.audioprocessor.media.MediaException;
import org.audioprocessor.media.MediaFault;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.swresample;
import org.bytedeco.javacpp.Loader;
import org.jspecify.annotations.Nullable;

/** Loads FFmpeg, returns its version, and checks all return codes. */
public final class Ffmpeg {
  /** ENOENT, EIO, EACCES, ENOSPC, EROFS: the same numbers on every platform we ship for. */
  private static final Set<Integer> FILE_SYSTEM = Set.of(-2, -5, -13, -28, -30);

  private static final int REASON_BYTES = 256;

  static {
    try {
      NativeLibraries.folder();
    } catch (IOException e) {
      throw (LinkageError) new UnsatisfiedLinkError(e.getMessage()).initCause(e);
    }
    // JavaCPP throws OutOfMemoryError when the resident size of the process passes a multiple of
    // the
    // heap; the heap is small on purpose and the memory is FFmpeg's
    setIfAbsent("org.bytedeco.javacpp.maxBytes", "0");
    setIfAbsent("org.bytedeco.javacpp.maxPhysicalBytes", "0");
    FfmpegLog.install();
  }

  private Ffmpeg() {}

  /** Loads the native libraries, which takes about half a second the first time. */
  public static void load() {
    // the static initialiser has done it
  }

  /**
   * Loads, and so unpacks, all libraries for decoding and encoding: a process without write access
   * to their folder cannot load them later.
   */
  public static void loadAll() {
    load();
    Loader.load(avcodec.class);
    Loader.load(avformat.class);
    Loader.load(swresample.class);
  }

  /** For example {@code 8.1.2}. */
  public static String version() {
    return av_version_info().getString(StandardCharsets.UTF_8);
  }

  /** The licence of the loaded build, for example {@code LGPL version 3 or later}. */
  public static String licence() {
    String codecs = avcodec_license().getString(StandardCharsets.UTF_8);
    String formats = avformat_license().getString(StandardCharsets.UTF_8);
    return codecs.equals(formats) ? codecs : codecs + "; " + formats;
  }

  /**
   * Sets the file name in FFmpeg's log lines of this thread. Readers set it themselves; threads of
   * encoders may call this.
   *
   * @param fileName null: none
   */
  public static void onBehalfOf(@Nullable String fileName) {
    FfmpegLog.name(fileName);
  }

  /**
   * Returns a return code, or throws an exception with FFmpeg's last log line.
   *
   * @param doing completes "FFmpeg failed while …"
   */
  public static int check(int code, String doing) throws MediaException {
    if (code >= 0) {
      return code;
    }
    String line = FfmpegLog.takeLastLine();
    String detail = line == null ? "" : " (" + line + ")";
    throw new MediaException(
        kindOf(code), "FFmpeg failed while " + doing + ": " + reason(code) + detail + ".");
  }

  /** Checks calls that return null for "out of memory". */
  public static <T extends org.bytedeco.javacpp.Pointer> T checkNotNull(
      @Nullable T pointer, String doing) throws MediaException {
    if (pointer == null || pointer.isNull()) {
      throw new MediaException(
          MediaFault.INTERNAL, "FFmpeg failed while " + doing + ": out of memory.");
    }
    return pointer;
  }

  public static MediaFault kindOf(int code) {
    if (code == AVERROR_EXIT()) {
      return MediaFault.CANCELLED;
    }
    if (code == AVERROR_INVALIDDATA()) {
      return MediaFault.CORRUPT;
    }
    if (code == AVERROR_PATCHWELCOME()
        || code == AVERROR_DECODER_NOT_FOUND()
        || code == AVERROR_DEMUXER_NOT_FOUND()) {
      return MediaFault.UNSUPPORTED;
    }
    if (code == AVERROR_BUG()) {
      return MediaFault.INTERNAL;
    }
    return FILE_SYSTEM.contains(code) ? MediaFault.IO : MediaFault.INTERNAL;
  }

  private static String reason(int code) {
    byte[] text = new byte[REASON_BYTES];
    av_strerror(code, text, REASON_BYTES);
    String padded = new String(text, StandardCharsets.UTF_8);
    return padded.substring(0, padded.indexOf('\0'));
  }

  private static void setIfAbsent(String key, String value) {
    if (System.getProperty(key) == null) {
      System.setProperty(key, value);
    }
  }
}
