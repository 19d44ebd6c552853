package org.audioprocessor.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avformat.avio_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avio_context_free;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EXTERNAL;
import static org.bytedeco.ffmpeg.global.avutil.av_free;
import static org.bytedeco.ffmpeg.global.avutil.av_malloc;

import java.util.Arrays;
import org.audioprocessor.media.MediaException;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.Write_packet_Pointer_BytePointer_int;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/** An AVIOContext that writes into an array, which grows to the largest content. */
public final class MemoryOutput extends NativeOwner {
  private static final NativeContexts<MemoryOutput> OUTPUTS = new NativeContexts<>();
  private static final Write WRITE = new Write();
  private static final int BUFFER_BYTES = 1 << 15;

  private final AVIOContext context;
  private byte[] bytes = new byte[1 << 16];
  private int size;

  public MemoryOutput() throws MediaException {
    NativeContexts.Opaque opaque = OUTPUTS.register(this);
    onClose(() -> OUTPUTS.release(opaque));
    BytePointer buffer = new BytePointer(av_malloc(BUFFER_BYTES));
    context =
        Ffmpeg.checkNotNull(
            avio_alloc_context(buffer, BUFFER_BYTES, 1, opaque, null, WRITE, null),
            "opening a writer");
    onClose(this::free);
  }

  public AVIOContext context() {
    requireOpen();
    return context;
  }

  /** Returns the bytes written since the last call. */
  public byte[] take() {
    byte[] taken = Arrays.copyOf(bytes, size);
    size = 0;
    return taken;
  }

  private void free() {
    // FFmpeg may have replaced the buffer
    av_free(context.buffer());
    avio_context_free(context);
  }

  private void append(BytePointer data, int length) {
    if (size + length > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + length, bytes.length * 2));
    }
    data.get(bytes, size, length);
    size += length;
  }

  private static final class Write extends Write_packet_Pointer_BytePointer_int {
    @Override
    public int call(Pointer opaque, BytePointer data, int length) {
      try {
        MemoryOutput output = OUTPUTS.find(opaque);
        if (output == null) {
          return AVERROR_EXTERNAL();
        }
        output.append(data, length);
        return length;
      } catch (Throwable t) {
        // An exception that leaves a callback aborts the JVM; the code becomes one on the way back.
        return AVERROR_EXTERNAL();
      }
    }
  }
}
