package org.audioprocessor.media.container;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** A WMA file: whether it is as long as its file properties object states (ASF, 3.2). */
final class AsfFile {
  private static final long PROPERTIES_START = 0x11CFA9478CABDCA1L;
  private static final int BROADCAST = 1;
  private static final int PROPERTIES_BYTES = 104;
  private static final int LONGEST_HEADER = 1 << 16;

  private AsfFile() {}

  static ContainerFacts read(FileBytes file) throws IOException {
    ContainerFacts asItIs = ContainerFacts.asItIs(file);
    ByteBuffer head = file.buffer(0, LONGEST_HEADER, ByteOrder.LITTLE_ENDIAN);
    for (int at = 0; at + PROPERTIES_BYTES <= LONGEST_HEADER; at++) {
      if (head.getLong(at) == PROPERTIES_START) {
        boolean live = (head.getInt(at + 88) & BROADCAST) != 0;
        boolean cut = !live && head.getLong(at + 40) > file.size();
        List<String> warnings =
            cut ? List.of("it breaks off: its header states more bytes than it has") : List.of();
        return new ContainerFacts(
            asItIs.view(), null, asItIs.length(), asItIs.trim(), null, 0, warnings);
      }
    }
    return asItIs;
  }
}
