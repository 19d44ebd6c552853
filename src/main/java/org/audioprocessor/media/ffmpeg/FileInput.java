package org.audioprocessor.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_SIZE;
import static org.bytedeco.ffmpeg.global.avformat.avio_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avio_context_free;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EXIT;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EXTERNAL;
import static org.bytedeco.ffmpeg.global.avutil.av_free;
import static org.bytedeco.ffmpeg.global.avutil.av_malloc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.audioprocessor.media.FileNames;
import org.audioprocessor.media.MediaException;
import org.audioprocessor.media.MediaFault;
import org.audioprocessor.media.container.FileView;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.Read_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.avformat.Seek_Pointer_long_int;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/** An AVIOContext that reads a view of a file. */
public final class FileInput extends NativeOwner {
  private static final NativeContexts<FileInput> INPUTS = new NativeContexts<>();
  private static final Read READ = new Read();
  private static final Seek SEEK = new Seek();
  private static final int BUFFER_BYTES = 1 << 15;
  private static final int SEEK_SET = 0;
  private static final int SEEK_CUR = 1;
  private static final int SEEK_END = 2;

  private final AVIOContext context;
  private final FileChannel file;
  private final FileView view;
  private final ReadGuard guard;
  private long position;
  private @Nullable IOException failure;

  private FileInput(FileChannel file, FileView view, ReadGuard guard) throws MediaException {
    this.file = file;
    this.view = view;
    this.guard = guard;
    onClose(this::closeFile);
    NativeContexts.Opaque opaque = INPUTS.register(this);
    onClose(() -> INPUTS.release(opaque));
    BytePointer buffer = new BytePointer(av_malloc(BUFFER_BYTES));
    context =
        Ffmpeg.checkNotNull(
            avio_alloc_context(buffer, BUFFER_BYTES, 0, opaque, READ, null, SEEK),
            "opening a reader");
    onClose(this::free);
  }

  public static FileInput open(Path path, FileView view, ReadGuard guard) throws MediaException {
    try {
      return new FileInput(FileChannel.open(path), view, guard);
    } catch (IOException e) {
      throw new MediaException(
          MediaFault.IO, FileNames.of(path) + " cannot be read from the disk.", e);
    }
  }

  public AVIOContext context() {
    requireOpen();
    return context;
  }

  /** The failure of the disk, or null. */
  @Nullable
  public IOException failure() {
    return failure;
  }

  private void closeFile() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void free() {
    // FFmpeg may have replaced the buffer
    av_free(context.buffer());
    avio_context_free(context);
  }

  private int read(BytePointer data, int length) {
    if (guard.mustStop()) {
      return AVERROR_EXIT();
    }
    try {
      ByteBuffer into = data.capacity(length).asByteBuffer();
      int count = view.read(file, position, into);
      position += Math.max(0, count);
      return count < 0 ? AVERROR_EOF() : count;
    } catch (IOException e) {
      failure = e;
      return AVERROR_EXTERNAL();
    }
  }

  private long seek(long offset, int whence) {
    int origin = whence & ~AVSEEK_SIZE & 3;
    if ((whence & AVSEEK_SIZE) != 0) {
      return view.size();
    }
    long wanted =
        switch (origin) {
          case SEEK_SET -> offset;
          case SEEK_CUR -> position + offset;
          case SEEK_END -> view.size() + offset;
          default -> -1;
        };
    if (wanted < 0) {
      return AVERROR_EXTERNAL();
    }
    position = wanted;
    return position;
  }

  private static final class Read extends Read_packet_Pointer_BytePointer_int {
    @Override
    public int call(Pointer opaque, BytePointer data, int length) {
      try {
        FileInput input = INPUTS.find(opaque);
        return input == null ? AVERROR_EXTERNAL() : input.read(data, length);
      } catch (Throwable t) {
        // An exception that leaves a callback aborts the JVM; the code becomes one on the way back.
        return AVERROR_EXTERNAL();
      }
    }
  }

  private static final class Seek extends Seek_Pointer_long_int {
    @Override
    public long call(Pointer opaque, long offset, int whence) {
      try {
        FileInput input = INPUTS.find(opaque);
        return input == null ? AVERROR_EXTERNAL() : input.seek(offset, whence);
      } catch (Throwable t) {
        // as above
        return AVERROR_EXTERNAL();
      }
    }
  }
}
