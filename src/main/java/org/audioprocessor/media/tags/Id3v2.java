package org.audioprocessor.media.tags;

import static java.util.Map.entry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.audioprocessor.media.container.FileBytes;
import org.jspecify.annotations.Nullable;

/** An ID3v2 tag, versions 2.2 to 2.4 (id3.org: “ID3 tag version 2.4.0”, structure and frames). */
public final class Id3v2 {
  static final int HEADER = 10;
  private static final int UNSYNCHRONISED = 0x80;
  private static final int EXTENDED = 0x40;
  private static final int FOOTER = 0x10;
  private static final int LARGEST_TEXT = 1 << 16;
  private static final int LARGEST_PICTURE = 4 << 20;
  private static final int LARGEST_TAG = 16 << 20;

  private static final Map<String, TagKey> TEXTS =
      Map.ofEntries(
          entry("TIT2", TagKey.TITLE),
          entry("TT2", TagKey.TITLE),
          entry("TPE1", TagKey.ARTIST),
          entry("TP1", TagKey.ARTIST),
          entry("TALB", TagKey.ALBUM),
          entry("TAL", TagKey.ALBUM),
          entry("TPE2", TagKey.ALBUM_ARTIST),
          entry("TP2", TagKey.ALBUM_ARTIST),
          entry("TCOM", TagKey.COMPOSER),
          entry("TCM", TagKey.COMPOSER),
          entry("TCON", TagKey.GENRE),
          entry("TCO", TagKey.GENRE),
          entry("TDRC", TagKey.DATE),
          entry("TYER", TagKey.DATE),
          entry("TYE", TagKey.DATE),
          entry("TRCK", TagKey.TRACK),
          entry("TRK", TagKey.TRACK),
          entry("TPOS", TagKey.DISC),
          entry("TPA", TagKey.DISC),
          entry("TSRC", TagKey.ISRC),
          entry("TRC", TagKey.ISRC));

  private final byte[] tag;
  private final int version;
  private final FoundTags tags;

  private Id3v2(byte[] tag, int version, FoundTags tags) {
    this.tag = tag;
    this.version = version;
    this.tags = tags;
  }

  /** Returns the length of the tag at an offset with header and footer; 0 if there is none. */
  public static long length(FileBytes file, long at) throws IOException {
    if (!file.isAt(at, "ID3") || file.byteAt(at + 3) == 0xFF || file.byteAt(at + 4) == 0xFF) {
      return 0;
    }
    byte[] h = file.bytes(at, HEADER);
    if (h.length < HEADER || (h[6] | h[7] | h[8] | h[9]) < 0) {
      return 0;
    }
    return HEADER + (long) synchsafe(h, 6) + ((h[5] & FOOTER) != 0 ? HEADER : 0);
  }

  /** Reads the tag of this length at an offset. */
  public static FoundTags read(FileBytes file, long at, long length) throws IOException {
    FoundTags tags = new FoundTags();
    byte[] whole = file.bytes(at, (int) Math.min(length, LARGEST_TAG));
    if (whole.length <= HEADER) {
      return tags;
    }
    int version = whole[3];
    boolean unsynchronised = (whole[5] & UNSYNCHRONISED) != 0;
    byte[] body = Arrays.copyOfRange(whole, HEADER, whole.length);
    if (unsynchronised && version < 4) {
      body = synchronised(body, 0, body.length);
    }
    Id3v2 reader = new Id3v2(body, version, tags);
    reader.frames(version > 2 && (whole[5] & EXTENDED) != 0 ? reader.extendedHeader() : 0);
    return tags;
  }

  private int extendedHeader() {
    if (tag.length < 4) {
      return tag.length;
    }
    return version == 4 ? synchsafe(tag, 0) : 4 + int32(0);
  }

  private void frames(int start) throws IOException {
    int header = version == 2 ? 6 : HEADER;
    for (int at = start; at >= 0 && at + header < tag.length && tag[at] != 0; ) {
      String name = new String(tag, at, version == 2 ? 3 : 4, StandardCharsets.ISO_8859_1);
      int size = frameSize(at);
      if (size < 0 || size > tag.length - at - header) {
        size = tag.length - at - header; // a truncated tag is read to its end
      }
      tags.count();
      frame(name, at + header, size, version == 2 ? 0 : tag[at + 9]);
      at += header + size;
    }
  }

  private int frameSize(int at) {
    if (version == 2) {
      return (tag[at + 3] & 0xFF) << 16 | (tag[at + 4] & 0xFF) << 8 | (tag[at + 5] & 0xFF);
    }
    int plain = int32(at + 4);
    if (version == 3 || (plain & 0x80808080) != 0) {
      return plain;
    }
    // iTunes wrote 2.4 with plain sizes: a plain size that leads to another frame is used
    int safe = synchsafe(tag, at + 4);
    return safe == plain || leadsOn(at + HEADER + safe) || !leadsOn(at + HEADER + plain)
        ? safe
        : plain;
  }

  private boolean leadsOn(int at) {
    if (at < 0 || at > tag.length - HEADER) {
      return at == tag.length;
    }
    for (int i = at; i < at + 4; i++) {
      boolean nameByte = (tag[i] >= 'A' && tag[i] <= 'Z') || (tag[i] >= '0' && tag[i] <= '9');
      if (!nameByte && tag[at] != 0) {
        return false;
      }
    }
    return true;
  }

  private void frame(String name, int at, int size, int flags) {
    boolean text = TEXTS.containsKey(name) || name.equals("COMM") || name.equals("COM");
    boolean picture = name.equals("APIC") || name.equals("PIC");
    if (size < 2 || !(text || picture) || size > (text ? LARGEST_TEXT : LARGEST_PICTURE)) {
      return;
    }
    byte[] content = content(at, size, flags);
    if (content == null || content.length < 2) {
      return;
    }
    if (picture) {
      picture(content, name.length() == 3);
      return;
    }
    TagKey key = TEXTS.get(name);
    if (key == null) {
      comment(content);
    } else {
      texts(key, content);
    }
  }

  /** Removes the additions of the frame's flags; null if it is encrypted or cannot be unpacked. */
  private byte @Nullable [] content(int at, int size, int flags) {
    boolean four = version == 4;
    boolean packed = (flags & (four ? 0x08 : 0x80)) != 0;
    boolean encrypted = (flags & (four ? 0x04 : 0x40)) != 0;
    boolean grouped = (flags & (four ? 0x40 : 0x20)) != 0;
    boolean statesLength = four ? (flags & 0x01) != 0 : packed && version == 3;
    int skipped = (grouped ? 1 : 0) + (statesLength ? 4 : 0);
    if (encrypted || skipped >= size) {
      return null;
    }
    byte[] bytes =
        four && (flags & 0x02) != 0
            ? synchronised(tag, at + skipped, size - skipped)
            : Arrays.copyOfRange(tag, at + skipped, at + size);
    return packed ? unpacked(bytes) : bytes;
  }

  private static byte @Nullable [] unpacked(byte[] bytes) {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(bytes);
      byte[] out = new byte[LARGEST_TEXT];
      int length = inflater.inflate(out);
      return Arrays.copyOf(out, length);
    } catch (DataFormatException e) {
      return null; // the frame is damaged, the sound is not
    } finally {
      inflater.end();
    }
  }

  /** Splits values at zeros, in versions before 2.4 too. */
  private void texts(TagKey key, byte[] content) {
    int encoding = content[0];
    int unit = encoding == 1 || encoding == 2 ? 2 : 1;
    int from = 1;
    Charset order = TagText.utf16Order(Arrays.copyOfRange(content, 1, content.length));
    for (int at = 1; at <= content.length && from < content.length; at += unit) {
      boolean end = at + unit > content.length;
      boolean zero = !end && content[at] == 0 && (unit == 1 || content[at + 1] == 0);
      if (end || zero) {
        add(
            key,
            TagText.ofId3(
                encoding, Arrays.copyOfRange(content, from, end ? content.length : at), order));
        from = at + unit;
      }
    }
  }

  private void add(TagKey key, TagText text) {
    tags.add(
        key, key == TagKey.GENRE ? new TagText(Id3Genres.of(text.text()), text.declared()) : text);
  }

  /** Reads a comment: language, description, text. */
  private void comment(byte[] content) {
    String all =
        new String(
            content,
            content[0] == 0 || content[0] == 3 ? StandardCharsets.ISO_8859_1 : charset(content));
    int at = all.indexOf("iTunSMPB");
    if (at >= 0) {
      String value = all.substring(at + 8).replaceFirst("^[^0-9A-Fa-f]+", " ");
      tags.add(TagKey.ITUNES_GAPLESS, new TagText(value.replace("\0", ""), true));
    }
  }

  private static Charset charset(byte[] content) {
    return content[0] == 2 ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
  }

  /** Reads a picture: encoding, type (a word in 2.2), kind, description, bytes. */
  private void picture(byte[] content, boolean old) {
    int at = 1;
    if (old) {
      at += 3;
    } else {
      while (at < content.length && content[at] != 0) {
        at++;
      }
      at++;
    }
    int unit = content[0] == 1 || content[0] == 2 ? 2 : 1;
    at++;
    while (at + unit <= content.length
        && !(content[at] == 0 && (unit == 1 || content[at + 1] == 0))) {
      at += unit;
    }
    at += unit;
    if (at < content.length) {
      tags.addCover(Arrays.copyOfRange(content, at, content.length));
    }
  }

  private int int32(int at) {
    return (tag[at] & 0xFF) << 24
        | (tag[at + 1] & 0xFF) << 16
        | (tag[at + 2] & 0xFF) << 8
        | (tag[at + 3] & 0xFF);
  }

  private static int synchsafe(byte[] b, int at) {
    return (b[at] & 0x7F) << 21
        | (b[at + 1] & 0x7F) << 14
        | (b[at + 2] & 0x7F) << 7
        | (b[at + 3] & 0x7F);
  }

  /** Removes the zeros that were inserted behind each 0xFF. */
  private static byte[] synchronised(byte[] bytes, int from, int length) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(length);
    for (int i = from; i < from + length; i++) {
      out.write(bytes[i]);
      if ((bytes[i] & 0xFF) == 0xFF && i + 1 < from + length && bytes[i + 1] == 0) {
        i++;
      }
    }
    return out.toByteArray();
  }
}
