package org.audioprocessor.process.isolation;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.audioprocessor.process.Certificate;
import org.audioprocessor.process.Job;
import org.audioprocessor.process.isolation.protocol.FrameException;
import org.audioprocessor.storage.keys.TrackId;
import org.junit.jupiter.api.Test;

/** What a child says about a track is believed only as far as it can be. */
class ExpectedSegmentsTest {
  private final ExpectedSegments expected = new ExpectedSegments(job());

  private static Job job() {
    try {
      return new Job("song.wav", TrackId.of("song.wav"), 3, 1, Children.SETTINGS);
    } catch (org.audioprocessor.storage.StorageException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void anAnnouncementOfNothingIsRefused() {
    assertThatThrownBy(() -> expected.announce(List.of())).isInstanceOf(FrameException.class);
  }

  @Test
  void aCertificateOfTooFewRenditionsIsRefused() {
    assertThatThrownBy(() -> expected.check(new Certificate(List.of(), List.of(), List.of())))
        .isInstanceOf(FrameException.class)
        .hasMessageContaining("renditions");
    assertThatCode(() -> expected.announce(List.of("low/" + job().segmentNames(0).name(0))))
        .doesNotThrowAnyException();
    assertThatThrownBy(() ->
            expected.check(
                new Certificate(List.of(), List.of(), Collections.nCopies(1000, "A warning."))))
        .isInstanceOf(FrameException.class);
  }
}
