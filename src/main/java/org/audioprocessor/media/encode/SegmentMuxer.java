package org.audioprocessor.media.encode;

import static org.bytedeco.ffmpeg.avformat.AVFormatContext.AVFMT_FLAG_BITEXACT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.av_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_flush;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_set;

import org.audioprocessor.media.ClockReferences;
import org.audioprocessor.media.MediaException;
import org.audioprocessor.media.ffmpeg.Ffmpeg;
import org.audioprocessor.media.ffmpeg.MemoryOutput;
import org.audioprocessor.media.ffmpeg.NativeOwner;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.jspecify.annotations.Nullable;

/**
 * Muxes a rung into MPEG-TS segments in memory. Every segment starts with PAT and PMT and on an
 * ADTS frame and is long enough to be recognised; counters continue from one segment to the next.
 * Timestamps are written exactly as given, clock references at most 100 ms apart.
 */
public final class SegmentMuxer extends NativeOwner {
  private static final long CLOCK_HZ = 90_000;

  /** FFmpeg's default lead of a clock reference before its audio. */
  private static final long CLOCK_LEAD_90K = 63_000;

  /** PES packets of 0.65 s and less: fewer of them pay for the clock references. */
  private static final long LONGEST_DELAY_US = 1_300_000;

  private static final String LARGEST_PES = "5534";

  /** Tables only where a segment starts; ten times a second they would cost 30 kb/s. */
  private static final String NEVER_SECONDS = "100000";

  private final AVFormatContext context = new AVFormatContext(null);
  private final MemoryOutput output;
  private final AVPacket packet;
  private final int sampleRate;
  private @Nullable ClockReferences clock;
  private boolean finished;

  private SegmentMuxer(int sampleRate) throws MediaException {
    this.sampleRate = sampleRate;
    output = new MemoryOutput();
    onClose(output::close);
    packet = Ffmpeg.checkNotNull(av_packet_alloc(), "opening a segment");
    onClose(() -> av_packet_free(packet));
  }

  /**
   * Opens a stream without a segment.
   *
   * @param sampleRate of the encoder
   * @param encoder the source of the packets
   */
  public static SegmentMuxer open(int sampleRate, AacEncoder encoder) throws MediaException {
    SegmentMuxer muxer = new SegmentMuxer(sampleRate);
    try {
      muxer.openContext(encoder);
      return muxer;
    } catch (Throwable t) {
      muxer.close();
      throw t;
    }
  }

  private void openContext(AacEncoder encoder) throws MediaException {
    Ffmpeg.check(
        avformat_alloc_output_context2(context, null, "mpegts", null), "opening a segment");
    onClose(() -> avformat_free_context(context));
    context.pb(output.context());
    context.flags(context.flags() | AVFMT_FLAG_BITEXACT);
    context.avoid_negative_ts(0);
    AVStream stream = Ffmpeg.checkNotNull(avformat_new_stream(context, null), "opening a segment");
    StreamParameters.fill(stream.codecpar(), encoder);
    stream.time_base().num(1).den((int) CLOCK_HZ);
  }

  private void start(long firstPts90k) throws MediaException {
    // sound is packed into PES packets of at most half of max_delay (in µs), which must not begin
    // before 0; timestamps may be 0.7 s apart (ISO/IEC 13818-1, 2.7.4)
    context.max_delay((int) Math.min(LONGEST_DELAY_US, firstPts90k * 1_000_000 / CLOCK_HZ));
    AVDictionary metadata = new AVDictionary(null);
    av_dict_set(metadata, "service_name", "audio", 0);
    av_dict_set(metadata, "service_provider", "-", 0);
    context.metadata(metadata);
    AVDictionary options = new AVDictionary(null);
    try {
      av_dict_set(options, "mpegts_copyts", "1", 0);
      av_dict_set(options, "mpegts_flags", "resend_headers", 0);
      av_dict_set(options, "pes_payload_size", LARGEST_PES, 0);
      av_dict_set(options, "pat_period", NEVER_SECONDS, 0);
      av_dict_set(options, "sdt_period", NEVER_SECONDS, 0);
      Ffmpeg.check(avformat_write_header(context, options), "starting a segment");
    } finally {
      av_dict_free(options);
    }
    clock = new ClockReferences(sampleRate, Math.min(CLOCK_LEAD_90K, firstPts90k));
  }

  /**
   * Adds a packet to the segment.
   *
   * @param pts90k presentation time in ticks of 90 kHz, not negative; from 63,000 on (0.7 s) the
   *     clock references lead the sound as in FFmpeg's own streams
   */
  public void write(EncodedPacket encoded, long pts90k) throws MediaException {
    requireOpen();
    if (pts90k < 0) {
      throw new IllegalArgumentException("negative presentation time " + pts90k);
    }
    if (clock == null) {
      start(pts90k);
    }
    encoded.copyTo(packet, "writing a segment");
    try {
      packet.stream_index(0).pts(pts90k).dts(pts90k);
      packet.duration(AacEncoder.FRAMES_PER_PACKET * CLOCK_HZ / sampleRate);
      packet.flags(packet.flags() | AV_PKT_FLAG_KEY);
      Ffmpeg.check(av_write_frame(context, packet), "writing a segment");
    } finally {
      av_packet_unref(packet);
    }
  }

  /** Ends the segment and returns its bytes. */
  public byte[] cut() throws MediaException {
    requireOpen();
    flush();
    Ffmpeg.check(
        av_opt_set(context.priv_data(), "mpegts_flags", "+resend_headers", 0),
        "starting a segment");
    return segment();
  }

  /**
   * Ends the stream and returns the last segment; empty if nothing was written since the last one.
   */
  public byte[] finish() throws MediaException {
    requireOpen();
    if (finished) {
      throw new IllegalStateException("the muxer was finished before");
    }
    finished = true;
    if (clock != null) {
      flush();
      Ffmpeg.check(av_write_trailer(context), "ending a segment");
    }
    return segment();
  }

  private byte[] segment() {
    byte[] muxed = output.take();
    return SegmentPackets.segment(clock == null ? muxed : clock.repacked(muxed));
  }

  private void flush() throws MediaException {
    if (clock != null) {
      Ffmpeg.check(av_write_frame(context, null), "ending a segment");
      avio_flush(output.context());
      Ffmpeg.check(output.context().error(), "ending a segment");
    }
  }
}
