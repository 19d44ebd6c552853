package org.audioprocessor.process.verify;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.audioprocessor.media.MediaException;
import org.audioprocessor.media.encode.M4aReader;
import org.audioprocessor.process.render.PacketChain;

/**
 * Facts about an M4A, read without decoding it.
 *
 * @param leadFrames decoded frames before the presentation, by the edit list
 * @param presentedFrames samples per channel that are presented, by the edit list
 */
public record M4aFacts(PacketChain packets, long leadFrames, long presentedFrames, int sampleRate) {

  public static M4aFacts read(Path file) throws MediaException {
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

  public double seconds() {
    return presentedFrames / (double) sampleRate;
  }

  /** Describes a difference from the rung with the same packets, as the end of a sentence. */
  public Optional<String> objection(PacketChain expected, long lead, long music) {
    if (!packets.equals(expected)) {
      return Optional.of("does not hold the same packets as the rung it is made from");
    }
    if (leadFrames != lead) {
      return Optional.of("does not begin where the music begins");
    }
    return presentedFrames == music
        ? Optional.empty()
        : Optional.of("does not end where the music ends");
  }
}
