package org.audioprocessor.preview.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.audioprocessor.hls.Ladder;
import org.audioprocessor.hls.MediaPlaylist;
import org.audioprocessor.hls.Rung;
import org.audioprocessor.hls.SegmentNames;
import org.audioprocessor.hls.Timeline;
import org.audioprocessor.preview.source.RungSource.RungIndex;
import org.junit.jupiter.api.Test;

class RungIndexTest {
  @Test
  void everyPacketIsKnownThoughThePlaylistEndsWithinTheLast() {
    Random random = new Random(13);
    for (int draw = 0; draw < 300; draw++) {
      double wish = 2 + random.nextInt(29);
      Timeline timeline =
          Timeline.of(Ladder.DEFAULT, wish, 1 + random.nextLong(30_000_000), 44_100);
      for (Rung rung : Ladder.DEFAULT.rungs()) {
        MediaPlaylist playlist = MediaPlaylist.of(timeline, rung, new SegmentNames(1, 1));
        RungIndex index = new RungIndex(playlist, rung, Ladder.DEFAULT);
        for (int segment = 0; segment <= timeline.segments(); segment++) {
          assertThat(index.firstPacket(segment)).isEqualTo(timeline.firstPacket(rung, segment));
        }
      }
    }
  }
}
