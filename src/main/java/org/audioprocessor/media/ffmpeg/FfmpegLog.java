package org.audioprocessor.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_FATAL;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_WARNING;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.setLogCallback;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.audioprocessor.text.PlainText;
import org.bytedeco.ffmpeg.avutil.LogCallback;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forwards FFmpeg's log lines to SLF4J with the name of the file that the calling thread processes.
 * A damaged file causes thousands of lines, so all except fatal ones are DEBUG; relevant failures
 * are exceptions.
 */
public final class FfmpegLog {
  private static final Logger LOG = LoggerFactory.getLogger("org.audioprocessor.media.ffmpeg");
  private static final Pattern ADDRESS = Pattern.compile(" @ (0x)?[0-9a-fA-F]+");
  private static final Pattern CHECKSUM = Pattern.compile("\\bCRC\\b|[Cc]hecksum");
  private static final int LONGEST_LINE = 300;
  private static final ThreadLocal<Speaker> SPEAKER = ThreadLocal.withInitial(Speaker::new);
  private static final AtomicLong LOST = new AtomicLong();

  /** A callback without a strong reference is collected, and the JVM aborts. */
  private static final LogCallback CALLBACK = new Callback();

  private FfmpegLog() {}

  static void install() {
    setLogCallback(CALLBACK);
    av_log_set_level(AV_LOG_WARNING);
  }

  /** Discards the lines of the previous file. */
  static void name(@Nullable String fileName) {
    Speaker speaker = SPEAKER.get();
    if (!Objects.equals(speaker.fileName, fileName)) {
      speaker.lastLine = null;
      speaker.partial.setLength(0);
    }
    speaker.fileName = fileName;
  }

  /** Returns this thread's latest line since the last call, or null. */
  static @Nullable public String takeLastLine() {
    Speaker speaker = SPEAKER.get();
    String line = speaker.lastLine;
    speaker.lastLine = null;
    return line;
  }

  /** Returns how many wrong checksums FFmpeg reported to this thread since the last call. */
  public static int takeWrongChecksums() {
    Speaker speaker = SPEAKER.get();
    int count = speaker.wrongChecksums;
    speaker.wrongChecksums = 0;
    return count;
  }

  /** Number of lines that could not be logged because logging failed. */
  static long lostLines() {
    return LOST.get();
  }

  static void accept(int level, String text) {
    Speaker speaker = SPEAKER.get();
    speaker.partial.append(text, 0, Math.min(text.length(), LONGEST_LINE));
    if (!text.endsWith("\n") && speaker.partial.length() < LONGEST_LINE) {
      return;
    }
    String line = clean(speaker.partial.toString());
    speaker.partial.setLength(0);
    speaker.lastLine = line;
    speaker.wrongChecksums += CHECKSUM.matcher(line).find() ? 1 : 0;
    String file = speaker.fileName == null ? "-" : speaker.fileName;
    if (level <= AV_LOG_FATAL) {
      LOG.warn("{}: {}", file, line);
    } else {
      LOG.debug("{}: {}", file, line);
    }
  }

  private static String clean(String text) {
    String line = PlainText.oneLine(ADDRESS.matcher(text).replaceAll(""), LONGEST_LINE);
    return line == null ? "" : line;
  }

  private static final class Speaker {
    private final StringBuilder partial = new StringBuilder();
    private @Nullable String fileName;
    private @Nullable String lastLine;
    private int wrongChecksums;
  }

  private static final class Callback extends LogCallback {
    @Override
    public void call(int level, BytePointer text) {
      try {
        accept(level, text.getString(StandardCharsets.UTF_8));
      } catch (Throwable t) {
        // An exception that leaves a callback aborts the JVM.
        LOST.incrementAndGet();
      }
    }
  }
}
