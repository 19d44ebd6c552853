package org.audioprocessor.hls.ts;

import org.audioprocessor.hls.rules.TransportFacts;

/** PAT and PMT (ISO/IEC 13818-1, 2.4.4). Each must fit into one packet. */
final class TsTables {
  static final int PAT_PID = 0;

  private static final int NONE = -1;
  private static final int PAT_ID = 0;
  private static final int PMT_ID = 2;
  private static final int CRC_BYTES = 4;

  /** The fixed part of a section up to its content. */
  private static final int SECTION_HEAD = 8;

  /** Stream type of ADTS AAC (table 2-34). */
  private static final int ADTS = 0x0F;

  private static final int[] CRC = crcTable();

  private final TsFault.Collector faults;
  private int programmes;
  private int audioStreams;
  private int otherStreams;
  private int pmtPid = NONE;
  private int audioPid = NONE;
  private boolean pmtSeen;

  TsTables(TsFault.Collector faults) {
    this.faults = faults;
  }

  boolean complete() {
    return pmtSeen;
  }

  int pmtPid() {
    return pmtPid;
  }

  int audioPid() {
    return audioPid;
  }

  TransportFacts.Streams streams() {
    return new TransportFacts.Streams(programmes, audioStreams, otherStreams);
  }

  void pat(byte[] bytes, int start, int end, boolean unitStart) {
    int content = content(bytes, start, end, unitStart, PAT_ID);
    if (content == NONE) {
      return;
    }
    int count = 0;
    int pid = NONE;
    for (int at = content; at + 4 <= contentEnd(bytes, content); at += 4) {
      if (u16(bytes, at) != 0) { // programme 0 is the network's table
        count++;
        pid = pid == NONE ? u16(bytes, at + 2) & 0x1FFF : pid;
      }
    }
    if (pmtPid != NONE && (count != programmes || pid != pmtPid)) {
      fault("The programme table changes within the segment.");
      return;
    }
    programmes = count;
    pmtPid = pid;
  }

  void pmt(byte[] bytes, int start, int end, boolean unitStart) {
    int content = content(bytes, start, end, unitStart, PMT_ID);
    if (content == NONE) {
      return;
    }
    int contentEnd = contentEnd(bytes, content);
    int audio = 0;
    int others = 0;
    int pid = NONE;
    int at = content + 4 + (content + 4 <= contentEnd ? u16(bytes, content + 2) & 0xFFF : 0);
    for (; at + 5 <= contentEnd; at += 5 + (u16(bytes, at + 3) & 0xFFF)) {
      int streamType = bytes[at] & 0xFF;
      audio += isAudio(streamType) ? 1 : 0;
      others += isAudio(streamType) ? 0 : 1;
      if (pid == NONE && streamType == ADTS) {
        pid = u16(bytes, at + 1) & 0x1FFF;
      }
    }
    if (at != contentEnd) {
      fault("The stream table is damaged.");
    } else if (pmtSeen && (audio != audioStreams || others != otherStreams || pid != audioPid)) {
      fault("The stream table changes within the segment.");
    } else {
      pmtSeen = true;
      audioStreams = audio;
      otherStreams = others;
      audioPid = pid;
    }
  }

  /** MPEG-1, MPEG-2, ADTS, LATM, AC-3, DTS, E-AC-3 and the encrypted types of HLS. */
  private static boolean isAudio(int streamType) {
    return switch (streamType) {
      case 0x03, 0x04, ADTS, 0x11, 0x1C, 0x81, 0x82, 0x87, 0xC1, 0xC2, 0xCF -> true;
      default -> false;
    };
  }

  /** Returns the start of the section's content, or {@link #NONE} if it is invalid. */
  private int content(byte[] bytes, int start, int end, boolean unitStart, int tableId) {
    int section = start < end ? start + 1 + (bytes[start] & 0xFF) : end;
    if (!unitStart || section + SECTION_HEAD + CRC_BYTES > end) {
      fault("A table does not fit into its packet.");
      return NONE;
    }
    int sectionEnd = section + 3 + (u16(bytes, section + 1) & 0xFFF);
    if ((bytes[section] & 0xFF) != tableId
        || sectionEnd > end
        || sectionEnd < section + SECTION_HEAD + CRC_BYTES
        || crc(bytes, section, sectionEnd) != 0) {
      fault("A table is damaged.");
      return NONE;
    }
    return section + SECTION_HEAD;
  }

  private static int contentEnd(byte[] bytes, int content) {
    int section = content - SECTION_HEAD;
    return section + 3 + (u16(bytes, section + 1) & 0xFFF) - CRC_BYTES;
  }

  private void fault(String sentence) {
    faults.add(TsFault.Kind.TABLES, sentence);
  }

  private static int u16(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF);
  }

  /** CRC-32/MPEG-2 (annex A); 0 over a valid section with its own CRC. */
  private static int crc(byte[] bytes, int start, int end) {
    int crc = -1;
    for (int at = start; at < end; at++) {
      crc = crc << 8 ^ CRC[(crc >>> 24 ^ bytes[at]) & 0xFF];
    }
    return crc;
  }

  private static int[] crcTable() {
    int[] table = new int[256];
    for (int value = 0; value < table.length; value++) {
      int crc = value << 24;
      for (int bit = 0; bit < 8; bit++) {
        crc = crc << 1 ^ (crc < 0 ? 0x04C11DB7 : 0);
      }
      table[value] = crc;
    }
    return table;
  }
}
