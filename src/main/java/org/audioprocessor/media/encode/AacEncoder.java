package org.audioprocessor.media.encode;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_BITEXACT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_copy;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_set;

import org.audioprocessor.media.MediaException;
import org.audioprocessor.media.ffmpeg.Ffmpeg;
import org.audioprocessor.media.ffmpeg.NativeOwner;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/**
 * FFmpeg's native AAC-LC encoder, stereo. The packets do not depend on the sizes of the blocks. The
 * delay is {@value #DELAY_FRAMES} samples: n samples yield ceil(n / 1024) + 1 packets.
 */
public final class AacEncoder extends NativeOwner {
  public static final int FRAMES_PER_PACKET = 1024;

  /** Samples that a decoder returns before the first encoded one. */
  public static final int DELAY_FRAMES = 1024;

  private static final int CHANNELS = 2;

  private final AacSettings settings;
  private final AVCodecContext context;
  private final AVFrame frame;
  private final AVPacket packet;
  private final EncodedPacket encoded;
  private final float[][] waiting = new float[CHANNELS][FRAMES_PER_PACKET];
  private int waitingFrames;
  private long sentFrames;
  private long packets;
  private boolean finished;

  private AacEncoder(AacSettings settings, AVCodec codec) throws MediaException {
    this.settings = settings;
    context = Ffmpeg.checkNotNull(avcodec_alloc_context3(codec), "opening the encoder");
    onClose(() -> avcodec_free_context(context));
    frame = Ffmpeg.checkNotNull(av_frame_alloc(), "opening the encoder");
    onClose(() -> av_frame_free(frame));
    packet = Ffmpeg.checkNotNull(av_packet_alloc(), "opening the encoder");
    onClose(() -> av_packet_free(packet));
    encoded = new EncodedPacket(packet);
  }

  public static AacEncoder open(AacSettings settings) throws MediaException {
    Ffmpeg.load();
    AVCodec codec =
        Ffmpeg.checkNotNull(avcodec_find_encoder_by_name("aac"), "finding the AAC encoder");
    AacEncoder encoder = new AacEncoder(settings, codec);
    try {
      encoder.openContext(codec);
      encoder.openFrame();
      return encoder;
    } catch (Throwable t) {
      encoder.close();
      throw t;
    }
  }

  private void openContext(AVCodec codec) throws MediaException {
    context.sample_fmt(AV_SAMPLE_FMT_FLTP).sample_rate(settings.sampleRate());
    context.bit_rate(settings.bitRate()).cutoff(settings.cutoffHz());
    context.time_base().num(1).den(settings.sampleRate());
    av_channel_layout_default(context.ch_layout(), CHANNELS);
    // BITEXACT leaves the library's name out of the stream
    context.flags(context.flags() | AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_BITEXACT);
    Ffmpeg.check(
        av_opt_set(context.priv_data(), "aac_coder", settings.coder().option(), 0),
        "choosing the AAC coder");
    for (AacSettings.Tool tool : settings.without()) {
      Ffmpeg.check(
          av_opt_set(context.priv_data(), tool.option(), "0", 0), "leaving out a tool of AAC");
    }
    Ffmpeg.check(
        avcodec_open2(context, codec, (PointerPointer<?>) null), "opening the AAC encoder");
  }

  private void openFrame() throws MediaException {
    frame.format(AV_SAMPLE_FMT_FLTP).nb_samples(FRAMES_PER_PACKET);
    frame.sample_rate(settings.sampleRate());
    Ffmpeg.check(
        av_channel_layout_copy(frame.ch_layout(), context.ch_layout()), "opening the encoder");
    Ffmpeg.check(av_frame_get_buffer(frame, 0), "opening the encoder");
  }

  public AacSettings settings() {
    return settings;
  }

  /** RFC 6381, from the bitstream's own configuration: {@code mp4a.40.2}. */
  public String codecString() {
    requireOpen();
    return codecString(context.extradata(), context.extradata_size());
  }

  /**
   * Encodes a block of any size; emits a packet for every 1024 samples.
   *
   * @param planar two planes
   */
  public <E extends Exception> void encode(
      float[][] planar, int offset, int frames, PacketSink<E> sink) throws MediaException, E {
    requireOpen();
    for (int done = 0; done < frames; ) {
      int part = Math.min(frames - done, FRAMES_PER_PACKET - waitingFrames);
      for (int c = 0; c < CHANNELS; c++) {
        System.arraycopy(planar[c], offset + done, waiting[c], waitingFrames, part);
      }
      waitingFrames += part;
      done += part;
      if (waitingFrames == FRAMES_PER_PACKET) {
        sendWaiting(sink);
      }
    }
  }

  /** Encodes the remaining samples, padded with silence, and the encoder's delay. Call it once. */
  public <E extends Exception> void finish(PacketSink<E> sink) throws MediaException, E {
    requireOpen();
    if (finished) {
      throw new IllegalStateException("the encoder was finished before");
    }
    finished = true;
    if (waitingFrames > 0) {
      sendWaiting(sink);
    }
    send(null, sink);
  }

  private <E extends Exception> void sendWaiting(PacketSink<E> sink) throws MediaException, E {
    Ffmpeg.check(av_frame_make_writable(frame), "encoding");
    for (int c = 0; c < CHANNELS; c++) {
      new FloatPointer(frame.data(c)).put(waiting[c], 0, waitingFrames);
    }
    frame.nb_samples(waitingFrames).pts(sentFrames);
    sentFrames += waitingFrames;
    waitingFrames = 0;
    send(frame, sink);
  }

  private <E extends Exception> void send(@Nullable AVFrame next, PacketSink<E> sink)
      throws MediaException, E {
    Ffmpeg.check(avcodec_send_frame(context, next), "encoding");
    while (true) {
      int code = avcodec_receive_packet(context, packet);
      if (code == AVERROR_EAGAIN() || code == AVERROR_EOF()) {
        return;
      }
      Ffmpeg.check(code, "encoding");
      try {
        encoded.refill(packets++);
        sink.accept(encoded);
      } finally {
        av_packet_unref(packet);
      }
    }
  }

  public AVCodecContext context() {
    requireOpen();
    return context;
  }

  /** Returns the RFC 6381 string of an AudioSpecificConfig (ISO/IEC 14496-3, 1.6.2.1). */
  static String codecString(@Nullable BytePointer config, int size) {
    if (config == null || size < 2) {
      throw new IllegalStateException("AAC without a configuration");
    }
    // audioObjectType: the first five bits; 31 escapes to larger types, which are never written
    return "mp4a.40." + ((config.get(0) & 0xFF) >> 3);
  }
}
