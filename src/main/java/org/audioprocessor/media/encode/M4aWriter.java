package org.audioprocessor.media.encode;

import static org.bytedeco.ffmpeg.avformat.AVFormatContext.AVFMT_FLAG_BITEXACT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_move_ref;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avformat.av_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open2;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.audioprocessor.media.CoverPicture;
import org.audioprocessor.media.FileNames;
import org.audioprocessor.media.FreeformTags;
import org.audioprocessor.media.MediaException;
import org.audioprocessor.media.MediaFault;
import org.audioprocessor.media.Tags;
import org.audioprocessor.media.container.ItunesGapless;
import org.audioprocessor.media.ffmpeg.Ffmpeg;
import org.audioprocessor.media.ffmpeg.NativeOwner;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/**
 * Writes packets into an MP4 with its index in front. The first packet lies {@code leadFrames}
 * before the beginning, as edit list and iTunSMPB state. The presented length is exactly the
 * source's; the duration of the last packet is shortened accordingly. Writes only the given tags,
 * no dates and no name of the encoder.
 */
public final class M4aWriter extends NativeOwner {
  /** The tags of the file. */
  public record Labels(Tags tags, Optional<CoverPicture> cover) {
    public static final Labels NONE = new Labels(Tags.NONE, Optional.empty());
  }

  /** The start and the length of the audio, in samples. */
  private record Timeline(int leadFrames, long sourceFrames) {
    private long mediaFrames() {
      return leadFrames + sourceFrames;
    }

    private ItunesGapless gapless() {
      long padding = Math.floorMod(-mediaFrames(), (long) AacEncoder.FRAMES_PER_PACKET);
      return new ItunesGapless(leadFrames, padding, sourceFrames);
    }
  }

  private final Timeline timeline;
  private final Path path;
  private final String name;
  private final FreeformTags freeform;
  private final AVFormatContext context = new AVFormatContext(null);
  private final AVIOContext file = new AVIOContext(null);
  private final AVPacket held;
  private final AVPacket writing;
  private long packets;
  private boolean finished;

  private M4aWriter(Path temporaryFile, Timeline timeline, Tags tags) throws MediaException {
    this.timeline = timeline;
    this.path = temporaryFile;
    this.name = FileNames.of(temporaryFile);
    this.freeform = FreeformTags.of(tags, timeline.gapless());
    held = Ffmpeg.checkNotNull(av_packet_alloc(), "opening " + name);
    onClose(() -> av_packet_free(held));
    writing = Ffmpeg.checkNotNull(av_packet_alloc(), "opening " + name);
    onClose(() -> av_packet_free(writing));
  }

  /**
   * Opens the file and overwrites its content.
   *
   * @param temporaryFile seekable; is read again to put the index in front
   * @param encoder the source of all packets
   * @param sourceFrames the length to present, in samples
   * @param leadFrames samples before the beginning: the encoder's delay and prepended samples
   */
  public static M4aWriter open(
      Path temporaryFile, AacEncoder encoder, Labels labels, long sourceFrames, int leadFrames)
      throws MediaException {
    Timeline timeline = new Timeline(leadFrames, sourceFrames);
    M4aWriter writer = new M4aWriter(temporaryFile, timeline, labels.tags());
    try {
      writer.openContext(encoder, labels);
      return writer;
    } catch (Throwable t) {
      writer.close();
      throw t;
    }
  }

  private void openContext(AacEncoder encoder, Labels labels) throws MediaException {
    String doing = "opening " + name;
    try (BytePointer url = FileNames.url(path);
        BytePointer format = new BytePointer("ipod")) {
      Ffmpeg.check(avformat_alloc_output_context2(context, null, format, url), doing);
      onClose(() -> avformat_free_context(context));
      Ffmpeg.check(avio_open2(file, url, AVIO_FLAG_WRITE, null, (AVDictionary) null), doing);
      onClose(() -> avio_closep(file));
    }
    context.pb(file);
    context.flags(context.flags() | AVFMT_FLAG_BITEXACT);
    AVStream stream = Ffmpeg.checkNotNull(avformat_new_stream(context, null), doing);
    StreamParameters.fill(stream.codecpar(), encoder);
    int rate = encoder.settings().sampleRate();
    stream.time_base().num(1).den(rate);
    AVDictionary dictionary = dictionary(labels.tags());
    put(dictionary, FreeformTags.PLACEHOLDER_KEY, freeform.placeholder());
    context.metadata(dictionary);
    if (labels.cover().isPresent()) {
      declare(labels.cover().get(), doing);
    }
    writeHeader(rate, doing);
    if (labels.cover().isPresent()) {
      write(labels.cover().get());
    }
  }

  /** A stream of one packet, which the muxer turns into a tag. */
  private void declare(CoverPicture cover, String doing) throws MediaException {
    AVStream stream = Ffmpeg.checkNotNull(avformat_new_stream(context, null), doing);
    stream.disposition(AV_DISPOSITION_ATTACHED_PIC);
    stream.codecpar().codec_type(AVMEDIA_TYPE_VIDEO).codec_id(cover.codecId());
    stream.codecpar().width(cover.width()).height(cover.height());
  }

  private void write(CoverPicture cover) throws MediaException {
    Ffmpeg.check(av_new_packet(writing, cover.bytes().length), "writing " + name);
    try {
      writing.data().put(cover.bytes());
      writing.stream_index(1).flags(AV_PKT_FLAG_KEY).pts(0).dts(0);
      Ffmpeg.check(av_write_frame(context, writing), "writing " + name);
    } finally {
      av_packet_unref(writing);
    }
  }

  private void writeHeader(int rate, String doing) throws MediaException {
    AVDictionary options = new AVDictionary(null);
    try {
      av_dict_set(options, "movflags", "+faststart", 0);
      av_dict_set(options, "use_editlist", "1", 0);
      // the presented length counts in these ticks
      av_dict_set(options, "movie_timescale", Integer.toString(rate), 0);
      Ffmpeg.check(avformat_write_header(context, options), doing);
    } finally {
      av_dict_free(options);
    }
  }

  private static AVDictionary dictionary(Tags tags) {
    AVDictionary dictionary = new AVDictionary(null);
    put(dictionary, "title", tags.title());
    put(dictionary, "artist", tags.artist());
    put(dictionary, "album", tags.album());
    put(dictionary, "genre", tags.genre());
    put(dictionary, "date", tags.date());
    put(dictionary, "album_artist", tags.credits().albumArtist());
    put(dictionary, "composer", tags.credits().composer());
    put(dictionary, "track", tags.credits().track());
    put(dictionary, "disc", tags.credits().disc());
    return dictionary;
  }

  private static void put(AVDictionary dictionary, String key, @Nullable String value) {
    if (value != null) {
      try (BytePointer k = new BytePointer(key, StandardCharsets.UTF_8);
          BytePointer v = new BytePointer(value, StandardCharsets.UTF_8)) {
        av_dict_set(dictionary, k, v, 0);
      }
    }
  }

  /** Copies the packet and writes the previous one to the file. */
  public void write(EncodedPacket encoded) throws MediaException {
    requireOpen();
    if (packets > 0) {
      writeHeld(AacEncoder.FRAMES_PER_PACKET);
    }
    encoded.copyTo(held, "writing " + name);
    packets++;
  }

  /**
   * Writes the last packet, shortened to the presented length, and the index. Call it once.
   *
   * @throws MediaException INTERNAL if the number of packets does not match the source
   */
  public void finish() throws MediaException {
    requireOpen();
    if (finished) {
      throw new IllegalStateException("the file was finished before");
    }
    finished = true;
    long last = timeline.mediaFrames() - (packets - 1) * AacEncoder.FRAMES_PER_PACKET;
    if (packets == 0 || last < 1 || last > AacEncoder.FRAMES_PER_PACKET) {
      throw new MediaException(
          MediaFault.INTERNAL,
          name + " was given " + packets + " packets, which do not match the length of its audio.");
    }
    writeHeld(last);
    Ffmpeg.check(av_write_trailer(context), "finishing " + name);
    Ffmpeg.check(file.error(), "finishing " + name);
    freeform.replacePlaceholder(path);
  }

  private void writeHeld(long duration) throws MediaException {
    av_packet_move_ref(writing, held);
    try {
      long pts = (packets - 1) * AacEncoder.FRAMES_PER_PACKET - timeline.leadFrames;
      writing.stream_index(0).pts(pts).dts(pts).duration(duration);
      writing.flags(writing.flags() | AV_PKT_FLAG_KEY);
      Ffmpeg.check(av_write_frame(context, writing), "writing " + name);
    } finally {
      av_packet_unref(writing);
    }
  }
}
