package org.audioprocessor.media.decode;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG2_SKIP_MANUAL;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_flush_buffers;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import org.audioprocessor.media.MediaException;
import org.audioprocessor.media.ffmpeg.Ffmpeg;
import org.audioprocessor.media.ffmpeg.NativeOwner;
import org.audioprocessor.media.ffmpeg.WhiteList;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/** Owns an AVCodecContext for decoding audio and the one frame it lends. */
final class AudioDecoder extends NativeOwner {
  private final AVCodecContext context;
  private final AVFrame frame;

  private AudioDecoder(AVCodec codec) throws MediaException {
    context = Ffmpeg.checkNotNull(avcodec_alloc_context3(codec), "opening a decoder");
    onClose(() -> avcodec_free_context(context));
    frame = Ffmpeg.checkNotNull(av_frame_alloc(), "opening a decoder");
    onClose(() -> av_frame_free(frame));
  }

  /** The decoder of a stream in a file. */
  static AudioDecoder open(AVStream stream, WhiteList accepted) throws MediaException {
    return open(stream.codecpar(), accepted, stream);
  }

  /** The decoder of packets that come from elsewhere. */
  static AudioDecoder open(AVCodecParameters parameters, WhiteList accepted) throws MediaException {
    return open(parameters, accepted, null);
  }

  private static AudioDecoder open(
      AVCodecParameters parameters, WhiteList accepted, @Nullable AVStream stream)
      throws MediaException {
    AVCodec codec =
        Ffmpeg.checkNotNull(avcodec_find_decoder(parameters.codec_id()), "finding a decoder");
    AudioDecoder decoder = new AudioDecoder(codec);
    AVDictionary options = new AVDictionary(null);
    try {
      Ffmpeg.check(
          avcodec_parameters_to_context(decoder.context, parameters), "setting up a decoder");
      if (stream != null) {
        decoder.context.pkt_timebase(stream.time_base());
      } else {
        // FFmpeg 8.1 would drop the encoder's priming; these packets are decoded completely
        decoder.context.flags2(decoder.context.flags2() | AV_CODEC_FLAG2_SKIP_MANUAL);
      }
      // one thread, so that its CPU time can be counted
      decoder.context.thread_count(1);
      // FFmpeg logs damage and decodes as much as possible
      av_dict_set(options, "err_detect", "crccheck", 0);
      av_dict_set(options, "codec_whitelist", accepted.codecList(), 0);
      Ffmpeg.check(avcodec_open2(decoder.context, codec, options), "opening a decoder");
      return decoder;
    } catch (Throwable t) {
      decoder.close();
      throw t;
    } finally {
      av_dict_free(options);
    }
  }

  /** Sends a packet, or null for the end, to the decoder; returns FFmpeg's code. */
  int send(@Nullable AVPacket packet) {
    requireOpen();
    return avcodec_send_packet(context, packet);
  }

  /** Fills {@link #frame()}; returns FFmpeg's code. */
  int receive() {
    requireOpen();
    return avcodec_receive_frame(context, frame);
  }

  /** Lent until the next {@link #receive}. */
  AVFrame frame() {
    return frame;
  }

  /** Resets the decoder. */
  void reset() {
    requireOpen();
    avcodec_flush_buffers(context);
  }
}
