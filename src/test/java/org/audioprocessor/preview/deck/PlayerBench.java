package org.audioprocessor.preview.deck;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.audioprocessor.preview.Player;
import org.audioprocessor.preview.PlayerSnapshot.PlayerState;
import org.audioprocessor.preview.PublishedClicks;
import org.audioprocessor.preview.Rendition;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.testing.Click;

/**
 * How exactly the decoded player seeks and switches: clicks that the pipeline published are found
 * again in what comes out. Run it as a program; it prints the errors in microseconds.
 */
public final class PlayerBench {
  private static final int RATE = DecodedHarness.LINE_RATE;
  private static final int SEEKS = 20;
  private static final List<Rendition> RENDITIONS =
      List.of(
          Rendition.RAW,
          Rendition.M4A,
          Rendition.rung("low"),
          Rendition.rung("med"),
          Rendition.rung("high"));

  private PlayerBench() {}

  public static void main(String[] args) throws Exception {
    try (ObjectStore store = PublishedClicks.store()) {
      System.out.printf(Locale.ROOT, "one frame of the line: %.1f µs%n", 1e6 / RATE);
      for (Rendition rendition : RENDITIONS) {
        seeks(store, rendition);
      }
      switches(store);
    }
  }

  private static void awaitState(Player player, PlayerState state) {
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(2))
        .until(() -> player.snapshot().state() == state);
  }

  private static void seeks(ObjectStore store, Rendition rendition) throws Exception {
    Random random = new Random(7);
    List<Double> errors = new ArrayList<>();
    List<Double> waits = new ArrayList<>();
    try (DecodedHarness harness = new DecodedHarness()) {
      Player player = harness.player();
      player.load(harness.track(store), rendition);
      awaitState(player, PlayerState.PAUSED);
      player.play();
      for (int i = 0; i < SEEKS; i++) {
        double from = 0.1 + random.nextDouble() * 11;
        long asked = System.nanoTime();
        player.seek(from);
        await()
            .pollInterval(Duration.ofMillis(1))
            .until(() ->
                player.snapshot().state() == PlayerState.PLAYING
                    && harness.line().recording().length > RATE / 4);
        waits.add((System.nanoTime() - asked) / 1e6);
        harness.pass(Duration.ofSeconds(1));
        errors.addAll(clickErrors(harness.line().recording(), from));
      }
    }
    report(rendition + ", sought", errors);
    System.out.printf(
        Locale.ROOT,
        "  ready after: median %.0f ms, longest %.0f ms%n",
        waits.stream().sorted().skip(SEEKS / 2).findFirst().orElse(0.0),
        waits.stream().mapToDouble(wait -> wait).max().orElse(0));
  }

  private static void switches(ObjectStore store) throws Exception {
    List<Double> errors = new ArrayList<>();
    try (DecodedHarness harness = new DecodedHarness()) {
      Player player = harness.player();
      player.load(harness.track(store), RENDITIONS.getFirst());
      player.play();
      awaitState(player, PlayerState.PLAYING);
      for (int i = 1; i < 12; i++) {
        Rendition next = RENDITIONS.get(i * 2 % RENDITIONS.size());
        player.select(next);
        while (!player.snapshot().heard().equals(Optional.of(next))) {
          harness.pass(Duration.ofMillis(50));
        }
        harness.pass(Duration.ofMillis(300));
      }
      errors.addAll(clickErrors(harness.line().recording(), 0));
    }
    report("switched in place 11 times", errors);
  }

  /** In microseconds. */
  private static List<Double> clickErrors(float[] recording, double fromSeconds) {
    List<Double> errors = new ArrayList<>();
    double end = fromSeconds + recording.length / (double) RATE;
    for (int i = 0; PublishedClicks.clickSeconds(i) < PublishedClicks.SECONDS; i++) {
      double click = PublishedClicks.clickSeconds(i) - fromSeconds;
      if (click > 0.01 && fromSeconds + click < end - 0.01) {
        errors.add(1e6 * (Click.find(recording, RATE, click) - click));
      }
    }
    return errors;
  }

  private static void report(String what, List<Double> errors) {
    System.out.printf(
        Locale.ROOT,
        "%-28s %3d clicks, mean %6.1f µs, largest %6.1f µs%n",
        what,
        errors.size(),
        errors.stream().mapToDouble(error -> error).average().orElse(0),
        errors.stream().mapToDouble(Math::abs).max().orElse(0));
  }
}
