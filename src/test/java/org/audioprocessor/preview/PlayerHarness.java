package org.audioprocessor.preview;

import java.time.Duration;
import org.audioprocessor.storage.ObjectStore;

/** A player with a manual clock, for {@link PlayerContract}. */
public interface PlayerHarness extends AutoCloseable {
  Player player();

  /** The track of {@link PublishedClicks} as this player can have it. */
  PreviewTrack track(ObjectStore store);

  /** Lets so much time pass for what is playing. */
  void pass(Duration time);

  /** Tolerance of a position, in seconds. */
  double toleranceSeconds();

  @Override
  void close();
}
