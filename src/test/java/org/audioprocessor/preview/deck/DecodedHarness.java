package org.audioprocessor.preview.deck;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.audioprocessor.preview.Player;
import org.audioprocessor.preview.PlayerHarness;
import org.audioprocessor.preview.PlayerSnapshot.PlayerState;
import org.audioprocessor.preview.PreviewTrack;
import org.audioprocessor.preview.PublishedClicks;
import org.audioprocessor.storage.ObjectStore;

/** The decoded player on a line with a manual clock. */
final class DecodedHarness implements PlayerHarness {
  static final int LINE_RATE = 48_000;
  private static final Set<PlayerState> SOUNDING =
      EnumSet.of(PlayerState.PLAYING, PlayerState.BUFFERING);

  private final AtomicLong nanos = new AtomicLong(1);
  private final RecordingLine line = new RecordingLine(LINE_RATE, nanos);
  private final Path workFolder;
  private final DecodedPlayer player;

  DecodedHarness() throws IOException {
    workFolder = Files.createTempDirectory("player");
    player = new DecodedPlayer(rate -> line, workFolder, PublishedClicks.TARGET_LUFS, nanos::get);
  }

  RecordingLine line() {
    return line;
  }

  Path workFolder() {
    return workFolder;
  }

  @Override
  public Player player() {
    return player;
  }

  @Override
  public PreviewTrack track(ObjectStore store) {
    return PublishedClicks.track(store);
  }

  @Override
  public void pass(Duration time) {
    double left = time.toMillis() / 1e3;
    while (left > 1e-9) {
      double step = Math.min(left, RecordingLine.STEP_SECONDS);
      settle();
      line.pass(step);
      left -= step;
    }
    settle();
  }

  /** Lets time pass, whether the line is filled or not, until the player gets there. */
  void passUntil(PlayerState state) {
    await()
        .pollInterval(Duration.ofMillis(10))
        .until(() -> {
          line.pass(line.isFull() ? RecordingLine.STEP_SECONDS : 0.02);
          return player.snapshot().state() == state;
        });
  }

  /** Waits until the player has filled the line and updated the audible position. */
  void settle() {
    long looks = line.looks();
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .until(() ->
            !SOUNDING.contains(player.snapshot().state())
                || (line.isFull() && line.looks() > looks + 1));
  }

  @Override
  public double toleranceSeconds() {
    return 1.0 / LINE_RATE;
  }

  @Override
  public void close() {
    player.close();
  }
}
