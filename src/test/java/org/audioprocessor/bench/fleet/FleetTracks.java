package org.audioprocessor.bench.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.audioprocessor.testing.AudioFiles;
import org.audioprocessor.testing.Platform;
import org.audioprocessor.testing.Signals;

/** What the fleet works on: short music in six formats, and one long track in twenty. */
final class FleetTracks {
  private static final int RATE = 44_100;
  private static final double[] SHORT_SECONDS = {4, 8, 13, 21};
  private static final double LONG_SECONDS = 150;
  private static final int ONE_IN = 20;
  private static final String LONG = "long";

  private FleetTracks() {}

  /** Puts a number of raw files and their rows on the platform; returns the file names. */
  static List<String> upload(Platform platform, int tracks, Path folder) throws IOException {
    List<Path> made = made(folder);
    Path longOne = mp3(folder, LONG_SECONDS);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < tracks; i++) {
      boolean isLong = i % ONE_IN == ONE_IN / 2;
      Path file = isLong ? longOne : made.get(i % made.size());
      String source = file.getFileName().toString();
      String name =
          String.format(
              Locale.ROOT,
              "%s %03d%s",
              isLong ? LONG : "Song",
              i,
              source.substring(source.lastIndexOf('.')));
      platform.upload(name, Files.readAllBytes(file));
      names.add(name);
    }
    return names;
  }

  static boolean isLong(String fileName) {
    return fileName.startsWith(LONG);
  }

  private static List<Path> made(Path folder) {
    List<Path> made = new ArrayList<>();
    for (double seconds : SHORT_SECONDS) {
      float[][] music = music(seconds);
      Path file = folder.resolve(String.valueOf(seconds));
      made.add(AudioFiles.wav(Path.of(file + ".wav"), music, RATE));
      made.add(AudioFiles.flac(Path.of(file + ".flac"), music, RATE));
      made.add(AudioFiles.m4a(Path.of(file + ".m4a"), music, RATE));
      made.add(AudioFiles.ogg(Path.of(file + ".ogg"), music, RATE));
      made.add(AudioFiles.opus(Path.of(file + ".opus"), music));
      made.add(mp3(folder, seconds));
    }
    return made;
  }

  private static Path mp3(Path folder, double seconds) {
    return AudioFiles.mp3(folder.resolve(seconds + ".mp3"), music(seconds), RATE);
  }

  private static float[][] music(double seconds) {
    return Signals.music(
        RATE, Math.round(seconds), Signals.at(-20, seconds / 2), Signals.at(-12, seconds / 2));
  }
}
