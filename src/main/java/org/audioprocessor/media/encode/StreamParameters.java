package org.audioprocessor.media.encode;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AAC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_INPUT_BUFFER_PADDING_SIZE;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_mallocz;

import org.audioprocessor.media.MediaException;
import org.audioprocessor.media.ffmpeg.Ffmpeg;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/** Describes an encoder's stream to FFmpeg's muxers and decoders. */
public final class StreamParameters {
  private static final int LOW_COMPLEXITY = 1;
  private static final int CHANNELS = 2;

  private StreamParameters() {}

  /** Fills parameters that are empty. */
  public static void fill(AVCodecParameters into, AacEncoder encoder) throws MediaException {
    AacSettings settings = encoder.settings();
    into.codec_type(AVMEDIA_TYPE_AUDIO).codec_id(AV_CODEC_ID_AAC).profile(LOW_COMPLEXITY);
    into.format(AV_SAMPLE_FMT_FLTP).sample_rate(settings.sampleRate());
    into.bit_rate(settings.bitRate()).frame_size(AacEncoder.FRAMES_PER_PACKET);
    into.initial_padding(AacEncoder.DELAY_FRAMES);
    av_channel_layout_default(into.ch_layout(), CHANNELS);
    byte[] configuration = encoder.configuration();
    Pointer room =
        Ffmpeg.checkNotNull(
            av_mallocz(configuration.length + AV_INPUT_BUFFER_PADDING_SIZE), "opening a stream");
    // freed with the parameters
    BytePointer extradata = new BytePointer(room).put(configuration);
    into.extradata(extradata).extradata_size(configuration.length);
  }
}
