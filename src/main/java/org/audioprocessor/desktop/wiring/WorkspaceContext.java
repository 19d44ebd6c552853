package org.audioprocessor.desktop.wiring;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.audioprocessor.app.Application;
import org.audioprocessor.app.ApplicationOptions;
import org.audioprocessor.app.StartupException;
import org.audioprocessor.demo.DemoTracks;
import org.audioprocessor.desktop.WindowThreads;
import org.audioprocessor.desktop.batch.AddFiles;
import org.audioprocessor.desktop.batch.Batch;
import org.audioprocessor.desktop.batch.Incoming;
import org.audioprocessor.desktop.dialog.People;
import org.audioprocessor.desktop.meters.MeterServices.MeterChoice;
import org.audioprocessor.desktop.track.graph.LoudnessGraphs;
import org.audioprocessor.desktop.work.ConnectionBadgeState;
import org.audioprocessor.desktop.work.HandledFailures;
import org.audioprocessor.desktop.work.NowPlaying;
import org.audioprocessor.desktop.work.QueuePoller;
import org.audioprocessor.desktop.work.QueuePoller.ReviewCounts;
import org.audioprocessor.desktop.work.TrackSelection;
import org.audioprocessor.desktop.work.TrackSelection.ListenRequests;
import org.audioprocessor.desktop.work.UiExecutors;
import org.audioprocessor.desktop.work.UploadActions;
import org.audioprocessor.queue.connect.EmbeddedDatabase;
import org.audioprocessor.worker.TracksAtOnce;

/** The components of one open connection, from which the screens are created. */
public final class WorkspaceContext implements AutoCloseable {
  private final ApplicationOptions options;
  private final Application application;
  private final WindowContext windowContext;
  private final People people;
  private final UploadActions.Resources resources;
  private final UploadActions actions;
  private final Incoming incoming;
  private final FirstRows firstRows = new FirstRows();
  private final TrackSelection selection = new TrackSelection();
  private final ListenRequests listenRequests = new ListenRequests();
  private final NowPlaying nowPlaying = new NowPlaying();
  private final MeterChoice meterChoice;
  private final LoudnessGraphs loudnessGraphs;
  private final ReviewCounts reviewCounts;

  private WorkspaceContext(
      ApplicationOptions options, Application application, WindowContext windowContext) {
    this.options = options;
    this.application = application;
    this.windowContext = windowContext;
    UiExecutors executors = windowContext.executors();
    people = people(application, windowContext);
    resources =
        new UploadActions.Resources(
            application.queue(),
            batch(application, windowContext),
            poller(application, windowContext),
            new HandledFailures(windowContext.state(), connection().name()),
            new RawLengths(application));
    reviewCounts = new ReviewCounts(application.queue().reviews(), resources.poller(), executors);
    RenditionDownload downloads = new RenditionDownload(application.store(), application.keys());
    actions = new UploadActions(resources, downloads, people, executors);
    meterChoice = new MeterChoice(windowContext.state());
    loudnessGraphs = ScreenFactory.loudnessGraphs(application);
    AddFiles adding = new AddFiles(application.addUploads(), windowContext.notices(), executors);
    incoming = new Incoming(adding, resources, this::demoTracks, people, executors);
  }

  /** Marks every question about production with the connection's name. */
  private static People people(Application application, WindowContext windowContext) {
    ConnectionBadgeState connection =
        ConnectionBadgeState.of(
            application.settings().settings().connection(), application.workspace());
    return connection.kind() == ConnectionBadgeState.Kind.PRODUCTION
        ? windowContext.people().inProduction(connection.name())
        : windowContext.people();
  }

  private static Batch batch(Application application, WindowContext windowContext) {
    int tracks = application.settings().settings().threads();
    return new Batch(
        application.windowWorkplace(),
        tracks > 0 ? tracks : TracksAtOnce.ofThisMachine(),
        windowContext.threads().background(),
        windowContext.threads().pulse());
  }

  private static QueuePoller poller(Application application, WindowContext windowContext) {
    WindowThreads threads = windowContext.threads();
    return new QueuePoller(
        application.queue(), threads.timer(), threads.ui(), windowContext.notices());
  }

  private List<Path> demoTracks() throws IOException {
    Path folder = application.workspace().folder().resolve("made-tracks");
    List<Path> files = new ArrayList<>(DemoTracks.write(folder));
    files.add(DemoTracks.writeCorrupt(folder));
    return files;
  }

  /** Opens the connection; waits for disk and database, so never call it on the JavaFX thread. */
  public static WorkspaceContext open(
      ApplicationOptions options, WindowContext windowContext, EmbeddedDatabase.Waiting waiting)
      throws StartupException {
    return new WorkspaceContext(options, Application.open(options, waiting), windowContext);
  }

  /** Returns the options with which the application was opened. */
  ApplicationOptions options() {
    return options;
  }

  public Application application() {
    return application;
  }

  public WindowContext window() {
    return windowContext;
  }

  /** Returns the dialogs of this connection. */
  People people() {
    return people;
  }

  public HandledFailures handledFailures() {
    return resources.handled();
  }

  /** Returns the queue and this window's batch. */
  UploadActions.Resources resources() {
    return resources;
  }

  public Batch batch() {
    return resources.batch();
  }

  public QueuePoller poller() {
    return resources.poller();
  }

  UploadActions actions() {
    return actions;
  }

  public Incoming incoming() {
    return incoming;
  }

  public FirstRows firstRows() {
    return firstRows;
  }

  public TrackSelection selection() {
    return selection;
  }

  public ListenRequests listenRequests() {
    return listenRequests;
  }

  LoudnessGraphs loudnessGraphs() {
    return loudnessGraphs;
  }

  public ReviewCounts reviewCounts() {
    return reviewCounts;
  }

  /** Returns the scale and unit of the meters. */
  MeterChoice meterChoice() {
    return meterChoice;
  }

  public NowPlaying nowPlaying() {
    return nowPlaying;
  }

  public ConnectionBadgeState connection() {
    return ConnectionBadgeState.of(
        application.settings().settings().connection(), application.workspace());
  }

  /** Releases running claims, within 25 s. */
  @Override
  public void close() throws StartupException {
    poller().close();
    batch().close();
    application.close();
  }

  /**
   * Defers tasks until the first screen shows its rows: the count of a large table loads the
   * database for a second, and the side panes load this machine. UI thread only.
   */
  public static final class FirstRows {
    private final List<Runnable> waiting = new ArrayList<>();
    private boolean had;

    /** Runs the task now if the rows are shown, otherwise as soon as they are. */
    public void then(Runnable task) {
      if (had) {
        task.run();
      } else {
        waiting.add(task);
      }
    }

    /** Reports that the rows are shown, or that there are none to wait for. */
    public void complete() {
      had = true;
      List<Runnable> tasks = List.copyOf(waiting);
      waiting.clear();
      tasks.forEach(Runnable::run);
    }

    public boolean isComplete() {
      return had;
    }
  }
}
