package org.audioprocessor.desktop.meters;

import java.util.List;
import java.util.Map;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.work.TrackProgress;
import org.audioprocessor.desktop.work.TrackSelection;
import org.audioprocessor.loudness.LoudnessSnapshot;
import org.audioprocessor.pipeline.Stage;
import org.audioprocessor.preview.meter.EbuMeter;
import org.audioprocessor.preview.meter.HistoryPoint;
import org.audioprocessor.preview.meter.MeterScale;
import org.jspecify.annotations.Nullable;

/** Which meter is shown, and its latest figures: pulled once a frame. UI thread only. */
public final class MetersViewModel {
  private static final String SCALE = "meters.scale";
  private static final long SILENT_AFTER_NANOS = 400_000_000L;

  private final MeterServices services;
  private final MeterFigures figures = new MeterFigures();
  private final MeterTrace trace = new MeterTrace();
  private final ReadOnlyObjectWrapper<MeterSubject> subject =
      new ReadOnlyObjectWrapper<>(MeterSubject.HEARD);
  private final ReadOnlyObjectWrapper<MeterScale> scale = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper caption = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper controllable = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper(true);
  private @Nullable Object source;
  private @Nullable Stage stage;
  private @Nullable Stage toldStage;
  private double tracedSeconds;
  private boolean picked;
  private boolean playing;
  private boolean toldPlaying;
  private long heardNanos = Long.MIN_VALUE;
  private long nextHeard;
  private @Nullable EbuMeter listenedTo;

  public MetersViewModel(MeterServices services) {
    this.services = services;
    boolean wide = "18".equals(services.state().get(SCALE));
    scale.set(wide ? MeterScale.EBU_18 : MeterScale.EBU_9);
    trace.clear();
  }

  MeterFigures figures() {
    return figures;
  }

  MeterTrace trace() {
    return trace;
  }

  double targetLufs() {
    return services.targetLufs();
  }

  ReadOnlyObjectProperty<MeterSubject> subjectProperty() {
    return subject.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<MeterScale> scaleProperty() {
    return scale.getReadOnlyProperty();
  }

  /** Whose figures these are, in words. */
  ReadOnlyStringProperty captionProperty() {
    return caption.getReadOnlyProperty();
  }

  /** Reset, pause and start mean something: a track that is processed is measured as a whole. */
  ReadOnlyBooleanProperty controllableProperty() {
    return controllable.getReadOnlyProperty();
  }

  /** Integrates; else it is paused. */
  ReadOnlyBooleanProperty runningProperty() {
    return running.getReadOnlyProperty();
  }

  /** By a person; from now on it does not change by itself. */
  void show(MeterSubject wanted) {
    picked = true;
    subject.set(wanted);
  }

  void switchScale() {
    setScale(scale.get() == MeterScale.EBU_9 ? MeterScale.EBU_18 : MeterScale.EBU_9);
  }

  void setScale(MeterScale wanted) {
    scale.set(wanted);
    services.state().put(SCALE, wanted == MeterScale.EBU_18 ? "18" : "9");
  }

  void reset() {
    EbuMeter meter = services.heard().meterProperty().get();
    if (controllable.get() && meter != null) {
      meter.reset();
      nextHeard = 0;
      trace.clear();
    }
  }

  /** The figures that integrate stand still, or go on. */
  void pauseOrStart() {
    EbuMeter meter = services.heard().meterProperty().get();
    if (controllable.get() && meter != null) {
      if (meter.reading().running()) {
        meter.pause();
      } else {
        meter.start();
      }
    }
  }

  /**
   * Reads what is shown next.
   *
   * @param nanos rises with time, as frames are counted
   */
  void pull(long nanos) {
    listen(nanos);
    if (!picked) {
      follow();
    }
    if (subject.get() == MeterSubject.HEARD) {
      pullHeard();
    } else {
      pullProcessed();
    }
    running.set(figures.running);
  }

  /** A meter that got no sound for a while keeps its last reading: nobody plays. */
  private void listen(long nanos) {
    EbuMeter meter = services.heard().meterProperty().get();
    if (meter != listenedTo) {
      listenedTo = meter;
      nextHeard = 0;
    }
    List<HistoryPoint> heard = meter == null ? List.of() : meter.history(nextHeard);
    if (!heard.isEmpty()) {
      nextHeard = heard.getLast().number() + 1;
      heardNanos = nanos;
    }
    playing = !heard.isEmpty() || (playing && nanos - heardNanos < SILENT_AFTER_NANOS);
    if (meter != null && subject.get() == MeterSubject.HEARD && meter.equals(source)) {
      trace.addHeard(heard);
    }
  }

  /** What is heard, as long as there is sound; else what is processed, as long as there is work. */
  private void follow() {
    if (playing) {
      subject.set(MeterSubject.HEARD);
    } else if (!services.batch().runningProperty().get().isEmpty()) {
      subject.set(MeterSubject.PROCESSED);
    }
  }

  private void pullHeard() {
    EbuMeter meter = services.heard().meterProperty().get();
    controllable.set(meter != null);
    if (from(meter, null) || playing != toldPlaying) {
      toldPlaying = playing;
      caption.set(heardCaption(meter != null, playing));
    }
    if (meter != null) {
      figures.read(meter.reading(), playing);
    }
  }

  private static String heardCaption(boolean metered, boolean playing) {
    if (!metered) {
      return Messages.text("meters.nothing-heard");
    }
    return Messages.text(playing ? "meters.heard" : "meters.heard.still");
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
    // what follows the second pass meters nothing: its figures stay
    boolean another = from(progress.claim().uploadId(), firstPass ? Stage.MEASURE : Stage.RENDER);
    if (another || now != toldStage) {
      toldStage = now;
      String word = Messages.word("meters.stage.", now);
      caption.set(progress.claim().fileName() + " · " + word);
    }
    LoudnessSnapshot meter = progress.event().meter();
    if (meter != null) {
      figures.read(meter);
      if (meter.seconds() - tracedSeconds >= 1.0 / MeterTrace.POINTS_PER_SECOND) {
        tracedSeconds = meter.seconds();
        trace.add(figures.momentaryLufs, figures.shortTermLufs);
      }
    }
  }

  /** The selected track while it is processed, else the one shown before, else any. */
  private @Nullable TrackProgress progress() {
    Map<String, TrackProgress> all = services.batch().runningProperty().get();
    TrackSelection.Selected selected = services.selection().selectedProperty().get();
    TrackProgress own = selected == null ? null : all.get(selected.uploadId());
    if (own != null || all.isEmpty()) {
      return own;
    }
    TrackProgress before = source instanceof String uploadId ? all.get(uploadId) : null;
    return before != null ? before : all.values().iterator().next();
  }

  /** Another meter begins another history; returns whether it is another one. */
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
}
