package org.audioprocessor.desktop.wiring;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.audioprocessor.app.Parts;
import org.audioprocessor.app.PartsException;
import org.audioprocessor.app.PartsOptions;
import org.audioprocessor.demo.DemoTracks;
import org.audioprocessor.desktop.FirstLook;
import org.audioprocessor.desktop.Threads;
import org.audioprocessor.desktop.batch.AddFiles;
import org.audioprocessor.desktop.batch.Batch;
import org.audioprocessor.desktop.batch.Incoming;
import org.audioprocessor.desktop.dialog.People;
import org.audioprocessor.desktop.meters.MeterChoice;
import org.audioprocessor.desktop.track.graph.LoudnessGraphs;
import org.audioprocessor.desktop.work.Connection;
import org.audioprocessor.desktop.work.HandledFailures;
import org.audioprocessor.desktop.work.Lanes;
import org.audioprocessor.desktop.work.ListenRequests;
import org.audioprocessor.desktop.work.LiveCounts;
import org.audioprocessor.desktop.work.NowPlaying;
import org.audioprocessor.desktop.work.ReviewCounts;
import org.audioprocessor.desktop.work.TrackSelection;
import org.audioprocessor.desktop.work.UploadActions;
import org.audioprocessor.queue.connect.EmbeddedDatabase;
import org.audioprocessor.worker.TracksAtOnce;

/** All that screens are made from, for one open connection; screens get the pieces they need. */
public final class Workbench implements AutoCloseable {
  private final PartsOptions options;
  private final Parts parts;
  private final Desk desk;
  private final People people;
  private final UploadActions.Subject subject;
  private final UploadActions actions;
  private final Incoming incoming;
  private final FirstLook firstLook = new FirstLook();
  private final TrackSelection selection = new TrackSelection();
  private final ListenRequests listenRequests = new ListenRequests();
  private final NowPlaying nowPlaying = new NowPlaying();
  private final MeterChoice meterChoice;
  private final LoudnessGraphs loudnessGraphs;
  private final ReviewCounts reviewCounts;

  private Workbench(PartsOptions options, Parts parts, Desk desk) {
    this.options = options;
    this.parts = parts;
    this.desk = desk;
    Lanes lanes = desk.threads().lanes();
    people = people(parts, desk);
    subject =
        new UploadActions.Subject(
            parts.queue(),
            batch(parts, desk),
            counts(parts, desk),
            new HandledFailures(desk.state(), connection().name()),
            new RawLengths(parts));
    reviewCounts = new ReviewCounts(parts.queue().verdicts(), subject.counts(), lanes);
    RenditionDownload downloads = new RenditionDownload(parts.store(), parts.keys());
    actions = new UploadActions(subject, downloads::write, people, lanes);
    meterChoice = new MeterChoice(desk.state());
    loudnessGraphs = TrackWiring.loudnessGraphs(parts);
    AddFiles adding = new AddFiles(parts.addUploads(), desk.notices(), lanes);
    incoming = new Incoming(adding, subject, this::demoTracks, people, lanes);
  }

  /** Every question about production names the place. */
  private static People people(Parts parts, Desk desk) {
    Connection connection =
        Connections.of(parts.settings().settings().connection(), parts.workspace());
    return connection.kind() == Connection.Kind.PRODUCTION
        ? desk.people().inProduction(connection.name())
        : desk.people();
  }

  private static Batch batch(Parts parts, Desk desk) {
    int tracks = parts.settings().settings().threads();
    return new Batch(
        parts.workplace(),
        tracks > 0 ? tracks : TracksAtOnce.ofThisMachine(),
        desk.threads().background(),
        desk.threads().pulse());
  }

  private static LiveCounts counts(Parts parts, Desk desk) {
    Threads threads = desk.threads();
    return new LiveCounts(parts.queue(), threads.timer(), threads.ui(), desk.notices());
  }

  private List<Path> demoTracks() throws IOException {
    Path folder = parts.workspace().folder().resolve("made-tracks");
    List<Path> files = new ArrayList<>(DemoTracks.write(folder));
    files.add(DemoTracks.writeCorrupt(folder));
    return files;
  }

  /** Waits for disk and database: never on the JavaFX thread. */
  public static Workbench open(PartsOptions options, Desk desk, EmbeddedDatabase.Waiting waiting)
      throws PartsException {
    return new Workbench(options, Parts.open(options, waiting), desk);
  }

  /** From what the parts were opened. */
  PartsOptions options() {
    return options;
  }

  public Parts parts() {
    return parts;
  }

  public Desk desk() {
    return desk;
  }

  /** Questions of this connection go there. */
  People people() {
    return people;
  }

  public HandledFailures handledFailures() {
    return subject.handled();
  }

  /** The queue, and what this window does with it. */
  UploadActions.Subject subject() {
    return subject;
  }

  public Batch batch() {
    return subject.batch();
  }

  public LiveCounts counts() {
    return subject.counts();
  }

  UploadActions actions() {
    return actions;
  }

  public Incoming incoming() {
    return incoming;
  }

  public FirstLook firstLook() {
    return firstLook;
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

  /** The meter of what is heard. */
  MeterChoice meterChoice() {
    return meterChoice;
  }

  public NowPlaying nowPlaying() {
    return nowPlaying;
  }

  public Connection connection() {
    return Connections.of(parts.settings().settings().connection(), parts.workspace());
  }

  /** Gives back what runs, within 25 s. */
  @Override
  public void close() throws PartsException {
    counts().close();
    batch().close();
    parts.close();
  }
}
