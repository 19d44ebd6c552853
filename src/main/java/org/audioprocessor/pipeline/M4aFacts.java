package org.audioprocessor.pipeline;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.audioprocessor.media.M4aReader;
import org.audioprocessor.media.MediaException;

/**
 * What an M4A holds, without decoding it.
 *
 * @param leadFrames decoded frames before the presentation, by the edit list
 * @param presentedFrames samples per channel that are presented, by the edit list
 */
public record M4aFacts(PacketChain packets, long leadFrames, long presentedFrames, int sampleRate) {

  static M4aFacts read(Path file) throws MediaException {
    try (M4aReader reader = M4aReader.open(file)) {
      PacketChain packets = PacketChain.EMPTY;
      OptionalLong hash = reader.nextHash();
      while (hash.isPresent()) {
        packets = packets.then(hash.getAsLong());
        hash = reader.nextHash();
      }
      return new M4aFacts(
          packets, reader.leadFrames(), reader.presentedFrames(), reader.sampleRate());
    }
  }

  double seconds() {
    return presentedFrames / (double) sampleRate;
  }

  /** What differs from the rung whose packets these ought to be, as the end of a sentence. */
  Optional<String> objection(PacketChain expected, long lead, long music) {
    if (!packets.equals(expected)) {
      return Optional.of("does not hold the same packets as the highest rung");
    }
    if (leadFrames != lead) {
      return Optional.of("does not begin where the music begins");
    }
    return presentedFrames == music
        ? Optional.empty()
        : Optional.of("does not end where the music ends");
  }
}
