package org.audioprocessor.preview.deck;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.audioprocessor.preview.Player;
import org.audioprocessor.preview.PlayerSnapshot.PlayerState;
import org.audioprocessor.preview.PreviewTrack;
import org.audioprocessor.preview.PublishedClicks;
import org.audioprocessor.preview.Rendition;
import org.audioprocessor.preview.line.JavaSoundLine;
import org.audioprocessor.preview.source.LocalPublishedSound;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.folder.FolderObjectStore;
import org.audioprocessor.testing.AlsaNullDevice;
import org.audioprocessor.testing.ChildJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole decoded player on the system's real line, over ALSA's device that swallows all. */
class PlayedOnAlsaTest {
  @TempDir Path folder;

  @Test
  void aPublishedRungPlaysFromAPlaceToTheEndAndIsMetered() throws Exception {
    Map<String, String> environment = AlsaNullDevice.environment(folder);
    String published = PublishedClicks.folder().toString();
    try (ChildJvm child =
        ChildJvm.start(environment, Playing.class, published, folder.toString())) {
      assertThat(child.exitCode()).isZero();
    }
  }

  /** Plays the last four seconds of the rung low on whatever the system gives. */
  static final class Playing {
    private static final long LONGEST_NANOS = 60_000_000_000L;

    private Playing() {}

    public static void main(String[] arguments) throws Exception {
      try (ObjectStore store = new FolderObjectStore(Path.of(arguments[0]));
          Player player =
              new DecodedPlayer(
                  rate -> JavaSoundLine.openOrSilent(rate, rate / 8),
                  Path.of(arguments[1]),
                  PublishedClicks.TARGET_LUFS)) {
        player.load(
            PreviewTrack.of(store, PublishedClicks.keys(), new LocalPublishedSound()),
            Rendition.rung("low"));
        player.seek(PublishedClicks.SECONDS - 4);
        player.play();
        await(player);
        double heardSeconds = player.meter().orElseThrow().reading().integrated().seconds();
        if (!player.snapshot().sentence().orElse("").isEmpty() || heardSeconds < 3.5) {
          throw new IllegalStateException(heardSeconds + " s heard, " + player.snapshot());
        }
      }
    }

    private static void await(Player player) {
      long end = System.nanoTime() + LONGEST_NANOS;
      while (player.snapshot().state() != PlayerState.ENDED) {
        if (System.nanoTime() > end || player.snapshot().state() == PlayerState.FAILED) {
          throw new IllegalStateException("not at its end: " + player.snapshot());
        }
        Thread.onSpinWait();
      }
    }
  }
}
