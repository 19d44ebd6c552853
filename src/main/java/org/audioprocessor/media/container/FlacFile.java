package org.audioprocessor.media.container;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.List;
import org.audioprocessor.media.tags.FoundTags;
import org.audioprocessor.media.tags.Id3v2;
import org.audioprocessor.media.tags.TailTags;
import org.audioprocessor.media.tags.VorbisComments;

/**
 * Reads a FLAC file. FFmpeg gets STREAMINFO, the seek table and the audio; comments and pictures
 * are read here, and tags in front and behind are omitted (RFC 9639).
 */
public final class FlacFile {
  private static final int STREAMINFO = 0;
  private static final int SEEKTABLE = 3;
  private static final int COMMENTS = 4;
  private static final int PICTURE = 6;
  private static final int LARGEST_PICTURE = 4 << 20;

  private FlacFile() {}

  /** Reads the metadata blocks; FFmpeg reports invalid ones. */
  static ContainerFacts read(FileBytes file) throws IOException {
    FoundTags tags = new FoundTags();
    long at = 0;
    for (long id3 = Id3v2.length(file, 0); id3 > 0; id3 = Id3v2.length(file, at)) {
      tags.orElse(Id3v2.read(file, at, id3));
      at += id3;
    }
    if (!file.isAt(at, "fLaC")) {
      return ContainerFacts.asItIs(file);
    }
    FileView.Builder view = new FileView.Builder().bytes(new byte[] {'f', 'L', 'a', 'C'});
    FoundTags comments = new FoundTags();
    at += 4;
    boolean last = false;
    while (!last) {
      byte[] head = file.bytes(at, 4);
      if (head.length < 4) {
        return ContainerFacts.asItIs(file);
      }
      last = head[0] < 0;
      int type = head[0] & 0x7F;
      int length = (head[1] & 0xFF) << 16 | (head[2] & 0xFF) << 8 | (head[3] & 0xFF);
      comments.count();
      if (type == COMMENTS) {
        comments.orElse(VorbisComments.read(file.bytes(at + 4, length)));
      } else if (type == PICTURE && length <= LARGEST_PICTURE) {
        picture(file.bytes(at + 4, length), comments);
      } else if (type == STREAMINFO || type == SEEKTABLE) {
        view.bytes(new byte[] {(byte) type, head[1], head[2], head[3]}).range(at + 4, length);
      }
      at += 4 + length;
    }
    return sound(file, at, view, comments.orElse(tags));
  }

  private static ContainerFacts sound(
      FileBytes file, long at, FileView.Builder view, FoundTags tags) throws IOException {
    // an empty block of padding marks the last of the blocks
    view.bytes(new byte[] {(byte) 0x81, 0, 0, 0});
    TailTags tail = new TailTags(file);
    long end = tail.unexplainedEnd(at, file.size());
    view.range(at, (end == at ? file.size() : end) - at);
    return new ContainerFacts(
        view.build(),
        null,
        ContainerFacts.Length.UNKNOWN,
        SampleTrim.NONE,
        tags.orElse(tail.tags()),
        0,
        List.of());
  }

  /** Type, MIME type, description, four numbers, then the picture. */
  public static void picture(byte[] block, FoundTags tags) {
    ByteBuffer in = ByteBuffer.wrap(block);
    try {
      in.getInt();
      skip(in, in.getInt());
      skip(in, in.getInt());
      skip(in, 16);
      int length = in.getInt();
      if (length > 0 && length <= in.remaining()) {
        byte[] picture = new byte[length];
        in.get(picture);
        tags.addCover(picture);
      }
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      return; // the picture is ignored; the audio is not affected
    }
  }

  private static void skip(ByteBuffer in, int bytes) {
    in.position(in.position() + bytes);
  }
}
