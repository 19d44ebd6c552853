package org.audioprocessor.desktop;

import java.util.List;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.value.ObservableValue;
import org.audioprocessor.desktop.controls.Formats;
import org.audioprocessor.desktop.controls.Screen;
import org.audioprocessor.desktop.wiring.FailuresWiring;
import org.audioprocessor.desktop.wiring.LogWiring;
import org.audioprocessor.desktop.wiring.MeterWiring;
import org.audioprocessor.desktop.wiring.PreviewWiring;
import org.audioprocessor.desktop.wiring.QueueWiring;
import org.audioprocessor.desktop.wiring.ReviewWiring;
import org.audioprocessor.desktop.wiring.SettingsWiring;
import org.audioprocessor.desktop.wiring.TrackWiring;
import org.audioprocessor.desktop.wiring.WorkspaceContext;
import org.audioprocessor.queue.ReviewVerdict;
import org.audioprocessor.queue.UploadStatus;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** Every screen of the window, in the order of the navigation: a new one is a line here. */
public final class Screens {

  /**
   * One screen.
   *
   * @param id its name is {@code screen.<id>} in the messages
   * @param make called once for a connection, when it is shown first
   * @param count what stands beside its name; empty text for nothing
   */
  public record Entry(
      String id,
      Feather icon,
      Function<WorkspaceContext, Screen> make,
      Function<WorkspaceContext, ObservableValue<String>> count) {}

  /** The first one; whoever waits for work sees it first. */
  static final String QUEUE = "queue";

  /** Shows what the details show elsewhere. */
  static final String TRACK = "track";

  public static final List<Entry> MAIN =
      List.of(
          new Entry(QUEUE, Feather.LIST, QueueWiring::screen, Screens::allUploads),
          new Entry("review", Feather.HEADPHONES, ReviewWiring::screen, Screens::toReview),
          new Entry(TRACK, Feather.DISC, TrackWiring::screen, Screens::nothing),
          new Entry("meters", Feather.BAR_CHART_2, MeterWiring::screen, Screens::nothing),
          new Entry(
              "failures",
              Feather.ALERT_TRIANGLE,
              FailuresWiring::screen,
              Screens::unhandledFailures),
          new Entry("log", Feather.FILE_TEXT, LogWiring::screen, Screens::nothing),
          new Entry("settings", Feather.SETTINGS, SettingsWiring::screen, Screens::nothing));

  /** Shows the selected track at the right of every screen but its own. */
  static final @Nullable Function<WorkspaceContext, Screen> DETAILS = TrackWiring::screen;

  /** At the bottom of every screen; null while there is none. */
  static final @Nullable Function<WorkspaceContext, Screen> PLAYER = PreviewWiring::screen;

  /** At the bottom right. */
  static final @Nullable Function<WorkspaceContext, Screen> METERS = MeterWiring::bar;

  private Screens() {}

  private static ObservableValue<String> nothing(WorkspaceContext context) {
    return new SimpleStringProperty("");
  }

  private static ObservableValue<String> allUploads(WorkspaceContext context) {
    return context
        .counts()
        .counts()
        .map(counts -> counts.isEmpty() ? "" : Formats.count(sum(counts.values())));
  }

  private static ObservableValue<String> toReview(WorkspaceContext context) {
    return context
        .reviewCounts()
        .counts()
        .map(counts -> shown(counts.getOrDefault(ReviewVerdict.UNREVIEWED, 0L)));
  }

  private static ObservableValue<String> unhandledFailures(WorkspaceContext context) {
    ReadOnlyIntegerProperty handled = context.handledFailures().countProperty();
    return Bindings.createStringBinding(
        () -> {
          long failed = context.counts().counts().get().getOrDefault(UploadStatus.FAILED, 0L);
          return shown(Math.max(0, failed - handled.get()));
        },
        context.counts().counts(),
        handled);
  }

  private static String shown(long count) {
    return count == 0 ? "" : Formats.count(count);
  }

  private static long sum(Iterable<Long> numbers) {
    long sum = 0;
    for (long number : numbers) {
      sum += number;
    }
    return sum;
  }
}
