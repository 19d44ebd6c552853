package org.audioprocessor.desktop.track;

import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ChangeListener;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.dialog.People;
import org.audioprocessor.desktop.track.graph.LoudnessGraphs;
import org.audioprocessor.desktop.track.graph.LoudnessGraphs.LoudnessGraph;
import org.audioprocessor.desktop.work.TrackSelection;
import org.audioprocessor.desktop.work.TrackSelection.ListenRequests;
import org.audioprocessor.desktop.work.TrackSelection.ListenRequests.Moment;
import org.audioprocessor.desktop.work.TrackSelection.Selected;
import org.audioprocessor.desktop.work.UiExecutors;
import org.audioprocessor.desktop.work.UploadActions;
import org.audioprocessor.intake.Rollback;
import org.audioprocessor.queue.QueueException;
import org.jspecify.annotations.Nullable;

/** The selected track and its loudness over time, kept up to date. UI thread only. */
public final class TrackViewModel {
  private final TrackServices services;
  private final TrackCommands commands;
  private final ReadOnlyObjectWrapper<@Nullable TrackPage> page = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<LoudnessGraph> graph =
      new ReadOnlyObjectWrapper<>(LoudnessGraph.NONE);
  private final ReadOnlyStringWrapper message =
      new ReadOnlyStringWrapper(Messages.text("track.none"));
  private final ChangeListener<@Nullable Selected> onSelected = (value, before, now) -> select(now);
  private final ChangeListener<Long> onTick = (value, before, now) -> read();
  private @Nullable Selected selected;

  /** The subject of the graph; threads that draw another one stop. */
  private volatile LoudnessGraphs.@Nullable Subject drawn;

  public TrackViewModel(TrackServices services) {
    this.services = services;
    commands = new TrackCommands(services);
  }

  /** Called when the screen becomes visible; keeps it up to date from now on. */
  void attach() {
    services.resources().poller().ticks().addListener(onTick);
    services.selection().selectedProperty().addListener(onSelected);
    select(services.selection().selectedProperty().get());
  }

  void detach() {
    services.resources().poller().ticks().removeListener(onTick);
    services.selection().selectedProperty().removeListener(onSelected);
    drawn = null;
  }

  /** Null while nothing is selected, or nothing was read. */
  public ReadOnlyObjectProperty<@Nullable TrackPage> pageProperty() {
    return page.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<LoudnessGraph> graphProperty() {
    return graph.getReadOnlyProperty();
  }

  /** Why there is no page. */
  ReadOnlyStringProperty messageProperty() {
    return message.getReadOnlyProperty();
  }

  TrackCommands commands() {
    return commands;
  }

  public double targetLufs() {
    return services.sources().targetLufs();
  }

  double ceilingDbtp() {
    return services.sources().ceilingDbtp();
  }

  /** Requests playback from this position. */
  public void listenAt(double seconds) {
    Selected track = selected;
    if (track != null) {
      services.listenRequests().ask(new Moment(track, Math.max(0, seconds)));
    }
  }

  private void select(@Nullable Selected now) {
    if (Objects.equals(now, selected) && page.get() != null) {
      read();
      return;
    }
    selected = now;
    drawn = null;
    page.set(null);
    graph.set(LoudnessGraph.NONE);
    message.set(Messages.text(now == null ? "track.none" : "track.reading"));
    read();
  }

  private void read() {
    Selected wanted = selected;
    TrackPage before = page.get();
    if (wanted != null) {
      executors()
          .background()
          .execute(() -> {
            try {
              Optional<TrackPage> found =
                  services.sources().reader().read(wanted.uploadId(), before);
              executors().ui().execute(() -> show(wanted, found.orElse(null)));
            } catch (QueueException e) {
              executors().ui().execute(() -> failed(wanted, String.valueOf(e.getMessage())));
            }
          });
    }
  }

  private UiExecutors executors() {
    return services.executors();
  }

  private void show(Selected wanted, @Nullable TrackPage found) {
    if (!wanted.equals(selected)) {
      return;
    }
    if (found == null) {
      page.set(null);
      message.set(Messages.text("queue.gone", wanted.fileName()));
    } else if (!found.equals(page.get())) {
      page.set(found);
      draw(found);
    }
  }

  /** Keeps the page that was read before, if there is one. */
  private void failed(Selected wanted, String sentence) {
    if (wanted.equals(selected)) {
      message.set(sentence);
    }
  }

  private void draw(TrackPage found) {
    PublishedFacts facts = found.published();
    LoudnessGraphs.Subject subject =
        new LoudnessGraphs.Subject(
            found.uploadId(),
            found.fileName(),
            facts == null ? -1 : found.generation(),
            facts == null ? null : facts.source().sha256(),
            facts == null ? null : facts.source().seconds());
    if (facts == null || subject.equals(drawn)) {
      return;
    }
    drawn = subject;
    BooleanSupplier cancelled = () -> !subject.equals(drawn);
    executors()
        .background()
        .execute(() ->
            services
                .sources()
                .graphs()
                .draw(
                    subject,
                    cancelled,
                    update -> executors().ui().execute(() -> show(subject, update))));
  }

  private void show(LoudnessGraphs.Subject subject, LoudnessGraph update) {
    if (subject.equals(drawn)) {
      graph.set(update);
    }
  }

  /**
   * The services of the track's screen.
   *
   * @param reviewer name stored with a verdict, which an operator recognises
   */
  public record TrackServices(
      UploadActions.Resources resources,
      UploadActions actions,
      Sources sources,
      Rollback rollback,
      String reviewer,
      TrackSelection selection,
      ListenRequests listenRequests,
      People people,
      UiExecutors executors) {

    /** The sources of the data, and the levels of the settings. */
    public record Sources(
        TrackReader reader, LoudnessGraphs graphs, double targetLufs, double ceilingDbtp) {}
  }
}
