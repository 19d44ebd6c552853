package org.audioprocessor.media.decode;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AAC;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_free;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;

import java.util.Arrays;
import org.audioprocessor.media.AudioBlock;
import org.audioprocessor.media.MediaException;
import org.audioprocessor.media.MediaFault;
import org.audioprocessor.media.encode.AacEncoder;
import org.audioprocessor.media.encode.StreamParameters;
import org.audioprocessor.media.ffmpeg.Ffmpeg;
import org.audioprocessor.media.ffmpeg.FfmpegLog;
import org.audioprocessor.media.ffmpeg.NativeOwner;
import org.audioprocessor.media.ffmpeg.WhiteList;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.FloatPointer;
import org.jspecify.annotations.Nullable;

/** Decodes AAC frames one by one; each yields 1024 samples per channel, including the first. */
public final class AacDecoder extends NativeOwner {
  private final AVPacket packet;
  private final AudioDecoder decoder;

  private static final int STEREO = 2;

  private AacDecoder(AudioDecoder decoder) throws MediaException {
    this.decoder = decoder;
    onClose(decoder::close);
    packet = Ffmpeg.checkNotNull(av_packet_alloc(), "opening a decoder");
    onClose(() -> av_packet_free(packet));
  }

  /** For frames with ADTS headers, as in MPEG-TS. */
  public static AacDecoder open() throws MediaException {
    return open((AacEncoder) null);
  }

  /** For packets of the encoder, without headers. */
  public static AacDecoder open(@Nullable AacEncoder encoder) throws MediaException {
    Ffmpeg.load();
    AVCodecParameters parameters =
        Ffmpeg.checkNotNull(avcodec_parameters_alloc(), "opening a decoder");
    try {
      parameters.codec_type(AVMEDIA_TYPE_AUDIO).codec_id(AV_CODEC_ID_AAC);
      if (encoder != null) {
        StreamParameters.fill(parameters, encoder);
      }
      return new AacDecoder(AudioDecoder.open(parameters, WhiteList.OWN_M4A));
    } finally {
      avcodec_parameters_free(parameters);
    }
  }

  /** For packets of a file, without headers. */
  public static AacDecoder open(AVCodecParameters parameters) throws MediaException {
    return new AacDecoder(AudioDecoder.open(parameters, WhiteList.OWN_M4A));
  }

  /**
   * Decodes one frame.
   *
   * @param out replaced by the frame's samples, which are the block's own
   * @return samples per channel
   * @throws MediaException CORRUPT
   */
  public int decode(byte[] bytes, int offset, int length, AudioBlock out) throws MediaException {
    requireOpen();
    Ffmpeg.check(av_new_packet(packet, length), "decoding AAC");
    try {
      packet.data().put(bytes, offset, length);
      checkDecoded(decoder.send(packet));
    } finally {
      av_packet_unref(packet);
    }
    int code = decoder.receive();
    if (code == AVERROR_EAGAIN()) {
      out.resize(out.channels(), 0);
      return 0;
    }
    checkDecoded(code);
    return copy(decoder.frame(), out);
  }

  /**
   * Decodes one frame for playback: two channels of exactly this length. One channel becomes two
   * equal ones. A frame that cannot be decoded, or has another length, becomes silence, so that the
   * following frames keep their positions.
   */
  public void decodeStereo(byte[] bytes, int offset, int length, AudioBlock stereo, int frames) {
    int got;
    try {
      got = decode(bytes, offset, length, stereo);
    } catch (MediaException e) {
      got = 0;
    }
    if (got != frames || stereo.channels() < 1 || stereo.channels() > STEREO) {
      for (float[] plane : stereo.resize(STEREO, frames)) {
        Arrays.fill(plane, 0, frames, 0f);
      }
    } else if (stereo.channels() == 1) {
      float[] mono = stereo.samples()[0];
      stereo.lend(new float[][] {mono, mono}, frames);
    }
  }

  /** Resets the decoder, as a player does after a seek. */
  public void flush() {
    requireOpen();
    decoder.reset();
  }

  private static void checkDecoded(int code) throws MediaException {
    if (code < 0) {
      String line = FfmpegLog.takeLastLine();
      throw new MediaException(
          MediaFault.CORRUPT,
          "An encoded frame cannot be decoded" + (line == null ? "." : " (" + line + ")."));
    }
  }

  private static int copy(AVFrame frame, AudioBlock out) throws MediaException {
    if (frame.format() != AV_SAMPLE_FMT_FLTP) {
      throw new MediaException(
          MediaFault.INTERNAL, "The AAC decoder returned an unknown sample format.");
    }
    int frames = frame.nb_samples();
    int channels = frame.ch_layout().nb_channels();
    float[][] planes = out.resize(channels, frames);
    for (int c = 0; c < channels; c++) {
      new FloatPointer(frame.extended_data(c)).get(planes[c], 0, frames);
      Sanitised.clean(planes[c], 0, frames);
    }
    return frames;
  }
}
