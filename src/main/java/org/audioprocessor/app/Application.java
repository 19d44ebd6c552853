package org.audioprocessor.app;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.audioprocessor.hls.Ladder;
import org.audioprocessor.intake.AddUploads;
import org.audioprocessor.intake.CollectGenerations;
import org.audioprocessor.intake.Rollback;
import org.audioprocessor.io.TemporaryFolders;
import org.audioprocessor.loudness.LoudnessTarget;
import org.audioprocessor.loudness.plan.NormalisationPolicy;
import org.audioprocessor.media.MediaLimits;
import org.audioprocessor.process.RenderSettings;
import org.audioprocessor.process.StoreTrackProcessor;
import org.audioprocessor.process.isolation.IsolatedFiles;
import org.audioprocessor.queue.QueueDatabase;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.UploadQueue;
import org.audioprocessor.queue.connect.EmbeddedDatabase;
import org.audioprocessor.settings.Connection;
import org.audioprocessor.settings.Settings;
import org.audioprocessor.settings.Settings.EffectiveSettings;
import org.audioprocessor.settings.SettingsException;
import org.audioprocessor.settings.SettingsFile;
import org.audioprocessor.settings.SettingsSources;
import org.audioprocessor.settings.Workspace;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.keys.ObjectKeys;
import org.audioprocessor.storage.keys.ObjectLayout;
import org.audioprocessor.worker.Pace;
import org.audioprocessor.worker.claim.PoolServices;

/**
 * The program's components, wired for one workspace. Any number of processes may open the same
 * workspace.
 */
public final class Application implements AutoCloseable {
  /** Many times the recovery time of H2 after a kill on a busy machine. */
  private static final Duration EMBEDDED_MAY_TAKE = Duration.ofMinutes(5);

  private final Workspace workspace;
  private final EffectiveSettings settings;
  private final OpenedLast opened;

  /** The resources to close, in the order of opening. */
  private record OpenedLast(
      TemporaryFolders temporary, ObjectStore store, QueueDatabase database) {}

  private final ObjectKeys keys;
  private final Housekeeping housekeeping;
  private final Decoding decoding;
  private final Duration answer;

  private Application(
      Workspace workspace, EffectiveSettings settings, OpenedLast opened, Duration answer) {
    this.workspace = workspace;
    this.settings = settings;
    this.opened = opened;
    this.answer = answer;
    keys = new ObjectKeys(layout(settings.settings()), Ladder.DEFAULT.names());
    housekeeping = new Housekeeping(this);
    decoding = Decoding.of(settings.settings(), workspace.logs(), temporary());
  }

  /**
   * Opens the components. Creates the workspace folder with its database and store, or the
   * program's own tables in the platform's database, if they are missing.
   *
   * @throws StartupException if the workspace, a setting or the database cannot be used
   */
  public static Application open(ApplicationOptions options) throws StartupException {
    return open(options, EmbeddedDatabase.Waiting.atMost(EMBEDDED_MAY_TAKE));
  }

  /**
   * Opens the components; {@code waiting} decides how long to wait for the workspace's database.
   *
   * @throws StartupException if the workspace, a setting or the database cannot be used
   */
  public static Application open(ApplicationOptions options, EmbeddedDatabase.Waiting waiting)
      throws StartupException {
    try {
      Workspace workspace = Workspace.open(options.workspace());
      EffectiveSettings settings = settings(options);
      layout(settings.settings());
      return new Application(
          workspace, settings, openPlaces(workspace, settings, options, waiting), options.answer());
    } catch (SettingsException | QueueException | StorageException | IllegalArgumentException e) {
      throw StartupException.of(e);
    } catch (IOException e) {
      throw StartupException.unusable(options.workspace(), e);
    }
  }

  /**
   * Reads the effective settings; opens nothing.
   *
   * @throws StartupException if a setting cannot be used
   */
  public static EffectiveSettings settings(ApplicationOptions options) throws StartupException {
    Workspace workspace = new Workspace(options.workspace());
    SettingsFile file = new SettingsFile(workspace.settingsFile(), InstantSource.system());
    try {
      return SettingsSources.resolve(options.flags(), options.environment(), file);
    } catch (SettingsException e) {
      throw StartupException.of(e);
    }
  }

  @SuppressWarnings(
      "MustBeClosedChecker") // closed by the application, or here if opening the next one fails
  private static OpenedLast openPlaces(
      Workspace workspace,
      EffectiveSettings settings,
      ApplicationOptions options,
      EmbeddedDatabase.Waiting waiting)
      throws IOException, QueueException, SettingsException {
    Connection connection = settings.settings().connection();
    TemporaryFolders temporary = TemporaryFolders.open(workspace.temporary());
    try {
      ObjectStore store = ConnectionFactory.store(connection, workspace, options.answer());
      try {
        return new OpenedLast(
            temporary,
            store,
            ConnectionFactory.database(settings.settings(), workspace, options, waiting));
      } catch (QueueException | SettingsException | RuntimeException e) {
        store.close();
        throw e;
      }
    } catch (IOException | QueueException | SettingsException | RuntimeException e) {
      temporary.close();
      throw e;
    }
  }

  public Workspace workspace() {
    return workspace;
  }

  /** The effective settings with the origin of each value. */
  public EffectiveSettings settings() {
    return settings;
  }

  public ObjectStore store() {
    return opened.store();
  }

  public ObjectKeys keys() {
    return keys;
  }

  public UploadQueue queue() {
    return opened.database().queue();
  }

  /** The temporary files of this process. */
  public TemporaryFolders temporary() {
    return opened.temporary();
  }

  /** Converts the settings for rendering. */
  public RenderSettings renderSettings() {
    Settings now = settings.settings();
    NormalisationPolicy usual = NormalisationPolicy.DEFAULT;
    LoudnessTarget target =
        new LoudnessTarget(
            now.target().integratedLufs(),
            now.target().loudnessRangeLu(),
            now.target().truePeakDbtp());
    return new RenderSettings(
        Ladder.DEFAULT,
        now.output().segmentSeconds(),
        new NormalisationPolicy(
            target, usual.maxGainDb(), usual.peaks(), usual.limitAtMostDb(), usual.range()),
        Decoding.encoder(now.output().encoder()),
        MediaLimits.DEFAULT,
        now.output().quality() == Settings.Quality.ALWAYS);
  }

  /**
   * Checks that the chosen encoder is installed.
   *
   * @throws StartupException with a sentence that says what to install
   */
  public void requireEncoder() throws StartupException {
    decoding.requireEncoder(settings.settings().output().encoder());
  }

  /** Returns whether the queue is in the workspace's own database. */
  public boolean isEmbedded() {
    return opened.database() instanceof EmbeddedDatabase;
  }

  /**
   * Starts the housekeeping and, because the first track would wait for them, the bucket's client
   * and a child process in the background.
   */
  public void warmUp() {
    housekeeping.start();
    store().warmUp();
    decoding.warmUp();
  }

  /** The services of a worker pool. */
  public PoolServices workplace() {
    return workplace(renderSettings());
  }

  /** Returns the components of the window's pool. */
  public PoolServices windowWorkplace() {
    return workplace(windowRenderSettings());
  }

  /** Returns the window's settings: quality figures are measured unless they are switched off. */
  RenderSettings windowRenderSettings() {
    Settings.Quality quality = settings.settings().output().quality();
    return renderSettings().withQuality(quality != Settings.Quality.NEVER);
  }

  private PoolServices workplace(RenderSettings rendering) {
    StoreTrackProcessor run =
        new StoreTrackProcessor(store(), keys, temporary(), rendering, BuildInfo.program());
    Settings.Pace set = settings.settings().operation().pace();
    Pace pace =
        new Pace(
            Duration.ofSeconds(set.leaseSeconds()),
            Duration.ofSeconds(set.pollSeconds()),
            set.lostClaims(),
            answer);
    return new PoolServices(queue(), run.withRenderer(decoding.renderer()), run.rawFiles(), pace);
  }

  /** The decoders, in child processes or in this process. */
  public Decoding decoding() {
    return decoding;
  }

  /** The tasks of child processes; empty if the settings select this process. */
  public Optional<IsolatedFiles> isolatedFiles() {
    return decoding.files();
  }

  public AddUploads addUploads() {
    return new AddUploads(
        queue(), store(), keys, decoding.soundCheck(), workspace.folder().resolve("adding"));
  }

  /**
   * Publishes previous generations again.
   *
   * @param owner the requester, in words that an operator recognises
   */
  public Rollback rollback(String owner) {
    return new Rollback(queue(), store(), keys, owner);
  }

  public CollectGenerations collectGenerations() {
    return new CollectGenerations(
        queue(), store(), CollectGenerations.DEFAULT_GRACE, Housekeeping::pace);
  }

  /**
   * Removes incomplete multipart uploads, if the bucket allows listing.
   *
   * @return the number of removed uploads
   */
  public int sweepLeftovers() throws StorageException {
    return store().sweepLeftovers(layout(settings.settings()).processedPrefix());
  }

  /** Closes the components; work that uses them must have ended. */
  @Override
  @SuppressWarnings("try") // named only to be closed
  public void close() throws StartupException {
    try (TemporaryFolders first = opened.temporary();
        ObjectStore second = opened.store();
        QueueDatabase third = opened.database();
        Decoding fourth = decoding;
        Housekeeping fifth = housekeeping) {
      // closed in reverse order, even if one of them fails
    } catch (IOException e) {
      throw StartupException.of(e);
    }
  }

  private static ObjectLayout layout(Settings settings) {
    Settings.Prefixes prefixes = settings.prefixes();
    return new ObjectLayout(
        prefixes.raw(), prefixes.processed(), prefixes.failed(), prefixes.folders());
  }
}
