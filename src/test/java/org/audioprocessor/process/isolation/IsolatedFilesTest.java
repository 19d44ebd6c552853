package org.audioprocessor.process.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.audioprocessor.media.AudioInfo;
import org.audioprocessor.media.MediaException;
import org.audioprocessor.media.MediaFault;
import org.audioprocessor.media.MediaLimits;
import org.audioprocessor.media.encode.AacSettings.Coder;
import org.audioprocessor.process.CancelToken;
import org.audioprocessor.process.FailureKind;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.process.Progress;
import org.audioprocessor.process.measure.FileMeasurement;
import org.audioprocessor.process.measure.FileOverview;
import org.audioprocessor.testing.AudioFiles;
import org.audioprocessor.testing.Signals;
import org.audioprocessor.testing.SystemEncoders;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Raw files, probed and decoded in children. */
class IsolatedFilesTest {
  private static final int RATE = 44_100;

  @TempDir static Path folder;
  private static Children children;
  private static Set<ProcessHandle> others;

  @BeforeAll
  static void open() throws IOException {
    others = ProcessHandle.current().descendants().collect(Collectors.toSet());
    children = Children.real(folder);
  }

  @AfterAll
  static void close() throws IOException {
    children.close();
  }

  private static Path steps() {
    float[][] steps = Signals.tone(RATE, Signals.at(-20, 6), Signals.at(-6, 6));
    return AudioFiles.wav(folder.resolve("steps.wav"), steps, RATE);
  }

  @Test
  void theEncodersOfTheSystemAreLoadedAndNamedByAChild() throws Exception {
    SystemEncoders.require(Coder.FDK);
    try (Children ofThisTest = Children.real(folder.resolve("encoders"))) {
      assertThat(ofThisTest.files().encoders().get(Coder.FDK)).startsWith("FDK AAC ");
    }
  }

  @Test
  void aSoundFileIsDescribed() throws Exception {
    AudioInfo info = children.files().probe(steps());

    assertThat(info.sampleRate()).isEqualTo(RATE);
    assertThat(info.channels()).isEqualTo(2);
    assertThat(info.statedSeconds()).hasValueCloseTo(12.0, within(0.01));
  }

  @Test
  void whatIsNoSoundIsRefusedWithItsFault() {
    Path empty = AudioFiles.write(folder.resolve("empty.mp3"), new byte[0]);

    assertThatThrownBy(() -> children.files().probe(empty))
        .isInstanceOfSatisfying(
            MediaException.class, e -> assertThat(e.kind()).isEqualTo(MediaFault.EMPTY))
        .hasMessageContaining("“empty.mp3” is empty");
  }

  @Test
  void theOverviewShowsPeaksAndLoudnessOverTime() throws Exception {
    FileOverview overview =
        children.files().overview(steps(), 40, new CancelToken(), Progress.NONE);

    assertThat(overview.seconds()).isCloseTo(12.0, within(0.01));
    assertThat(overview.columnSeconds()).isCloseTo(0.3, within(0.001));
    assertThat(overview.peaks()).hasSize(40);
    assertThat(overview.peaks().get(10)).isCloseTo(0.1f, within(0.002f));
    assertThat(overview.peaks().get(30)).isCloseTo(0.501f, within(0.002f));
    assertThat(overview.shortTermLufs().get(15)).isCloseTo(-20f, within(0.1f));
    assertThat(overview.shortTermLufs().get(39)).isCloseTo(-6f, within(0.1f));
    assertThat(overview.loudness().truePeakDbtp()).hasValueCloseTo(-6.0, within(0.1));
  }

  @Test
  void aCancelledOverviewEndsWithItsReason() {
    CancelToken cancel = new CancelToken();
    cancel.cancel(FailureKind.CANCELLED, "The screen was closed.");

    assertThatThrownBy(() -> children.files().overview(steps(), 40, cancel, Progress.NONE))
        .isInstanceOf(ProcessingException.class)
        .hasMessage("The screen was closed.");
  }

  @Test
  void aChildMeasuresAFileAsItStands() throws Exception {
    Path file = steps();
    FileMeasurement found = children.files().measure(file, true, new CancelToken(), Progress.NONE);

    assertThat(found)
        .isEqualTo(
            FileMeasurement.of(file, MediaLimits.DEFAULT, true, new CancelToken(), Progress.NONE));
  }

  @Test
  void aCrashWhileAFileIsMeasuredFailsOnlyThatFile() throws Exception {
    Path file = children.music("measured.wav", 300);

    assertThatThrownBy(
            () -> children.files().measure(file, false, new CancelToken(), event -> killChildren()))
        .isInstanceOfSatisfying(
            ProcessingException.class,
            e -> assertThat(e.kind()).isEqualTo(FailureKind.DECODER_CRASHED));

    assertThat(children.files().measure(steps(), false, new CancelToken(), Progress.NONE).seconds())
        .isCloseTo(12, within(0.01));
  }

  /** Those of this test; the servers of other tests go on. */
  private static void killChildren() {
    ProcessHandle.current()
        .descendants()
        .filter(process -> !others.contains(process))
        .forEach(ProcessHandle::destroyForcibly);
  }

  @Test
  void aDecoderGivesTheSoundFromAMomentOnAtTheWantedRate() throws Exception {
    try (IsolatedDecoder<AudioInfo> decoder = children.files().decode(steps(), 5, 48_000)) {
      float[] all = readAll(decoder);

      assertThat(decoder.info().sampleRate()).isEqualTo(RATE);
      assertThat(all.length / 2).isCloseTo(7 * 48_000, within(2));
      assertThat(peak(all, 1_000, 46_000)).isCloseTo(0.1f, within(0.005f));
      assertThat(peak(all, 50_000, 300_000)).isCloseTo(0.501f, within(0.01f));
    }
  }

  private static float[] readAll(IsolatedDecoder<AudioInfo> decoder) throws ProcessingException {
    float[] all = new float[48_000 * 2 * 13];
    float[] block = new float[2 * 1_111];
    int length = 0;
    for (int frames = decoder.read(block); frames >= 0; frames = decoder.read(block)) {
      System.arraycopy(block, 0, all, length, frames * 2);
      length += frames * 2;
    }
    return java.util.Arrays.copyOf(all, length);
  }

  private static float peak(float[] interleaved, int from, int to) {
    float peak = 0;
    for (int i = 2 * from; i < 2 * to; i++) {
      peak = Math.max(peak, Math.abs(interleaved[i]));
    }
    return peak;
  }

  @Test
  void aDecoderThatIsClosedEarlyLeavesItsChildFitForTheNext() throws Exception {
    Path file = children.music("long.wav", 300);
    // a child that a busy machine keeps from answering in time is replaced
    await()
        .untilAsserted(() -> {
          long pid = pid();
          for (int i = 0; i < 3; i++) {
            try (IsolatedDecoder<AudioInfo> decoder =
                children.files().decode(file, 10 * i, 44_100)) {
              assertThat(decoder.read(new float[512])).isEqualTo(256);
            }
          }
          assertThat(pid()).isEqualTo(pid);
        });
  }

  private static long pid() throws ChildException {
    ChildProcess child = children.pool.take();
    children.pool.release(child, true);
    return child.pid();
  }

  @Test
  void aDecoderOfWhatIsNoSoundDoesNotOpen() {
    Path noise = AudioFiles.write(folder.resolve("noise.mp3"), new byte[3000]);

    assertThatThrownBy(() -> children.files().decode(noise, 0, 44_100).close())
        .isInstanceOfSatisfying(
            ProcessingException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.NOT_AUDIO));
  }
}
