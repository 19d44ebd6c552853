package org.audioprocessor.desktop.preview;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleConsumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.audioprocessor.preview.Player;
import org.audioprocessor.preview.Player.Passage;
import org.audioprocessor.preview.navigation.TrackScan.Navigation;
import org.jspecify.annotations.Nullable;

/** The outline of a track, its jump targets and the repeated passage. UI thread only. */
final class JumpTargets {
  /** Jumps land this long before the target, so that its approach is audible. */
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

  /** Null while unknown. */
  ReadOnlyObjectProperty<@Nullable Navigation> outlineProperty() {
    return outline.getReadOnlyProperty();
  }

  /** The repeated passage; null for none. */
  ReadOnlyObjectProperty<@Nullable Passage> passageProperty() {
    return passage.getReadOnlyProperty();
  }

  /** Returns the segment boundaries, in seconds. */
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

  /** Jumps to the boundary before the last one, as “back” does in players. */
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

  /** Repeats a passage, whichever end comes first; a passage that is too short changes nothing. */
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

  /** Applies the passage to another player. */
  void repeatAgain() {
    player.get().loop(Optional.ofNullable(passage.get()));
  }

  private void set(@Nullable Passage wanted) {
    passage.set(wanted);
    player.get().loop(Optional.ofNullable(wanted));
  }
}
