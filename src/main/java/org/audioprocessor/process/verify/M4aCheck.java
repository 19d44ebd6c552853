package org.audioprocessor.process.verify;

import java.util.Optional;
import org.audioprocessor.hls.Rung;
import org.audioprocessor.hls.Timeline;
import org.audioprocessor.media.MediaException;
import org.audioprocessor.media.encode.AacEncoder;
import org.audioprocessor.process.FailureKind;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.process.render.RenderedRung;
import org.audioprocessor.process.render.Renditions;

/**
 * The M4A carries the highest rung's packets, so it sounds like that rung if the packets are the
 * same ones and the edit list shows the same music.
 */
final class M4aCheck {
  private M4aCheck() {}

  static void check(Renditions renditions) throws ProcessingException {
    RenderedRung rendered = renditions.m4aRung();
    Timeline timeline = rendered.job().timeline();
    Rung rung = rendered.job().rung();
    long lead = (long) AacEncoder.DELAY_FRAMES + timeline.leadFrames(rung);
    try {
      Optional<String> objection =
          M4aFacts.read(renditions.m4a())
              .objection(rendered.packets(), lead, timeline.musicFrames(rung));
      if (objection.isPresent()) {
        throw new ProcessingException(
            FailureKind.RULE_BROKEN,
            "The M4A that was written "
                + objection.get()
                + ". Nothing was published; try it again.");
      }
    } catch (MediaException e) {
      throw ProcessingException.of(e);
    }
  }
}
