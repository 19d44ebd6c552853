package org.audioprocessor.desktop;

import java.util.List;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.value.ObservableValue;
import org.audioprocessor.desktop.controls.Formats;
import org.audioprocessor.desktop.controls.Screen;
import org.audioprocessor.desktop.wiring.PreviewWiring;
import org.audioprocessor.desktop.wiring.ScreenFactory;
import org.audioprocessor.desktop.wiring.WorkspaceContext;
import org.audioprocessor.queue.Review.ReviewVerdict;
import org.audioprocessor.queue.UploadStatus;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** All screens of the window, in the order of the navigation. A new screen is one line here. */
public final class Screens {

  /**
   * A screen.
   *
   * @param id its name is {@code screen.<id>} in the messages
   * @param make called once for a connection, when the screen is first shown
   * @param count the text beside the name; may be empty
   */
  public record Entry(
      String id,
      Feather icon,
      Function<WorkspaceContext, Screen> make,
      Function<WorkspaceContext, ObservableValue<String>> count) {}

  /** The screen that the window shows first. */
  static final String QUEUE = "queue";

  /** Shows the same as the details pane. */
  static final String TRACK = "track";

  public static final List<Entry> MAIN =
      List.of(
          new Entry(QUEUE, Feather.LIST, ScreenFactory::queue, Screens::allUploads),
          new Entry("review", Feather.HEADPHONES, ScreenFactory::review, Screens::toReview),
          new Entry(TRACK, Feather.DISC, ScreenFactory::track, Screens::nothing),
          new Entry("meters", Feather.BAR_CHART_2, ScreenFactory::metersScreen, Screens::nothing),
          new Entry(
              "failures",
              Feather.ALERT_TRIANGLE,
              ScreenFactory::failures,
              Screens::unhandledFailures),
          new Entry("log", Feather.FILE_TEXT, ScreenFactory::log, Screens::nothing),
          new Entry("settings", Feather.SETTINGS, ScreenFactory::settings, Screens::nothing));

  /** Shows the selected track to the right of every other screen. */
  static final @Nullable Function<WorkspaceContext, Screen> DETAILS = ScreenFactory::track;

  /** Shown at the bottom of every screen; null for none. */
  static final @Nullable Function<WorkspaceContext, Screen> PLAYER = PreviewWiring::screen;

  /** Shown at the bottom right. */
  static final @Nullable Function<WorkspaceContext, Screen> METERS = ScreenFactory::meterBar;

  private Screens() {}

  private static ObservableValue<String> nothing(WorkspaceContext context) {
    return new SimpleStringProperty("");
  }

  private static ObservableValue<String> allUploads(WorkspaceContext context) {
    return context
        .poller()
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
          long failed = context.poller().counts().get().getOrDefault(UploadStatus.FAILED, 0L);
          return shown(Math.max(0, failed - handled.get()));
        },
        context.poller().counts(),
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
