package org.audioprocessor.desktop.preview;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleConsumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.audioprocessor.preview.Passage;
import org.audioprocessor.preview.Player;
import org.audioprocessor.preview.navigation.Navigation;
import org.jspecify.annotations.Nullable;

/** Where to listen in a track: its outline, the places to jump to, the passage that is repeated. */
final class JumpTargets {
  /** Jumps arrive a moment before, so that what they are about is heard coming. */
  private static final double LEAD_SECONDS = 0.5;

  private static final double SHORTEST_PASSAGE_SECONDS = 0.05;

  private final DoubleConsumer seek;
  private final Supplier<Player> player;
  private final ReadOnlyObjectWrapper<@Nullable Navigation> outline = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable Passage> passage = new ReadOnlyObjectWrapper<>();
  private List<Double> joints = List.of();
  private double positionSeconds;
  private double beginSeconds;

  JumpTargets(DoubleConsumer seek, Supplier<Player> player) {
    this.seek = seek;
    this.player = player;
  }

  /** Null while it is not known. */
  ReadOnlyObjectProperty<@Nullable Navigation> outlineProperty() {
    return outline.getReadOnlyProperty();
  }

  /** What is repeated; null for nothing. */
  ReadOnlyObjectProperty<@Nullable Passage> passageProperty() {
    return passage.getReadOnlyProperty();
  }

  /** Where segments meet, in seconds. */
  List<Double> joints() {
    return joints;
  }

  void show(@Nullable Navigation known, List<Double> knownJoints) {
    joints = knownJoints;
    outline.set(known);
  }

  void at(double seconds) {
    positionSeconds = seconds;
  }

  void forget() {
    outline.set(null);
    passage.set(null);
    joints = List.of();
    beginSeconds = 0;
    positionSeconds = 0;
  }

  void toLoudest() {
    Navigation known = outline.get();
    if (known != null) {
      known.loudestSeconds().ifPresent(seek);
    }
  }

  void toHighestPeak() {
    Navigation known = outline.get();
    if (known != null) {
      known.highestPeakSeconds().ifPresent(this::arrive);
    }
  }

  void toNextJoint() {
    OptionalDouble next =
        joints.stream()
            .mapToDouble(Double::doubleValue)
            .filter(joint -> joint - LEAD_SECONDS > positionSeconds + 0.01)
            .min();
    next.ifPresent(this::arrive);
  }

  /** The one before the next joint's predecessor, as “back” does in players. */
  void toPreviousJoint() {
    OptionalDouble previous =
        joints.stream()
            .mapToDouble(Double::doubleValue)
            .filter(joint -> joint < positionSeconds - 0.01)
            .max();
    previous.ifPresent(this::arrive);
  }

  private void arrive(double seconds) {
    seek.accept(Math.max(0, seconds - LEAD_SECONDS));
  }

  void beginPassage() {
    beginSeconds = positionSeconds;
    Passage now = passage.get();
    if (now != null) {
      repeat(beginSeconds, now.toSeconds());
    }
  }

  void endPassage() {
    repeat(beginSeconds, positionSeconds);
  }

  /** Either way round; too short a stretch changes nothing. */
  void repeat(double oneSeconds, double otherSeconds) {
    double from = Math.max(0, Math.min(oneSeconds, otherSeconds));
    double to = Math.max(oneSeconds, otherSeconds);
    if (to - from >= SHORTEST_PASSAGE_SECONDS) {
      beginSeconds = from;
      set(new Passage(from, to));
    }
  }

  void repeatNothing() {
    beginSeconds = 0;
    set(null);
  }

  /** Another player does not know of it. */
  void repeatAgain() {
    player.get().loop(Optional.ofNullable(passage.get()));
  }

  private void set(@Nullable Passage wanted) {
    passage.set(wanted);
    player.get().loop(Optional.ofNullable(wanted));
  }
}
