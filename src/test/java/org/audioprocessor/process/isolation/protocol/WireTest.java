package org.audioprocessor.process.isolation.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.audioprocessor.loudness.LoudnessSnapshot;
import org.audioprocessor.loudness.plan.PlanSummary;
import org.audioprocessor.media.MediaFault;
import org.audioprocessor.process.FailureKind;
import org.audioprocessor.process.ProgressEvent;
import org.audioprocessor.process.Stage;
import org.audioprocessor.process.isolation.AnswerValidation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes over the wire arrives as it was, or is refused. */
class WireTest {
  private static final PlanSummary PLAN =
      new PlanSummary(
          -3.25,
          0,
          Double.NEGATIVE_INFINITY,
          OptionalDouble.empty(),
          OptionalDouble.of(-14),
          true,
          "“lowered” by 3.2 dB ☃");

  private static final ProgressEvent EVENT =
      new ProgressEvent(Stage.RENDER, 0.5, 40, 2, LoudnessSnapshot.none(2));

  private static byte[] written(Frame... frames) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    FrameWriter writer = new FrameWriter(bytes);
    for (Frame frame : frames) {
      writer.write(frame);
    }
    return bytes.toByteArray();
  }

  private static Frame read(byte[] bytes) throws IOException {
    Frame frame = new FrameReader(new ByteArrayInputStream(bytes)).next();
    if (frame == null) {
      throw new IOException("the end");
    }
    return frame;
  }

  @Test
  void recordsArriveAsTheyWere() throws IOException {
    Frame plan = read(written(Wire.frame(FrameKind.DONE, PLAN)));
    Frame event = read(written(Wire.frame(FrameKind.PROGRESS, EVENT)));
    Wire.Failed why = new Wire.Failed(FailureKind.CORRUPT, MediaFault.CORRUPT, "It is damaged.");
    Frame failed = read(written(Wire.frame(FrameKind.FAILED, why)));

    assertThat(Wire.read(plan, PlanSummary.class)).isEqualTo(PLAN);
    assertThat(Wire.read(event, ProgressEvent.class)).isEqualTo(EVENT);
    assertThat(AnswerValidation.failed(failed)).isEqualTo(why);
  }

  @Test
  void aSegmentArrivesWithItsName() throws IOException {
    Frame.Segment sent = new Frame.Segment("low/söng.ts", new byte[] {1, 2, 3});

    Frame.Segment came = read(written(sent.toFrame())).toSegment();

    assertThat(came.name()).isEqualTo("low/söng.ts");
    assertThat(came.bytes()).containsExactly(1, 2, 3);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 100, 30_000})
  void aSegmentWhoseNameIsLongerThanItselfIsRefused(int length) {
    byte[] payload = length == 0 ? new byte[1] : new byte[] {(byte) (length >> 8), (byte) length};

    assertThatThrownBy(() -> new Frame(FrameKind.SEGMENT, payload).toSegment())
        .isInstanceOf(FrameException.class);
  }

  @Test
  void whateverIsChangedOnTheWayIsReadOrRefusedAndNothingElse() throws IOException {
    byte[] good = written(Wire.frame(FrameKind.PROGRESS, EVENT));
    long seed = 7;
    Random random = new Random(seed);
    int refused = 0;
    for (int i = 0; i < 3_000; i++) {
      byte[] bad = good.clone();
      for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
      }
      try {
        Wire.read(read(bad), ProgressEvent.class);
      } catch (IOException e) {
        refused++;
      }
    }
    assertThat(refused).as("seed %d", seed).isBetween(1_000, 3_000);
  }

  @Test
  void aFailureThatIsNotAChildsToKnowIsRefused() {
    List.of(FailureKind.STORE_AWAY, FailureKind.DISK_FULL, FailureKind.LEASE_LOST)
        .forEach(kind ->
            assertThatThrownBy(() ->
                    AnswerValidation.failed(
                        Wire.frame(FrameKind.FAILED, new Wire.Failed(kind, null, "Wait."))))
                .isInstanceOf(FrameException.class));
  }

  @Test
  void aFailuresSentenceIsOneShortPlainLine() throws IOException {
    String sentence = "x\n\u001b[31m" + "y".repeat(10_000);
    Wire.Failed failed =
        AnswerValidation.failed(
            Wire.frame(FrameKind.FAILED, new Wire.Failed(FailureKind.CORRUPT, null, sentence)));

    assertThat(failed.sentence()).hasSizeLessThan(510).startsWith("x [31myyy");
  }
}
