package org.audioprocessor.media.container;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The bytes that FFmpeg reads: ranges of the file, and replacements for other ranges. */
public final class FileView {
  /** A piece of the view; the bytes are null if the piece is a range of the file. */
  private record Piece(long at, long length, long inFile, @Nullable ByteBuffer bytes) {}

  private final List<Piece> pieces;
  private final long size;

  private FileView(List<Piece> pieces, long size) {
    this.pieces = pieces;
    this.size = size;
  }

  /** The whole file as it is. */
  public static FileView whole(long size) {
    return new Builder().range(0, size).build();
  }

  public long size() {
    return size;
  }

  /** Collects the pieces in their order. */
  static final class Builder {
    private final List<Piece> pieces = new ArrayList<>();
    private long size;

    Builder bytes(byte[] bytes) {
      pieces.add(new Piece(size, bytes.length, 0, ByteBuffer.wrap(bytes)));
      size += bytes.length;
      return this;
    }

    /** A range of the file; joined to the one before where they touch. */
    Builder range(long from, long length) {
      Piece last = pieces.isEmpty() ? null : pieces.getLast();
      if (last != null && last.bytes == null && last.inFile + last.length == from) {
        pieces.removeLast();
        pieces.add(new Piece(last.at, last.length + length, last.inFile, null));
      } else if (length > 0) {
        pieces.add(new Piece(size, length, from, null));
      }
      size += length;
      return this;
    }

    FileView build() {
      return new FileView(List.copyOf(pieces), size);
    }
  }

  /**
   * Reads from a position of the view.
   *
   * @return how many bytes were read; −1 at the end
   */
  public int read(FileChannel file, long at, ByteBuffer into) throws IOException {
    int before = into.position();
    for (int i = indexOf(at); i < pieces.size() && into.hasRemaining(); i++) {
      Piece piece = pieces.get(i);
      long skipped = at + into.position() - before - piece.at;
      int count = (int) Math.min(piece.length - skipped, into.remaining());
      ByteBuffer bytes = piece.bytes;
      if (bytes != null) {
        into.put(bytes.slice((int) skipped, count));
      } else if (!readFully(file, piece.inFile + skipped, into, count)) {
        break;
      }
    }
    int read = into.position() - before;
    return read == 0 ? -1 : read;
  }

  private static boolean readFully(FileChannel file, long from, ByteBuffer into, int count)
      throws IOException {
    ByteBuffer part = into.slice(into.position(), count);
    while (part.hasRemaining() && file.read(part, from + part.position()) >= 0) {
      // short reads are allowed
    }
    into.position(into.position() + part.position());
    return !part.hasRemaining();
  }

  /** Returns the piece that contains a position; the number of pieces past the end. */
  private int indexOf(long at) {
    int low = 0;
    int high = pieces.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      Piece piece = pieces.get(middle);
      if (at >= piece.at + piece.length) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
