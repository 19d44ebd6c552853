package org.audioprocessor.desktop.meters;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.audioprocessor.desktop.batch.TrackProgress;
import org.audioprocessor.desktop.controls.Formats;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.work.NowPlaying;
import org.audioprocessor.desktop.work.TrackSelection;
import org.audioprocessor.loudness.LoudnessSnapshot;
import org.audioprocessor.preview.meter.EbuMeter;
import org.audioprocessor.preview.meter.EbuReading.MeterScale;
import org.audioprocessor.preview.meter.LoudnessHistory.HistoryPoint;
import org.audioprocessor.process.Stage;
import org.jspecify.annotations.Nullable;

/** Selects the meter and pulls its figures once a frame. UI thread only. */
public final class MetersViewModel {

  private final MeterServices services;
  private final MeterFigures figures = new MeterFigures();
  private final MeterTrace trace = new MeterTrace();
  private final ReadOnlyObjectWrapper<MeterSubject> subject =
      new ReadOnlyObjectWrapper<>(MeterSubject.HEARD);
  private final ReadOnlyStringWrapper caption = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper controllable = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper(true);
  private final PlayerMeter heard;
  private @Nullable Object source;
  private @Nullable Stage stage;
  private @Nullable Stage toldStage;
  private double tracedSeconds;
  private boolean picked;
  private boolean toldPlaying;
  private boolean toldBlind;
  private NowPlaying.@Nullable Sound sound;

  public MetersViewModel(MeterServices services) {
    this.services = services;
    heard = new PlayerMeter(services.heard());
    trace.clear();
  }

  MeterFigures figures() {
    return figures;
  }

  MeterTrace trace() {
    return trace;
  }

  double targetLufs() {
    return services.limits().targetLufs();
  }

  MeterServices.Limits limits() {
    return services.limits();
  }

  /** Returns the limiter's ceiling; encoding may raise a peak above it. */
  double ceilingDbtp() {
    return services.limits().ceilingDbtp();
  }

  ReadOnlyObjectProperty<MeterSubject> subjectProperty() {
    return subject.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<MeterScale> scaleProperty() {
    return services.choice().scaleProperty();
  }

  /** Whether loudness is shown in LU from the target instead of LUFS. */
  ReadOnlyBooleanProperty relativeProperty() {
    return services.choice().relativeProperty();
  }

  void setRelative(boolean inLu) {
    services.choice().setRelative(inLu);
  }

  /** The name of the source. */
  ReadOnlyStringProperty captionProperty() {
    return caption.getReadOnlyProperty();
  }

  /** Whether reset, pause and start apply; a track in processing is measured as a whole. */
  ReadOnlyBooleanProperty controllableProperty() {
    return controllable.getReadOnlyProperty();
  }

  /** Whether the meter integrates; false while it is paused. */
  ReadOnlyBooleanProperty runningProperty() {
    return running.getReadOnlyProperty();
  }

  /** Selects the source; from now on it does not change automatically. */
  void show(MeterSubject wanted) {
    picked = true;
    subject.set(wanted);
  }

  void switchScale() {
    boolean narrow = scaleProperty().get() == MeterScale.EBU_9;
    setScale(narrow ? MeterScale.EBU_18 : MeterScale.EBU_9);
  }

  void setScale(MeterScale wanted) {
    services.choice().setScale(wanted);
  }

  void reset() {
    if (controllable.get()) {
      heard.reset();
      trace.clear();
    }
  }

  /** Pauses or resumes the integrating figures. */
  void pauseOrStart() {
    if (controllable.get()) {
      heard.pauseOrStart();
    }
  }

  /**
   * Reads the figures for the next frame.
   *
   * @param nanos rises with time, as frames are counted
   */
  void pull(long nanos) {
    List<HistoryPoint> news = heard.newHistory(nanos);
    if (!picked) {
      follow();
    }
    if (subject.get() == MeterSubject.HEARD) {
      pullHeard(news);
    } else {
      pullProcessed();
    }
    running.set(figures.running);
  }

  /** Follows the player while it plays, otherwise the processing while a batch is running. */
  private void follow() {
    if (heard.isPlaying()) {
      subject.set(MeterSubject.HEARD);
    } else if (!services.running().getValue().isEmpty()) {
      subject.set(MeterSubject.PROCESSED);
    }
  }

  private void pullHeard(List<HistoryPoint> news) {
    // in a blind test, different figures and lines of A, B and X would reveal X
    boolean blind = services.heard().isBlind();
    EbuMeter meter = blind ? null : heard.meter();
    boolean playing = heard.isPlaying();
    controllable.set(meter != null);
    boolean anotherSound = anotherSound();
    boolean another = from(meter, null) || anotherSound;
    if (another || playing != toldPlaying || blind != toldBlind) {
      toldPlaying = playing;
      toldBlind = blind;
      caption.set(heardCaption(meter != null, playing));
    }
    if (meter != null) {
      figures.read(meter.reading(), playing);
      trace.addHeard(news);
    }
  }

  /** Restarts the history with each track and rendition, as the player restarts its meter. */
  private boolean anotherSound() {
    NowPlaying.Sound now = services.heard().sound();
    if (Objects.equals(now, sound)) {
      return false;
    }
    sound = now;
    trace.clear();
    return true;
  }

  private String heardCaption(boolean metered, boolean playing) {
    if (services.heard().isBlind()) {
      return Messages.text("meters.blind");
    }
    if (!metered) {
      return Messages.text("meters.nothing-heard");
    }
    String word = Messages.text(playing ? "meters.heard" : "meters.heard.still");
    NowPlaying.Sound now = sound;
    if (now == null) {
      return word;
    }
    String what = Messages.text("meters.heard.what", word, now.fileName(), now.rendition());
    return now.comparisonGainDb() == 0
        ? what
        : Messages.text("meters.heard.matched", what, Formats.level(now.comparisonGainDb()));
  }

  private void pullProcessed() {
    controllable.set(false);
    TrackProgress progress = progress();
    if (progress == null) {
      if (from(null, null)) {
        caption.set(Messages.text("meters.nothing-processed"));
      }
      return;
    }
    Stage now = progress.event().stage();
    boolean firstPass = now == Stage.FETCH || now == Stage.MEASURE;
    // after the second pass nothing is metered: the figures stay
    boolean another = from(progress.claim().uploadId(), firstPass ? Stage.MEASURE : Stage.RENDER);
    if (another || now != toldStage) {
      toldStage = now;
      String word = Messages.word("meters.stage.", now);
      caption.set(progress.claim().fileName() + " · " + word);
    }
    LoudnessSnapshot meter = progress.event().meter();
    if (meter != null) {
      figures.read(meter);
      // a pass is many times faster than the music: the line jumps to the current values
      int points = (int) ((meter.seconds() - tracedSeconds) * MeterTrace.POINTS_PER_SECOND);
      if (points > 0) {
        tracedSeconds = meter.seconds();
        trace.glide(points, figures.momentaryLufs, figures.shortTermLufs);
      }
    }
  }

  /** Returns the selected track if it is running, else the one shown before, else any. */
  private @Nullable TrackProgress progress() {
    Map<String, TrackProgress> all = services.running().getValue();
    TrackSelection.Selected selected = services.selection().selectedProperty().get();
    TrackProgress own = selected == null ? null : all.get(selected.uploadId());
    if (own != null || all.isEmpty()) {
      return own;
    }
    TrackProgress before = source instanceof String uploadId ? all.get(uploadId) : null;
    return before != null ? before : all.values().iterator().next();
  }

  /** Restarts the history with another meter; returns whether it is another one. */
  private boolean from(@Nullable Object meterOrUpload, @Nullable Stage step) {
    Object now = meterOrUpload == null ? subject.get() : meterOrUpload;
    if (now.equals(source) && step == stage) {
      return false;
    }
    source = now;
    stage = step;
    tracedSeconds = 0;
    trace.clear();
    figures.clear();
    return true;
  }

  /** The source of the figures. */
  enum MeterSubject {
    HEARD,
    PROCESSED
  }
}
