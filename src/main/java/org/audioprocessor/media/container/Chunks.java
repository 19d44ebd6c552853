package org.audioprocessor.media.container;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.audioprocessor.media.tags.FoundTags;
import org.audioprocessor.media.tags.TailTags;
import org.jspecify.annotations.Nullable;

/**
 * Finds the chunks of a RIFF, IFF, Wave64 or CAF file. Tolerates a missing byte that pads odd
 * sizes, sizes that are too small or too large, and bytes behind the last chunk.
 */
final class Chunks {
  /** The size that programs write while the length is unknown; most are 32 bits of ones. */
  private static final long UNKNOWN_FROM = 0x7FFF_0000L;

  private static final int MOST = 10_000;

  /** Fewer remaining bytes are neither read as audio nor reported. */
  private static final double SHORTEST_SECONDS = 0.1;

  /** The position of a chunk's content, and its stated length. */
  record Chunk(String name, long at, long size) {}

  /** The chunk format of a family of files. */
  private enum Layout {
    RIFF(ByteOrder.LITTLE_ENDIAN, 4, 4, 2),
    IFF(ByteOrder.BIG_ENDIAN, 4, 4, 2),
    WAVE64(ByteOrder.LITTLE_ENDIAN, 16, 8, 8),
    CAF(ByteOrder.BIG_ENDIAN, 4, 8, 1);

    private final ByteOrder order;
    private final int nameBytes;
    private final int sizeBytes;
    private final int alignment;

    Layout(ByteOrder order, int nameBytes, int sizeBytes, int alignment) {
      this.order = order;
      this.nameBytes = nameBytes;
      this.sizeBytes = sizeBytes;
      this.alignment = alignment;
    }

    int header() {
      return nameBytes + sizeBytes;
    }
  }

  private final FileBytes file;
  private final Layout layout;
  private final String sound;
  private final List<Chunk> all = new ArrayList<>();
  private final TailTags tail;
  private long wideDataBytes;

  private Chunks(FileBytes file, Layout layout, String sound, long start) throws IOException {
    this.file = file;
    this.layout = layout;
    this.sound = sound;
    this.tail = new TailTags(file);
    read(start);
  }

  static Chunks riff(FileBytes file) throws IOException {
    return new Chunks(file, Layout.RIFF, "data", 12);
  }

  static Chunks wave64(FileBytes file) throws IOException {
    return new Chunks(file, Layout.WAVE64, "data", 40);
  }

  static Chunks iff(FileBytes file) throws IOException {
    return new Chunks(file, Layout.IFF, "SSND", 12);
  }

  static Chunks caf(FileBytes file) throws IOException {
    return new Chunks(file, Layout.CAF, "data", 8);
  }

  List<Chunk> all() {
    return all;
  }

  @Nullable Chunk first(String name) {
    return all.stream().filter(chunk -> chunk.name.equals(name)).findFirst().orElse(null);
  }

  /** Tags behind the chunks that are not in a chunk. */
  FoundTags tailTags() {
    return tail.tags();
  }

  byte[] content(Chunk chunk, int length) {
    try {
      return Arrays.copyOf(file.bytes(chunk.at, length), length);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void read(long start) throws IOException {
    for (long at = start; all.size() < MOST && at + layout.header() <= file.size(); ) {
      Chunk chunk = chunkAt(at);
      if (chunk == null) {
        at = nextKnown(at + 1);
        continue;
      }
      if (chunk.name.equals("ds64")) {
        wideDataBytes = file.buffer(chunk.at + 8, 8, layout.order).getLong();
      }
      all.add(chunk);
      at = end(chunk);
    }
  }

  /** Returns null if there is no chunk at a position. */
  private @Nullable Chunk chunkAt(long at) throws IOException {
    String name = file.name(at);
    if (!isName(name)) {
      return null;
    }
    ByteBuffer head = file.buffer(at + layout.nameBytes, layout.sizeBytes, layout.order);
    long size = layout.sizeBytes == 4 ? Integer.toUnsignedLong(head.getInt()) : head.getLong();
    size -= layout == Layout.WAVE64 ? layout.header() : 0;
    String plain = layout == Layout.WAVE64 ? name.toLowerCase(Locale.ROOT) : name;
    return new Chunk(plain, at + layout.header(), size);
  }

  /** Letters, digits, marks and spaces. */
  static boolean isName(String name) {
    return name.length() == 4
        && name.chars().allMatch(c -> c >= 0x20 && c < 0x7F)
        && !name.isBlank();
  }

  /** Returns the start of the next chunk. */
  private long end(Chunk chunk) throws IOException {
    if (chunk.name.equals(sound)) {
      return chunk.at + soundLength(chunk);
    }
    if (chunk.size < 0 || chunk.size > file.size() - chunk.at) {
      return nextKnown(chunk.at); // its size exceeds the file: search for a known chunk
    }
    return padded(chunk.at + chunk.size);
  }

  /** Returns the position behind the padding, unless it is missing. */
  private long padded(long at) throws IOException {
    long rest = layout == Layout.WAVE64 ? at % layout.alignment : at & (layout.alignment - 1);
    if (rest == 0) {
      return at;
    }
    long aligned = at + layout.alignment - rest;
    boolean forgotten =
        aligned < file.size() && !isName(file.name(aligned)) && isName(file.name(at));
    return forgotten ? at : aligned;
  }

  /** Returns the next position of a format or audio chunk. */
  private long nextKnown(long from) throws IOException {
    for (long at = from; at + layout.header() <= file.size(); at++) {
      int c = file.byteAt(at);
      boolean candidate = c == 'f' || c == 'd' || c == 'C' || c == 'S';
      if (candidate && (file.isAt(at, sound) || file.isAt(at, "fmt ") || file.isAt(at, "COMM"))) {
        return at;
      }
    }
    return file.size();
  }

  interface ByteRate {
    /** Bytes of audio per second; 0 if unknown. */
    double of(Chunks chunks) throws IOException;
  }

  /** Returns the chunk of samples with its actual length. */
  @Nullable SoundChunk sound(String name, ByteRate rate) throws IOException {
    Chunk chunk = first(name);
    if (chunk == null) {
      return null;
    }
    long stated = stated(chunk);
    long available = file.size() - chunk.at;
    long more = stated == 0 || stated >= available ? 0 : unexplained(chunk, stated);
    double bytesPerSecond = rate.of(this);
    boolean audible = bytesPerSecond > 0 && more >= SHORTEST_SECONDS * bytesPerSecond;
    if (audible) {
      String warning =
          String.format(
              Locale.ROOT,
              "its header states %,d bytes of sound; %,d more bytes follow and were read as sound",
              stated,
              more);
      return new SoundChunk(chunk.at, stated + more, stated, List.of(warning));
    }
    long length = stated == 0 ? lengthToTheEnd(chunk) : Math.min(stated, available);
    return new SoundChunk(chunk.at, length, stated, List.of());
  }

  private long soundLength(Chunk chunk) throws IOException {
    long stated = stated(chunk);
    long available = file.size() - chunk.at;
    if (stated == 0 || stated >= available) {
      return available;
    }
    return padded(chunk.at + stated) - chunk.at;
  }

  /** Returns 0 if the header does not state the length. */
  private long stated(Chunk chunk) {
    if (wideDataBytes > 0 && chunk.size >= 0xFFFF_FFFFL) {
      return wideDataBytes;
    }
    boolean open = chunk.size <= 0 || (layout.sizeBytes == 4 && chunk.size >= UNKNOWN_FROM);
    return chunk.size <= 0 || (open && chunk.size > file.size() - chunk.at) ? 0 : chunk.size;
  }

  private long lengthToTheEnd(Chunk chunk) throws IOException {
    long end = tail.unexplainedEnd(chunk.at, file.size());
    return (end == chunk.at ? file.size() : end) - chunk.at;
  }

  /** Bytes behind the stated end that are neither chunks nor tags nor zeros. */
  private long unexplained(Chunk chunk, long stated) throws IOException {
    long end = chunk.at + stated;
    long next = padded(end);
    if (isChain(next) || isChain(end)) {
      return 0;
    }
    long unexplainedEnd = tail.unexplainedEnd(next, file.size());
    return unexplainedEnd == next ? 0 : lastChain(next, unexplainedEnd) - end;
  }

  /** Whether chunks, tags and zeros fill the file from here to its end. */
  private boolean isChain(long from) throws IOException {
    long at = from;
    for (int i = 0; i < MOST && at + layout.header() <= file.size(); i++) {
      Chunk chunk = chunkAt(at);
      if (chunk == null || chunk.size < 0) {
        break;
      }
      if (chunk.size > file.size() - chunk.at) {
        return i > 0 && chunk.name.chars().allMatch(Character::isLetterOrDigit);
      }
      at = padded(chunk.at + chunk.size);
    }
    return at >= file.size() ? at > from : tail.unexplainedEnd(at, file.size()) == at;
  }

  /** Returns the start of the chunks that end with the file; its end if there are none. */
  private long lastChain(long from, long end) throws IOException {
    for (String name : List.of("LIST", "id3 ", "ID3 ", "cue ", "bext", "COMT", "NAME", "info")) {
      for (long at = Math.max(from, end - (1 << 16)); at < end - layout.header(); at++) {
        if (file.byteAt(at) == name.charAt(0) && file.isAt(at, name) && isChain(at)) {
          return at;
        }
      }
    }
    return end;
  }

  /**
   * The position of the samples.
   *
   * @param at position in the file
   * @param length existing bytes
   * @param statedLength bytes that the header states; 0 if it states none
   * @param warnings about a header that states too few bytes
   */
  record SoundChunk(long at, long length, long statedLength, List<String> warnings) {
    SoundChunk {
      warnings = List.copyOf(warnings);
    }
  }
}
