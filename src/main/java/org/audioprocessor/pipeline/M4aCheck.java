package org.audioprocessor.pipeline;

import java.util.OptionalLong;
import org.audioprocessor.hls.Timeline;
import org.audioprocessor.media.AacEncoder;
import org.audioprocessor.media.M4aReader;
import org.audioprocessor.media.MediaException;

/**
 * The M4A carries the highest rung's packets, so it sounds like that rung if the packets are the
 * same ones and the edit list shows the same music.
 */
final class M4aCheck {
  private M4aCheck() {}

  static void check(Renditions renditions) throws ProcessingException {
    RenderedRung rung = renditions.m4aRung();
    Timeline timeline = rung.job().timeline();
    try (M4aReader reader = M4aReader.open(renditions.m4a())) {
      PacketChain packets = PacketChain.EMPTY;
      OptionalLong hash = reader.nextHash();
      while (hash.isPresent()) {
        packets = packets.then(hash.getAsLong());
        hash = reader.nextHash();
      }
      require(packets.equals(rung.packets()), "does not hold the same packets as the highest rung");
      long lead = (long) AacEncoder.DELAY_FRAMES + timeline.leadFrames(rung.job().rung());
      require(reader.leadFrames() == lead, "does not begin where the music begins");
      long music = timeline.musicFrames(rung.job().rung());
      require(reader.presentedFrames() == music, "does not end where the music ends");
    } catch (MediaException e) {
      throw ProcessingException.of(e);
    }
  }

  private static void require(boolean holds, String otherwise) throws ProcessingException {
    if (!holds) {
      throw new ProcessingException(
          FailureKind.RULE_BROKEN,
          "The M4A that was written " + otherwise + ". Nothing was published; try it again.");
    }
  }
}
