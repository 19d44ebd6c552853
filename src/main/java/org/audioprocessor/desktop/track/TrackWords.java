package org.audioprocessor.desktop.track;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import org.audioprocessor.desktop.controls.Formats;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.track.PublishedFacts.Measurement;
import org.audioprocessor.desktop.track.PublishedFacts.SourceFacts;
import org.audioprocessor.process.FailureKind;
import org.audioprocessor.queue.Attempt;
import org.jspecify.annotations.Nullable;

/** Formats a track's data as text. */
public final class TrackWords {
  private TrackWords() {}

  /** Formats a length such as “4:02”, “1:04:02”. */
  public static String length(double seconds) {
    long whole = Math.round(seconds);
    return whole < 3600
        ? String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60)
        : String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
  }

  /** Formats a source such as “PCM_S16LE 44.1 kHz stereo · 4:02 · 40.2 MB”. */
  static String format(SourceFacts source) {
    List<String> parts = new ArrayList<>();
    String channels =
        switch (source.channels()) {
          case 1 -> Messages.text("track.mono");
          case 2 -> Messages.text("track.stereo");
          default -> Messages.text("track.channels", source.channels());
        };
    double kiloHertz = source.sampleRate() / 1000.0;
    String codec = source.codec().toUpperCase(Locale.ROOT);
    parts.add(Messages.text("track.format", codec, kiloHertz, channels));
    if (source.seconds() != null) {
      parts.add(length(source.seconds()));
    }
    parts.add(Messages.text("track.megabytes", source.bytes() / 1e6));
    return String.join(" · ", parts);
  }

  /** Formats a measurement such as “−16.7 LUFS · range 13.4 LU · peak −0.3 dBTP”. */
  static String measurement(Measurement measured) {
    return Messages.text(
        "track.measured",
        Formats.level(measured.integratedLufs()),
        Formats.level(measured.rangeLu()),
        Formats.level(measured.truePeakDbtp()));
  }

  /** Returns the remedy of a failure; empty for an unknown kind. */
  static String remedy(@Nullable String errorKind) {
    if (errorKind == null) {
      return "";
    }
    try {
      FailureKind kind = FailureKind.valueOf(errorKind);
      if (kind == FailureKind.CANCELLED) {
        return Messages.text("track.cure.cancelled");
      }
      return Messages.word("track.cure.", kind.cure());
    } catch (IllegalArgumentException | MissingResourceException another) {
      return "";
    }
  }

  /** Formats the end of an attempt and its duration. */
  static String ending(Attempt attempt) {
    Attempt.Ending ending = attempt.ending();
    if (ending.outcome() == null || ending.endedAt() == null) {
      return Messages.text("track.attempt.running");
    }
    Duration took = Duration.between(attempt.startedAt(), ending.endedAt());
    return Messages.word("track.outcome.", ending.outcome(), Formats.about(took));
  }

  /** Returns the details for the clipboard that a bug report needs. */
  static String details(TrackPage page) {
    StringBuilder text = new StringBuilder();
    text.append(page.fileName()).append('\n').append(page.uploadId()).append('\n');
    if (page.row().errorMessage() != null) {
      text.append(page.row().errorMessage()).append('\n');
    }
    for (Attempt attempt : page.attempts()) {
      Attempt.Ending ending = attempt.ending();
      text.append(attempt.startedAt()).append(' ').append(attempt.owner());
      text.append(' ').append(ending.outcome()).append(' ').append(ending.kind());
      text.append(' ').append(ending.sentence()).append('\n');
    }
    return text.toString();
  }
}
