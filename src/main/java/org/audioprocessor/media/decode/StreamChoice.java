package org.audioprocessor.media.decode;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_DEFAULT;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.audioprocessor.media.MediaException;
import org.audioprocessor.media.MediaFault;
import org.audioprocessor.media.MediaLimits;
import org.audioprocessor.media.ffmpeg.WhiteList;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.jspecify.annotations.Nullable;

/** Chooses the audio stream of a file and checks the limits. */
final class StreamChoice {
  private StreamChoice() {}

  /** The decodable audio stream that is marked as the default, else the first one. */
  static AVStream choose(AVFormatContext context, WhiteList accepted, String name)
      throws MediaException {
    AVStream first = null;
    String refusedCodec = null;
    for (int i = 0; i < context.nb_streams(); i++) {
      AVStream stream = context.streams(i);
      AVCodecParameters parameters = stream.codecpar();
      if (parameters.codec_type() != AVMEDIA_TYPE_AUDIO) {
        continue;
      }
      if (!isDecodable(parameters, accepted)) {
        refusedCodec = avcodec_get_name(parameters.codec_id()).getString();
      } else if ((stream.disposition() & AV_DISPOSITION_DEFAULT) != 0) {
        return stream;
      } else if (first == null) {
        first = stream;
      }
    }
    if (first == null) {
      throw nothingToDecode(name, refusedCodec);
    }
    return first;
  }

  private static MediaException nothingToDecode(String name, @Nullable String refusedCodec) {
    if (refusedCodec == null) {
      return new MediaException(
          MediaFault.NOT_AUDIO,
          name + " holds no sound. Upload the track as FLAC, WAV, MP3 or M4A.");
    }
    return new MediaException(
        MediaFault.UNSUPPORTED,
        name
            + " is coded as "
            + refusedCodec
            + ", which is not accepted. Upload the track as FLAC, WAV, MP3 or M4A.");
  }

  private static boolean isDecodable(AVCodecParameters parameters, WhiteList accepted) {
    AVCodec codec = avcodec_find_decoder(parameters.codec_id());
    return codec != null
        && accepted.decoders().contains(codec.name().getString(StandardCharsets.UTF_8));
  }

  static void requireWithin(MediaLimits limits, AVCodecParameters parameters, String name)
      throws MediaException {
    int channels = parameters.ch_layout().nb_channels();
    if (channels < 1) {
      throw new MediaException(
          MediaFault.CORRUPT,
          name + " is damaged: it does not state its audio format. Upload another export of it.");
    }
    if (channels > limits.channels()) {
      throw new MediaException(
          MediaFault.TOO_MANY_CHANNELS,
          name
              + " has "
              + channels
              + " channels; at most "
              + limits.channels()
              + " are accepted. Export a stereo mix.");
    }
    int rate = parameters.sample_rate();
    if (rate < limits.sampleRates().lowestHz() || rate > limits.sampleRates().highestHz()) {
      throw new MediaException(
          MediaFault.BAD_SAMPLE_RATE,
          name
              + " has a sample rate of "
              + rate
              + " Hz; "
              + limits.sampleRates().lowestHz()
              + " to "
              + limits.sampleRates().highestHz()
              + " Hz are accepted. Export it at 44100 or 48000 Hz.");
    }
  }

  static void requireWithin(Duration longest, double seconds, String name) throws MediaException {
    if (seconds > longest.toMillis() / 1000.0) {
      throw new MediaException(
          MediaFault.TOO_LONG,
          String.format(
              "%s is longer than the %.1f hours that are accepted. Split it into tracks.",
              name, longest.toMillis() / 3_600_000.0));
    }
  }
}
