package org.audioprocessor.media.container;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.audioprocessor.media.tags.FoundTags;
import org.audioprocessor.media.tags.VorbisComments;

/** Reads the pages of an Ogg file (RFC 3533): checksums, ends of streams, comments. */
final class OggFile {
  private static final int HEADER = 27;
  private static final int BEGINS_STREAM = 2;
  private static final int ENDS_STREAM = 4;
  private static final int LARGEST_COMMENTS = 16 << 20;
  private static final int POLYNOMIAL = 0x04C11DB7;
  private static final int[] CRC = table();

  private final FileBytes file;
  private final Set<Integer> unended = new HashSet<>();
  private final List<byte[]> packets = new ArrayList<>();
  private final ByteArrayOutputStream packet = new ByteArrayOutputStream();
  private int first;
  private boolean any;
  private int wrongPages;
  private boolean broken;
  private int streams;
  private long granule;
  private long granuleBefore;

  private OggFile(FileBytes file) {
    this.file = file;
  }

  static ContainerFacts read(FileBytes file) throws IOException {
    return new OggFile(file).read();
  }

  private ContainerFacts read() throws IOException {
    for (long at = 0; at < file.size(); ) {
      long length = file.isAt(at, "OggS") ? page(at) : 0;
      at = length > 0 ? at + length : nextPage(at + 1);
    }
    FoundTags tags = packets.size() < 2 ? new FoundTags() : comments(packets.get(1));
    List<String> warnings = new ArrayList<>();
    if (wrongPages > 0) {
      warnings.add(
          (wrongPages == 1 ? "1 of its pages has" : wrongPages + " of its pages have")
              + " a wrong checksum; the sound in them is damaged or missing");
    }
    if (broken || !unended.isEmpty()) {
      warnings.add("it breaks off: the last page of its stream is missing");
    }
    return new ContainerFacts(
        FileView.whole(file.size()),
        null,
        ContainerFacts.Length.UNKNOWN,
        trim(),
        tags.isEmpty() ? null : tags,
        0,
        warnings);
  }

  private long nextPage(long from) throws IOException {
    long at = from;
    while (at < file.size() && !file.isAt(at, "OggS")) {
      at++;
    }
    return at;
  }

  /** Returns the length of a page; 0 if there is none. */
  private long page(long at) throws IOException {
    byte[] head = file.bytes(at, HEADER);
    if (head.length < HEADER || head[4] != 0) {
      broken |= head.length < HEADER;
      return 0;
    }
    int segments = head[26] & 0xFF;
    byte[] lacing = file.bytes(at + HEADER, segments);
    int content = 0;
    for (byte length : lacing) {
      content += length & 0xFF;
    }
    int length = HEADER + segments + content;
    byte[] page = file.bytes(at, length);
    broken = page.length < length;
    if (broken) {
      return length;
    }
    int serial = ByteBuffer.wrap(page).order(ByteOrder.LITTLE_ENDIAN).getInt(14);
    wrongPages += isRight(page) ? 0 : 1;
    if ((head[5] & ENDS_STREAM) != 0) {
      unended.remove(serial);
    } else {
      unended.add(serial);
    }
    streams += (head[5] & BEGINS_STREAM) != 0 ? 1 : 0;
    long position = ByteBuffer.wrap(page).order(ByteOrder.LITTLE_ENDIAN).getLong(6);
    if (position > 0) {
      granuleBefore = granule;
      granule = position;
    }
    first = any ? first : serial;
    any = true;
    if (serial == first && packets.size() < 2) {
      collect(page, lacing, HEADER + segments);
    }
    return length;
  }

  /** The position of the last page is the end of its last packet's audio. */
  private SampleTrim trim() {
    String head =
        packets.isEmpty() ? "" : new String(packets.getFirst(), StandardCharsets.ISO_8859_1);
    boolean vorbis = head.startsWith("\1vorbis");
    boolean opus = head.startsWith("OpusHead") && head.length() >= 12;
    if (streams != 1 || !(vorbis || opus) || !unended.isEmpty() || granule < granuleBefore) {
      return SampleTrim.NONE;
    }
    int preSkip = opus ? head.charAt(10) | head.charAt(11) << 8 : 0;
    return granule > preSkip ? SampleTrim.first(granule - preSkip) : SampleTrim.NONE;
  }

  private void collect(byte[] page, byte[] lacing, int start) {
    int at = start;
    for (byte lace : lacing) {
      int length = lace & 0xFF;
      if (packet.size() < LARGEST_COMMENTS) {
        packet.write(page, at, length);
      }
      at += length;
      if (length < 255) {
        packets.add(packet.toByteArray());
        packet.reset();
      }
    }
  }

  private static FoundTags comments(byte[] second) throws IOException {
    String start = new String(second, 0, Math.min(8, second.length), StandardCharsets.ISO_8859_1);
    int header =
        start.startsWith("\3vorbis") ? 7 : start.equals("OpusTags") ? 8 : isFlac(second) ? 4 : -1;
    return header < 0
        ? new FoundTags()
        : VorbisComments.read(Arrays.copyOfRange(second, header, second.length));
  }

  private static boolean isFlac(byte[] packet) {
    return packet.length > 4 && (packet[0] & 0x7F) == 4;
  }

  /** The checksum covers the page with zeros in place of the checksum. */
  private static boolean isRight(byte[] page) {
    int stated = ByteBuffer.wrap(page).order(ByteOrder.LITTLE_ENDIAN).getInt(22);
    int crc = 0;
    for (int i = 0; i < page.length; i++) {
      int value = i >= 22 && i < 26 ? 0 : page[i] & 0xFF;
      crc = crc << 8 ^ CRC[crc >>> 24 ^ value];
    }
    return crc == stated;
  }

  private static int[] table() {
    int[] table = new int[256];
    for (int i = 0; i < 256; i++) {
      int crc = i << 24;
      for (int bit = 0; bit < 8; bit++) {
        crc = crc << 1 ^ (crc < 0 ? POLYNOMIAL : 0);
      }
      table[i] = crc;
    }
    return table;
  }
}
