package org.audioprocessor.desktop.wiring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import org.audioprocessor.app.Application;
import org.audioprocessor.app.BuildInfo;
import org.audioprocessor.app.BuildInfo.ThirdPartyLibrary;
import org.audioprocessor.desktop.WindowThreads.UiThread;
import org.audioprocessor.desktop.about.AboutView;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.controls.Screen;
import org.audioprocessor.desktop.failures.FailuresView;
import org.audioprocessor.desktop.failures.FailuresViewModel;
import org.audioprocessor.desktop.failures.FailuresViewModel.FailureServices;
import org.audioprocessor.desktop.log.LogView;
import org.audioprocessor.desktop.log.LogViewModel;
import org.audioprocessor.desktop.log.LogViewModel.LogServices;
import org.audioprocessor.desktop.meters.MeterBarView;
import org.audioprocessor.desktop.meters.MeterServices;
import org.audioprocessor.desktop.meters.MetersView;
import org.audioprocessor.desktop.meters.MetersViewModel;
import org.audioprocessor.desktop.queue.QueueServices;
import org.audioprocessor.desktop.queue.QueueView;
import org.audioprocessor.desktop.review.ReviewView;
import org.audioprocessor.desktop.review.ReviewViewModel;
import org.audioprocessor.desktop.review.ReviewViewModel.ReviewServices;
import org.audioprocessor.desktop.settings.ConnectionsViewModel;
import org.audioprocessor.desktop.settings.ProcessingViewModel;
import org.audioprocessor.desktop.settings.SettingsStore;
import org.audioprocessor.desktop.settings.SettingsStore.SettingsServices;
import org.audioprocessor.desktop.settings.SettingsView;
import org.audioprocessor.desktop.shell.DiagnosticBundle;
import org.audioprocessor.desktop.shell.Theme;
import org.audioprocessor.desktop.track.TrackReader;
import org.audioprocessor.desktop.track.TrackView;
import org.audioprocessor.desktop.track.TrackViewModel;
import org.audioprocessor.desktop.track.TrackViewModel.TrackServices;
import org.audioprocessor.desktop.track.graph.LoudnessGraphs;
import org.audioprocessor.desktop.work.ConnectionBadgeState.Kind;
import org.audioprocessor.desktop.work.UiExecutors;
import org.audioprocessor.diagnosis.Diagnosis;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.settings.Settings;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.keys.ObjectKeys;
import org.jspecify.annotations.Nullable;

/** Creates the screens of a connection. {@link PreviewWiring} creates the player. */
public final class ScreenFactory {
  /** The first pulse lays the rows out, the second one draws them. */
  private static final int PULSES_TO_DRAW_ROWS = 2;

  private static final Duration GRAPH_SETTLE = Duration.ofMillis(400);

  private ScreenFactory() {}

  public static Screen queue(WorkspaceContext context) {
    QueueView view = context.window().queueAhead().take();
    view.connect(
        new QueueServices(
            context.resources(),
            context.actions(),
            context.incoming(),
            new QueueServices.Tracks(
                context.selection(), context.listenRequests(), UploadFolders.of(context)),
            context.reviewCounts()),
        () -> UiThread.afterPulses(PULSES_TO_DRAW_ROWS, () -> true, context.firstRows()::complete));
    return view;
  }

  public static Screen review(WorkspaceContext context) {
    ReviewServices services =
        new ReviewServices(
            context.application().queue().reviews(),
            person(),
            context.selection(),
            context.reviewCounts(),
            target(context).truePeakDbtp(),
            context.window().notices(),
            context.window().executors());
    return new ReviewView(new ReviewViewModel(services, InstantSource.system()));
  }

  public static Screen track(WorkspaceContext context) {
    Application application = context.application();
    Settings.Target target = target(context);
    TrackServices services =
        new TrackServices(
            context.resources(),
            context.actions(),
            new TrackServices.Sources(
                new TrackReader(application.queue(), application.store(), application.keys()),
                context.loudnessGraphs(),
                target.integratedLufs(),
                target.truePeakDbtp()),
            application.rollback(person()),
            person(),
            context.selection(),
            context.listenRequests(),
            context.people(),
            context.window().executors());
    return new TrackView(new TrackViewModel(services));
  }

  /** Returns the scanner that the details pane and the track's screen share. */
  static LoudnessGraphs loudnessGraphs(Application application) {
    return new LoudnessGraphs(new TrackSounds(application)::trace, GRAPH_SETTLE);
  }

  public static Screen meterBar(WorkspaceContext context) {
    return new MeterBarView(meters(context));
  }

  public static Screen metersScreen(WorkspaceContext context) {
    return new MetersView(meters(context));
  }

  private static MetersViewModel meters(WorkspaceContext context) {
    Settings.Target target = target(context);
    return new MetersViewModel(
        new MeterServices(
            context.nowPlaying(),
            context.batch().runningProperty(),
            context.selection(),
            context.meterChoice(),
            new MeterServices.Limits(target.integratedLufs(), target.truePeakDbtp())));
  }

  public static Screen failures(WorkspaceContext context) {
    FailureServices services =
        new FailureServices(
            context.resources(),
            context.actions(),
            context.selection(),
            context.window().navigator(),
            context.window().notices(),
            context.window().executors());
    return new FailuresView(new FailuresViewModel(services));
  }

  public static Screen log(WorkspaceContext context) {
    WindowContext window = context.window();
    LogServices services =
        new LogServices(
            window.log(),
            new DiagnosticBundle(context.options()),
            context.application().workspace().logs(),
            window.environment().openFolder(),
            window.people(),
            window.executors());
    return new LogView(new LogViewModel(services, ZoneId.systemDefault()));
  }

  public static Screen settings(WorkspaceContext context) {
    Path workspace = context.application().workspace().folder();
    SettingsServices services =
        new SettingsServices(
            new SettingsStore(context.options(), context.application().decoding()::requireEncoder),
            (connection, password, prefix, findings) ->
                new Diagnosis(workspace, findings).connection(connection, password, prefix),
            context.window().reopening(),
            theme(context),
            context.window().people(),
            context.window().executors());
    return new SettingsView(
        new ConnectionsViewModel(services), new ProcessingViewModel(services), about(context));
  }

  private static SettingsServices.ThemeChoice theme(WorkspaceContext context) {
    return new SettingsServices.ThemeChoice(
        () -> Theme.saved(context.window().state()).name().toLowerCase(Locale.ROOT),
        word -> {
          Theme chosen = Theme.valueOf(word.toUpperCase(Locale.ROOT));
          chosen.save(context.window().state());
          chosen.apply();
        });
  }

  private static AboutView about(WorkspaceContext context) {
    Path workspace = context.application().workspace().folder();
    return new AboutView(
        List.of(
            new AboutView.Fact(Messages.text("about.version"), BuildInfo.version()),
            new AboutView.Fact(
                Messages.text("about.system"),
                System.getProperty("os.name", "") + ", " + System.getProperty("os.arch", "")),
            new AboutView.Fact(Messages.text("about.workspace"), workspace.toString())),
        encoders(context),
        ThirdPartyLibrary.all().stream()
            .map(part -> new AboutView.Part(part.name(), part.version(), part.licences()))
            .toList());
  }

  /** Asked in the background, since a child process has to answer. */
  private static ObservableValue<String> encoders(WorkspaceContext context) {
    StringProperty names = new SimpleStringProperty("");
    UiExecutors executors = context.window().executors();
    executors
        .background()
        .execute(() -> {
          String found;
          try {
            found =
                context.application().decoding().encoders().values().stream()
                    .sorted()
                    .collect(Collectors.joining(", "));
          } catch (ProcessingException e) {
            found = e.sentence();
          }
          String shown = found.isEmpty() ? Messages.text("about.encoders.none") : found;
          executors.ui().execute(() -> names.set(shown));
        });
    return names;
  }

  private static Settings.Target target(WorkspaceContext context) {
    return context.application().settings().settings().target();
  }

  private static String person() {
    return System.getProperty("user.name", "unknown");
  }

  /** Finds uploaded files, also those of failed uploads, in the workspace folder. */
  private record UploadFolders(ObjectStore store, ObjectKeys keys, Consumer<Path> open, Executor ui)
      implements QueueServices.Folders {

    /** Returns null where the uploads are in a bucket. */
    static @Nullable UploadFolders of(WorkspaceContext context) {
      Application application = context.application();
      return context.connection().kind() == Kind.EMBEDDED
          ? new UploadFolders(
              application.store(),
              application.keys(),
              context.window().environment().openFolder(),
              context.window().executors().ui())
          : null;
    }

    @Override
    public void show(String fileName) throws IOException {
      for (String key : List.of(keys.raw(fileName), keys.failed(fileName))) {
        Optional<Path> file = store.localFile(key).filter(Files::exists);
        if (file.isPresent()) {
          Path folder = file.get().toAbsolutePath().getParent();
          ui.execute(() -> open.accept(folder));
          return;
        }
      }
      throw new IOException(Messages.text("queue.folder.gone", fileName));
    }
  }
}
