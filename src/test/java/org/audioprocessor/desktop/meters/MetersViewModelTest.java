package org.audioprocessor.desktop.meters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import javafx.beans.property.SimpleObjectProperty;
import org.audioprocessor.app.DesktopState;
import org.audioprocessor.desktop.batch.TrackProgress;
import org.audioprocessor.desktop.meters.MeterServices.MeterChoice;
import org.audioprocessor.desktop.meters.MeteredScreen.MeterWords;
import org.audioprocessor.desktop.meters.MetersViewModel.MeterSubject;
import org.audioprocessor.desktop.work.NowPlaying;
import org.audioprocessor.desktop.work.TrackSelection;
import org.audioprocessor.desktop.work.TrackSelection.Selected;
import org.audioprocessor.loudness.LoudnessMeter;
import org.audioprocessor.preview.meter.EbuMeter;
import org.audioprocessor.preview.meter.EbuReading.MeterScale;
import org.audioprocessor.process.ProgressEvent;
import org.audioprocessor.process.Stage;
import org.audioprocessor.queue.Claim;
import org.audioprocessor.queue.Upload;
import org.audioprocessor.testing.Signals;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** EBU mode (Tech 3341) as it is shown, without a toolkit; time is the test's. */
class MetersViewModelTest {
  private static final int RATE = 48_000;
  private static final double TARGET_LUFS = -14;

  @TempDir Path folder;

  private final NowPlaying heard = new NowPlaying();
  private final EbuMeter meter = new EbuMeter(RATE, TARGET_LUFS);
  private final SimpleObjectProperty<Map<String, TrackProgress>> running =
      new SimpleObjectProperty<>(Map.of());
  private final TrackSelection selection = new TrackSelection();
  private long nanos;

  private MetersViewModel model;

  @BeforeEach
  void open() throws IOException {
    model = another();
  }

  private MetersViewModel another() throws IOException {
    DesktopState state = DesktopState.read(folder.resolve("window"), Runnable::run);
    return new MetersViewModel(
        new MeterServices(
            heard,
            running,
            selection,
            new MeterChoice(state),
            new MeterServices.Limits(TARGET_LUFS, -1.5)));
  }

  private void hear(double dbfs, double seconds) {
    heard.play(meter);
    float[][] tone = Signals.tone(RATE, Signals.at(dbfs, seconds));
    meter.feed(tone, 0, tone[0].length);
    pull(0);
  }

  private void pull(double secondsLater) {
    nanos += (long) (secondsLater * 1e9);
    model.pull(nanos);
  }

  private void process(String uploadId, Stage stage, double dbfs, double seconds) {
    LoudnessMeter measured = LoudnessMeter.stereo(RATE);
    float[][] tone = Signals.tone(RATE, Signals.at(dbfs, seconds));
    measured.feed(tone, 0, tone[0].length);
    ProgressEvent event = new ProgressEvent(stage, 0.5, 40, 1, measured.snapshot());
    Claim claim = new Claim(new Upload(uploadId, uploadId + ".wav"), "here", 1, 1);
    Map<String, TrackProgress> all = new HashMap<>(running.get());
    all.put(uploadId, new TrackProgress(claim, event, OptionalDouble.empty()));
    running.set(all);
    pull(0);
  }

  @Test
  void beforeAnythingIsHeardNoFigureHasAValue() {
    pull(0);
    MeterFigures now = model.figures();
    assertThat(now.momentaryLufs).isNaN();
    assertThat(now.integratedLufs).isNaN();
    assertThat(model.captionProperty().get()).isEqualTo("Nothing played yet");
    assertThat(model.controllableProperty().get()).isFalse();
    model.reset();
    model.pauseOrStart();
  }

  @Test
  void whatIsHeardShowsEveryQuantityOfEbuMode() {
    hear(-20, 10);
    MeterFigures now = model.figures();
    assertThat(now.momentaryLufs).isCloseTo(-20, within(0.1));
    assertThat(now.shortTermLufs).isCloseTo(-20, within(0.1));
    assertThat(now.integratedLufs).isCloseTo(-20, within(0.1));
    assertThat(now.rangeLu).isCloseTo(0, within(0.1));
    assertThat(now.rangeUnstable).as("in the first 60 s").isTrue();
    assertThat(now.maxMomentaryLufs).isCloseTo(-20, within(0.1));
    assertThat(now.maxShortTermLufs).isCloseTo(-20, within(0.1));
    assertThat(now.highestPeakDbtp()).isCloseTo(-20, within(0.2));
    assertThat(model.trace().size()).as("ten points a second").isEqualTo(100);
    assertThat(model.captionProperty().get()).isEqualTo("Now playing");
  }

  @Test
  void whenTheSoundStopsTheIntegratedFiguresStayAndTheLiveOnesGo() {
    hear(-20, 5);
    pull(1);
    assertThat(model.figures().momentaryLufs).isNaN();
    assertThat(model.figures().shortTermLufs).isNaN();
    assertThat(model.figures().integratedLufs).isCloseTo(-20, within(0.1));
    assertThat(model.captionProperty().get()).isEqualTo("Last played");
  }

  @Test
  void theHeadingNamesTrackRenditionAndTheGainOfAComparison() {
    heard.setSound(new NowPlaying.Sound("Song.wav", "low", 0));
    hear(-20, 5);
    assertThat(model.captionProperty().get()).isEqualTo("Now playing: Song.wav · low");
    heard.setSound(new NowPlaying.Sound("Song.wav", "low", -10.8));
    pull(0);
    assertThat(model.captionProperty().get())
        .isEqualTo("Now playing: Song.wav · low (played at −10.8 dB)");
    pull(1);
    assertThat(model.captionProperty().get()).startsWith("Last played: Song.wav · low");
  }

  @Test
  void anotherRenditionLeavesNothingOfTheOneBeforeInFiguresAndHistory() throws IOException {
    MetersViewModel other = another();
    heard.setSound(new NowPlaying.Sound("Song.wav", "raw", 0));
    hear(-0.4, 5);
    other.pull(nanos);
    meter.restart();
    heard.setSound(new NowPlaying.Sound("Song.wav", "low", 0));
    hear(-30, 5);
    other.pull(nanos);
    for (MetersViewModel one : List.of(model, other)) {
      assertThat(one.figures().integratedLufs).isCloseTo(-30, within(0.1));
      assertThat(one.figures().maxMomentaryLufs).isCloseTo(-30, within(0.1));
      assertThat(one.figures().highestPeakDbtp()).isCloseTo(-30, within(0.3));
      assertThat(one.trace().size()).isEqualTo(50);
    }
  }

  @Test
  void aBlindTestHidesEveryFigureAndLine() {
    hear(-20, 5);
    heard.setBlind(true);
    hear(-20, 1);
    assertThat(model.captionProperty().get()).isEqualTo("Hidden during the blind test");
    assertThat(model.figures().momentaryLufs).isNaN();
    assertThat(model.figures().integratedLufs).isNaN();
    assertThat(model.figures().highestPeakDbtp()).isNaN();
    assertThat(model.trace().size()).isZero();
    assertThat(MeterWords.of("", model.figures(), model.limits(), false))
        .doesNotContainPattern("[0-9]");
    heard.setBlind(false);
    hear(-20, 1);
    assertThat(model.figures().momentaryLufs).isCloseTo(-20, within(0.1));
  }

  @Test
  void aPeakAboveTheCeilingIsSaidInWordsAndOneAtItIsNot() {
    hear(-1.5, 2);
    assertThat(MeterWords.of("", model.figures(), model.limits(), false)).doesNotContain("ceiling");
    meter.restart();
    hear(-0.8, 2);
    assertThat(MeterWords.of("", model.figures(), model.limits(), false))
        .contains("above the ceiling of −1.5 dBTP");
  }

  @Test
  void pauseHoldsIntegratedAndRangeWhileMomentaryGoesOnAndStartGoesOnFromThere() {
    hear(-20, 5);
    model.pauseOrStart();
    hear(-10, 5);
    assertThat(model.runningProperty().get()).isFalse();
    assertThat(model.figures().integratedLufs).isCloseTo(-20, within(0.1));
    assertThat(model.figures().maxMomentaryLufs).isCloseTo(-20, within(0.1));
    assertThat(model.figures().momentaryLufs).isCloseTo(-10, within(0.1));
    model.pauseOrStart();
    hear(-10, 5);
    assertThat(model.runningProperty().get()).isTrue();
    assertThat(model.figures().integratedLufs).isGreaterThan(-13.5);
  }

  @Test
  void resetBeginsIntegratedRangeMaximaAndPeakAnewTogether() {
    hear(-10, 5);
    model.reset();
    pull(0);
    MeterFigures now = model.figures();
    assertThat(now.integratedLufs).isNaN();
    assertThat(now.rangeLu).isNaN();
    assertThat(now.maxMomentaryLufs).isNaN();
    assertThat(now.maxShortTermLufs).isNaN();
    assertThat(now.highestPeakDbtp()).isNaN();
    assertThat(model.trace().size()).isZero();
    hear(-30, 5);
    assertThat(now.integratedLufs).isCloseTo(-30, within(0.1));
    assertThat(now.maxMomentaryLufs).as("M of the first moment holds what was before").isNotNaN();
  }

  @Test
  void bothPassesOfATrackAreShownEachFromItsBeginning() {
    process("a", Stage.MEASURE, -30, 20);
    assertThat(model.subjectProperty().get()).isEqualTo(MeterSubject.PROCESSED);
    assertThat(model.captionProperty().get()).isEqualTo("a.wav · input, first pass");
    assertThat(model.figures().integratedLufs).isCloseTo(-30, within(0.1));
    assertThat(model.trace().size()).as("20 s of music, however fast").isEqualTo(200);
    assertThat(model.controllableProperty().get()).isFalse();
    process("a", Stage.RENDER, -14, 10);
    assertThat(model.captionProperty().get()).isEqualTo("a.wav · second pass");
    assertThat(model.figures().integratedLufs).isCloseTo(-14, within(0.1));
    assertThat(model.trace().size()).isEqualTo(100);
  }

  @Test
  void theSelectedTrackIsTheOneThatIsShownAndSoundComesFirst() {
    process("a", Stage.MEASURE, -30, 5);
    process("b", Stage.MEASURE, -20, 5);
    selection.select(new Selected("b", "b.wav"));
    pull(0);
    assertThat(model.captionProperty().get()).startsWith("b.wav");
    hear(-25, 1);
    assertThat(model.subjectProperty().get()).isEqualTo(MeterSubject.HEARD);
    model.show(MeterSubject.PROCESSED);
    hear(-25, 1);
    assertThat(model.subjectProperty().get()).as("picked by a person").hasToString("PROCESSED");
  }

  @Test
  void scaleAndUnitAreKept() throws IOException {
    assertThat(model.scaleProperty().get()).isEqualTo(MeterScale.EBU_9);
    assertThat(model.relativeProperty().get()).isFalse();
    model.switchScale();
    model.setRelative(true);
    model = another();
    assertThat(model.scaleProperty().get()).isEqualTo(MeterScale.EBU_18);
    assertThat(model.relativeProperty().get()).isTrue();
  }

  @Test
  void everyFigureHasItsUnitAndZeroLuIsTheTarget() {
    LevelText text = new LevelText(TARGET_LUFS, true);
    assertThat(text.of(-14.04, false)).isEqualTo("−14.0 LUFS");
    assertThat(text.of(-11, true)).isEqualTo("+3.0 LU");
    assertThat(text.of(-14, true)).isEqualTo("0.0 LU");
    assertThat(text.of(Double.NaN, true)).isEqualTo("– LU");
    assertThat(LevelText.tick(0, TARGET_LUFS, true)).isEqualTo("0 LU");
    assertThat(LevelText.tick(9, TARGET_LUFS, true)).isEqualTo("+9");
    assertThat(LevelText.tick(-18, TARGET_LUFS, false)).isEqualTo("−32");
    assertThat(LevelText.tick(0, -14.5, false)).isEqualTo("−14.5 LUFS");
    hear(-11, 5);
    assertThat(MeterWords.of("Heard", model.figures(), model.limits(), true))
        .contains("momentary +3.0 LU", "highest short-term +3.0 LU", "left −11.0 dBTP")
        .doesNotContain("NaN");
  }
}
