package org.audioprocessor.media.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_INVALIDDATA;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_ERROR;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_FATAL;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.audioprocessor.media.Decoded;
import org.audioprocessor.media.MediaException;
import org.audioprocessor.media.MediaFault;
import org.audioprocessor.testing.AudioFiles;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class FfmpegTest {
  private final Logger log = (Logger) LoggerFactory.getLogger("org.audioprocessor.media.ffmpeg");
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

  @TempDir Path folder;

  @BeforeEach
  void listen() {
    lines.start();
    log.addAppender(lines);
    log.setLevel(Level.DEBUG);
  }

  @AfterEach
  void stopListening() {
    log.detachAppender(lines);
    Ffmpeg.onBehalfOf(null);
  }

  @Test
  void theBuildIsOneThatWeMayShip() {
    assertThat(Ffmpeg.version()).matches("\\d+\\.\\d+(\\.\\d+)?");
    assertThat(Ffmpeg.licence()).startsWith("LGPL").doesNotContain(" GPL");
  }

  @Test
  void successPassesAndFailureSaysWhatFfmpegSaidLast() throws MediaException {
    assertThat(Ffmpeg.check(7, "doing nothing")).isEqualTo(7);
    Ffmpeg.load();
    FfmpegLog.accept(AV_LOG_ERROR, "[mp3 @ 0x7f12ab] first\n");
    FfmpegLog.accept(AV_LOG_ERROR, "[mp3 @ 0x7f12ab] in ");
    FfmpegLog.accept(AV_LOG_ERROR, "parts\n");
    assertThatThrownBy(() -> Ffmpeg.check(AVERROR_INVALIDDATA(), "reading “x”"))
        .hasMessage(
            "FFmpeg failed while reading “x”: Invalid data found when processing input"
                + " ([mp3] in parts).")
        .isInstanceOfSatisfying(
            MediaException.class, e -> assertThat(e.kind()).isEqualTo(MediaFault.CORRUPT));
    // the line was used up: the next failure does not repeat it
    assertThatThrownBy(() -> Ffmpeg.check(AVERROR_INVALIDDATA(), "reading “y”"))
        .hasMessageEndingWith("processing input.");
  }

  @Test
  void messagesAboutAnotherFileAreDropped() {
    Ffmpeg.onBehalfOf("x.mp3");
    FfmpegLog.accept(AV_LOG_ERROR, "[mp3 @ 0x7f12ab] a line of x\n");
    FfmpegLog.accept(AV_LOG_ERROR, "[mp3 @ 0x7f12ab] half of one");
    Ffmpeg.onBehalfOf("y.mp3");
    assertThatThrownBy(() -> Ffmpeg.check(AVERROR_INVALIDDATA(), "reading “y”"))
        .hasMessageEndingWith("processing input.");
  }

  @Test
  void routineNoiseIsDebugAndNamesTheFile() throws MediaException, IOException {
    Path file =
        AudioFiles.flac(folder.resolve("a b.mp3"), AudioFiles.noise(2, 44_100, 0.5, 1), 44_100);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 0x10;
    Decoded.of(AudioFiles.write(file, bytes));
    List<ILoggingEvent> events = List.copyOf(lines.list);
    assertThat(events).isNotEmpty();
    assertThat(events).allMatch(event -> event.getLevel() == Level.DEBUG);
    assertThat(events).allMatch(event -> event.getFormattedMessage().startsWith("a b.mp3: ["));
    assertThat(events).anyMatch(event -> event.getFormattedMessage().contains("CRC error"));
  }

  @Test
  void aFatalLineIsAWarningAndOneLine() {
    Ffmpeg.onBehalfOf("x.mp3");
    FfmpegLog.accept(AV_LOG_FATAL, "\u001b[31mout of\tmemory\n");
    assertThat(lines.list.getLast().getLevel()).isEqualTo(Level.WARN);
    assertThat(lines.list.getLast().getFormattedMessage()).isEqualTo("x.mp3: [31mout of memory");
    assertThat(FfmpegLog.lostLines()).isZero();
  }

  /** CVE-2026-40962 (mov.c, a demuxer that uploads reach) and CVE-2026-8461 end with it. */
  @Test
  void theLibrariesAreThoseWithoutTheKnownHoles() {
    String version = Ffmpeg.version();
    assertThat(version).matches("\\d+(\\.\\d+)+.*");
    assertThat(Runtime.Version.parse(version.replaceAll("[^\\d.].*", "")))
        .isGreaterThanOrEqualTo(Runtime.Version.parse("8.1.2"));
  }
}
