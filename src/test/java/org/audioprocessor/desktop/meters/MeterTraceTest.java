package org.audioprocessor.desktop.meters;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MeterTraceTest {
  @Test
  void theOldestPointsMakeRoomForNewOnes() {
    MeterTrace trace = new MeterTrace();
    trace.clear();
    for (int point = 0; point < MeterTrace.CAPACITY + 10; point++) {
      trace.add(-point, -2.0 * point);
    }
    assertThat(trace.size()).isEqualTo(MeterTrace.CAPACITY);
    int newest = MeterTrace.CAPACITY + 9;
    assertThat(trace.momentaryLufs(0)).isEqualTo(-newest);
    assertThat(trace.shortTermLufs(MeterTrace.CAPACITY - 1)).isEqualTo(-2f * 10);
  }
}
