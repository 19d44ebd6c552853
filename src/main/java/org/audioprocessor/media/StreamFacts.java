package org.audioprocessor.media;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_DURATION_FROM_STREAM;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.AV_TIME_BASE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_get;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.jspecify.annotations.Nullable;

/** What an opened container says about the chosen stream. */
final class StreamFacts {
  private static final Map<String, String> CODECS =
      Map.ofEntries(
          Map.entry("mp1", "MP1"),
          Map.entry("mp2", "MP2"),
          Map.entry("mp3", "MP3"),
          Map.entry("aac", "AAC"),
          Map.entry("flac", "FLAC"),
          Map.entry("alac", "ALAC"),
          Map.entry("vorbis", "Vorbis"),
          Map.entry("opus", "Opus"),
          Map.entry("ape", "Monkey's Audio"),
          Map.entry("wavpack", "WavPack"),
          Map.entry("ac3", "AC-3"),
          Map.entry("eac3", "E-AC-3"));

  private StreamFacts() {}

  static AudioInfo of(AVFormatContext context, AVStream stream, List<ChannelRole> roles, Path file)
      throws MediaException {
    String demuxer = context.iformat().name().getString(StandardCharsets.UTF_8);
    AVCodecParameters parameters = stream.codecpar();
    OptionalDouble estimated = seconds(context, stream);
    long bitRate = parameters.bit_rate() > 0 ? parameters.bit_rate() : context.bit_rate();
    return new AudioInfo(
        new AudioInfo.Format(WhiteList.containerName(demuxer), codecName(parameters.codec_id())),
        statedSeconds(context, demuxer, estimated, file),
        estimated,
        parameters.sample_rate(),
        roles,
        Math.max(0, bitRate),
        tags(context.metadata(), stream.metadata()));
  }

  /**
   * FROM_STREAM means a header or an index, not a bit rate. Ogg has none: FFmpeg takes the last
   * page's position, which says nothing about a truncated file and misleads in a chained one. For
   * WAV, FFmpeg believes the file's size more than its header.
   */
  private static OptionalDouble statedSeconds(
      AVFormatContext context, String demuxer, OptionalDouble estimated, Path file)
      throws MediaException {
    if (demuxer.equals("wav")) {
      return RiffLength.statedSeconds(file);
    }
    boolean fromHeader = context.duration_estimation_method() == AVFMT_DURATION_FROM_STREAM;
    return fromHeader && !demuxer.equals("ogg") ? estimated : OptionalDouble.empty();
  }

  private static OptionalDouble seconds(AVFormatContext context, AVStream stream) {
    if (stream.duration() != AV_NOPTS_VALUE && stream.duration() > 0) {
      double tick = (double) stream.time_base().num() / stream.time_base().den();
      return OptionalDouble.of(stream.duration() * tick);
    }
    if (context.duration() != AV_NOPTS_VALUE && context.duration() > 0) {
      return OptionalDouble.of((double) context.duration() / AV_TIME_BASE);
    }
    return OptionalDouble.empty();
  }

  private static String codecName(int codecId) {
    String name = avcodec_get_name(codecId).getString(StandardCharsets.UTF_8);
    String known = CODECS.get(name);
    if (known != null) {
      return known;
    }
    return name.startsWith("pcm_") ? "PCM" : name.toUpperCase(Locale.ROOT).replace('_', ' ');
  }

  /** Ogg keeps its tags with the stream, everything else with the container. */
  private static Tags tags(AVDictionary container, AVDictionary stream) {
    return new Tags(
        tag(container, stream, "title"),
        tag(container, stream, "artist"),
        tag(container, stream, "album"),
        tag(container, stream, "genre"),
        tag(container, stream, "date"));
  }

  private static @Nullable String tag(AVDictionary container, AVDictionary stream, String key) {
    String value = tag(container, key);
    return value == null ? tag(stream, key) : value;
  }

  private static @Nullable String tag(@Nullable AVDictionary dictionary, String key) {
    if (dictionary == null) {
      return null;
    }
    AVDictionaryEntry entry = av_dict_get(dictionary, key, null, 0);
    return entry == null ? null : TagText.of(entry.value().getStringBytes());
  }
}
