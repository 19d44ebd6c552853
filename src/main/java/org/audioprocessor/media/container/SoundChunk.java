package org.audioprocessor.media.container;

import java.util.List;

/**
 * Where the samples lie.
 *
 * @param at in the file
 * @param length bytes that are there
 * @param statedLength bytes that the header states; 0 where it states none
 * @param warnings of a header that states less than there is
 */
record SoundChunk(long at, long length, long statedLength, List<String> warnings) {
  SoundChunk {
    warnings = List.copyOf(warnings);
  }
}
