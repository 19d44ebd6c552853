package org.audioprocessor.desktop.queue.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import org.audioprocessor.desktop.batch.TrackProgress;
import org.audioprocessor.process.ProgressEvent;
import org.audioprocessor.process.Stage;
import org.audioprocessor.queue.Claim;
import org.audioprocessor.queue.Upload;
import org.junit.jupiter.api.Test;

class QueueColumnsTest {
  private static TrackProgress measured(OptionalDouble inputLufs) {
    Claim claim = new Claim(new Upload("u1", "Song.wav"), "here", 1, 1);
    return new TrackProgress(claim, new ProgressEvent(Stage.MEASURE, 0.5, 40, 3, null), inputLufs);
  }

  @Test
  void loudnessThatIsStillMeasuredIsMarkedAsProvisional() {
    TrackProgress half = measured(OptionalDouble.of(-19.3));
    assertThat(QueueColumns.levels(QueueRow.LOADING, half)).isEqualTo("~−19.3 → …");
    assertThat(QueueColumns.levels(QueueRow.LOADING, measured(OptionalDouble.empty()))).isEmpty();
  }
}
