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

  /** Shows the selected track at the right of every screen but its own. */
  static final @Nullable Function<WorkspaceContext, Screen> DETAILS = ScreenFactory::track;

  /** At the bottom of every screen; null while there is none. */
  static final @Nullable Function<WorkspaceContext, Screen> PLAYER = PreviewWiring::screen;

  /** At the bottom right. */
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
