package org.audioprocessor.media.encode.coder;

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
import org.audioprocessor.media.encode.AacSettings;
import org.audioprocessor.media.encode.PacketSink;
import org.audioprocessor.media.ffmpeg.Ffmpeg;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/** FFmpeg's native encoder, whose delay is 1024 samples. */
final class FfmpegEncoder extends FrameEncoder {
  private final AVCodecContext context;
  private final AVFrame frame;
  private final AVPacket packet;
  private long sentFrames;

  private FfmpegEncoder(AacSettings settings, AVCodec codec) throws MediaException {
    super(settings);
    context = Ffmpeg.checkNotNull(avcodec_alloc_context3(codec), "opening the encoder");
    onClose(() -> avcodec_free_context(context));
    frame = Ffmpeg.checkNotNull(av_frame_alloc(), "opening the encoder");
    onClose(() -> av_frame_free(frame));
    packet = Ffmpeg.checkNotNull(av_packet_alloc(), "opening the encoder");
    onClose(() -> av_packet_free(packet));
  }

  static FfmpegEncoder open(AacSettings settings) throws MediaException {
    Ffmpeg.load();
    AVCodec codec =
        Ffmpeg.checkNotNull(avcodec_find_encoder_by_name("aac"), "finding the AAC encoder");
    FfmpegEncoder encoder = new FfmpegEncoder(settings, codec);
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
    AacSettings settings = settings();
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
    frame.sample_rate(settings().sampleRate());
    Ffmpeg.check(
        av_channel_layout_copy(frame.ch_layout(), context.ch_layout()), "opening the encoder");
    Ffmpeg.check(av_frame_get_buffer(frame, 0), "opening the encoder");
  }

  @Override
  public String name() {
    return "FFmpeg " + Ffmpeg.version();
  }

  @Override
  public byte[] configuration() {
    requireOpen();
    byte[] bytes = new byte[context.extradata_size()];
    context.extradata().get(bytes);
    return bytes;
  }

  @Override
  <E extends Exception> void send(float[][] planes, int frames, PacketSink<E> sink)
      throws MediaException, E {
    Ffmpeg.check(av_frame_make_writable(frame), "encoding");
    for (int c = 0; c < CHANNELS; c++) {
      new FloatPointer(frame.data(c)).put(planes[c], 0, frames);
    }
    frame.nb_samples(frames).pts(sentFrames);
    sentFrames += frames;
    send(frame, sink);
  }

  @Override
  <E extends Exception> void flush(PacketSink<E> sink) throws MediaException, E {
    send(null, sink);
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
        emit(packet.data().capacity(packet.size()).asByteBuffer(), sink);
      } finally {
        av_packet_unref(packet);
      }
    }
  }
}
