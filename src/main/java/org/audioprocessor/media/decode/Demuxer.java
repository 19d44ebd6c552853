package org.audioprocessor.media.decode;

import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_ALL;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_FLAG_BACKWARD;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_seek_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_PATCHWELCOME;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_ATTACHMENT;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import java.nio.file.Path;
import org.audioprocessor.media.FileNames;
import org.audioprocessor.media.MediaException;
import org.audioprocessor.media.MediaFault;
import org.audioprocessor.media.MediaLimits;
import org.audioprocessor.media.container.FileView;
import org.audioprocessor.media.ffmpeg.Ffmpeg;
import org.audioprocessor.media.ffmpeg.FfmpegLog;
import org.audioprocessor.media.ffmpeg.FileInput;
import org.audioprocessor.media.ffmpeg.NativeOwner;
import org.audioprocessor.media.ffmpeg.ReadGuard;
import org.audioprocessor.media.ffmpeg.WhiteList;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.PointerPointer;

/** Owns an AVFormatContext for reading and the one packet it lends. */
public final class Demuxer extends NativeOwner {
  private final String name;
  private final ReadGuard guard;
  private final AVFormatContext context;
  private final AVPacket packet;
  private final FileInput input;

  private Demuxer(Path file, FileView view, ReadGuard guard) throws MediaException {
    this.name = FileNames.of(file);
    this.guard = guard;
    input = FileInput.open(file, view, guard);
    onClose(input::close);
    context = Ffmpeg.checkNotNull(avformat_alloc_context(), "opening " + name);
    onClose(() -> avformat_close_input(context));
    packet = Ffmpeg.checkNotNull(av_packet_alloc(), "opening " + name);
    onClose(() -> av_packet_free(packet));
    guard.watch(context, this);
  }

  /**
   * Opens a file without decoding; streams other than audio are discarded before FFmpeg reads them.
   */
  static Demuxer open(Path file, RawContainer container, MediaLimits limits, ReadGuard guard)
      throws MediaException {
    return open(file, container, WhiteList.UPLOADS, limits, guard);
  }

  /** Opens an M4A file of this program; returns all packets, also those before the presentation. */
  public static Demuxer openWithoutEdits(Path file, MediaLimits limits, ReadGuard guard)
      throws MediaException {
    return open(file, RawContainer.ownM4a(file), WhiteList.OWN_M4A, limits, guard);
  }

  private static Demuxer open(
      Path file, RawContainer container, WhiteList accepted, MediaLimits limits, ReadGuard guard)
      throws MediaException {
    Demuxer demuxer = new Demuxer(file, container.facts().view(), guard);
    try {
      demuxer.openInput(container.format(), accepted, limits);
      demuxer.requireStreams(limits.streams());
      demuxer.discardAllBut(-1);
      return demuxer;
    } catch (Throwable t) {
      demuxer.close();
      throw t;
    }
  }

  private void openInput(AVInputFormat format, WhiteList accepted, MediaLimits limits)
      throws MediaException {
    AVDictionary options = new AVDictionary(null);
    boolean edits = !accepted.equals(WhiteList.OWN_M4A);
    context.pb(input.context());
    try {
      // only the view is read: no protocol is allowed
      av_dict_set(options, "protocol_whitelist", "", 0);
      av_dict_set(options, "format_whitelist", accepted.formatList(), 0);
      av_dict_set(options, "codec_whitelist", accepted.codecList(), 0);
      av_dict_set(options, "probesize", Integer.toString(limits.effort().probeBytes()), 0);
      av_dict_set(options, "enable_drefs", "0", 0);
      av_dict_set(options, "ignore_editlist", edits ? "0" : "1", 0);
      checkRead(avformat_open_input(context, "", format, options), "opening");
    } finally {
      av_dict_free(options);
    }
  }

  /** Number of streams; pictures and attachments are never read and do not count. */
  public int soundStreams() {
    int streams = 0;
    for (int i = 0; i < context.nb_streams(); i++) {
      AVStream stream = context.streams(i);
      boolean beside =
          stream.codecpar().codec_type() == AVMEDIA_TYPE_ATTACHMENT
              || (stream.disposition() & AV_DISPOSITION_ATTACHED_PIC) != 0;
      streams += beside ? 0 : 1;
    }
    return streams;
  }

  private void requireStreams(int most) throws MediaException {
    int streams = soundStreams();
    if (streams > most) {
      throw new MediaException(
          MediaFault.TOO_MANY_STREAMS,
          name
              + " holds "
              + streams
              + " streams; at most "
              + most
              + " are accepted. Export the sound alone.");
    }
  }

  /** Reads and, if necessary, decodes the beginning of the audio streams to learn their formats. */
  void findStreamInfo() throws MediaException {
    checkRead(avformat_find_stream_info(context, (PointerPointer<?>) null), "looking into");
  }

  /** Selects the stream to read; −1: all audio streams. */
  void discardAllBut(int chosen) {
    for (int i = 0; i < context.nb_streams(); i++) {
      AVStream stream = context.streams(i);
      boolean audio = stream.codecpar().codec_type() == AVMEDIA_TYPE_AUDIO;
      if (chosen >= 0 ? i != chosen : !audio) {
        stream.discard(AVDISCARD_ALL);
      }
    }
  }

  public AVFormatContext context() {
    requireOpen();
    return context;
  }

  public AVPacket packet() {
    requireOpen();
    return packet;
  }

  /**
   * Fills {@link #packet()}, lent until the next call.
   *
   * @return false at the end of the file
   */
  public boolean read() throws MediaException {
    requireOpen();
    av_packet_unref(packet);
    int code = av_read_frame(context, packet);
    guard.requireGoingOn();
    if (code == AVERROR_EOF()) {
      return false;
    }
    if (code == AVERROR_PATCHWELCOME()) {
      throw changesItsFormat();
    }
    checkRead(code, "reading");
    return true;
  }

  /** FFmpeg 8.1 refuses a chained Ogg whose parts have different sample rates. */
  private MediaException changesItsFormat() {
    String line = FfmpegLog.takeLastLine();
    return new MediaException(
        MediaFault.UNSUPPORTED,
        name
            + " changes its format in the middle"
            + (line == null ? "" : " (" + line + ")")
            + ". Export it as one piece with one sample rate, for example as FLAC.");
  }

  /** Whether every read of the file has succeeded. */
  private boolean diskIsWell() {
    return input.failure() == null;
  }

  /** Seeks to the last packet of a stream that begins at or before a timestamp; returns true. */
  public boolean seek(int stream, long timestamp) throws MediaException {
    requireOpen();
    checkRead(av_seek_frame(context, stream, timestamp, AVSEEK_FLAG_BACKWARD), "seeking in");
    return true;
  }

  /**
   * Damaged input causes many codes, for example "no memory" for invalid sizes; some demuxers
   * report a truncated file as an I/O error.
   */
  private void checkRead(int code, String doing) throws MediaException {
    guard.requireGoingOn();
    if (code < 0 && (Ffmpeg.kindOf(code) != MediaFault.IO || diskIsWell())) {
      String line = FfmpegLog.takeLastLine();
      throw new MediaException(
          MediaFault.CORRUPT,
          name
              + " is damaged or incomplete and cannot be read"
              + (line == null ? "" : " (" + line + ")")
              + ". Upload it again, or another export of it.");
    }
    if (code < 0) {
      Ffmpeg.check(code, doing + " " + name);
    }
  }
}
