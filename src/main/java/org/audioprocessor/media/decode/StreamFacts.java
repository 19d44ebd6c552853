package org.audioprocessor.media.decode;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_PROP_LOSSLESS;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_descriptor_get;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_DURATION_FROM_STREAM;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.AV_TIME_BASE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_get;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.audioprocessor.media.AudioInfo;
import org.audioprocessor.media.ChannelRole;
import org.audioprocessor.media.Tags;
import org.audioprocessor.media.container.ContainerFacts;
import org.audioprocessor.media.container.ItunesGapless;
import org.audioprocessor.media.container.SampleTrim;
import org.audioprocessor.media.tags.FoundTags;
import org.audioprocessor.media.tags.ReadableTags;
import org.audioprocessor.media.tags.TagKey;
import org.bytedeco.ffmpeg.avcodec.AVCodecDescriptor;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.jspecify.annotations.Nullable;

/** The properties of the chosen stream of an opened container. */
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

  private static final int LONGEST_FRAME = 2048;

  /** Containers whose length is determined in Java. */
  private static final Set<String> MENDED = Set.of("MP3", "WAV", "Wave64", "AIFF", "CAF");

  /** Containers for which only the names in the tags are read in Java. */
  private static final Set<String> NAMES_ONLY = Set.of("MP4", "Matroska");

  /** FFmpeg's names of tags. */
  private static final Map<String, TagKey> TAGS =
      Map.ofEntries(
          Map.entry("title", TagKey.TITLE),
          Map.entry("artist", TagKey.ARTIST),
          Map.entry("album", TagKey.ALBUM),
          Map.entry("album_artist", TagKey.ALBUM_ARTIST),
          Map.entry("composer", TagKey.COMPOSER),
          Map.entry("genre", TagKey.GENRE),
          Map.entry("date", TagKey.DATE),
          Map.entry("track", TagKey.TRACK),
          Map.entry("disc", TagKey.DISC),
          Map.entry("isrc", TagKey.ISRC),
          Map.entry("iTunSMPB", TagKey.ITUNES_GAPLESS));

  private final AVFormatContext context;
  private final AVStream stream;
  private final RawContainer container;
  private final FoundTags found;
  private final ReadableTags tags;

  private StreamFacts(AVFormatContext context, AVStream stream, RawContainer container) {
    this.context = context;
    this.stream = stream;
    this.container = container;
    FoundTags known = container.facts().tags();
    if (known == null) {
      found = dictionaries(context, stream);
    } else {
      found =
          NAMES_ONLY.contains(container.name())
              ? known.orElse(dictionaries(context, stream))
              : known;
    }
    tags = found.readable();
  }

  static StreamFacts of(AVFormatContext context, AVStream stream, RawContainer container) {
    return new StreamFacts(context, stream, container);
  }

  AudioInfo info(List<ChannelRole> roles) {
    AVCodecParameters parameters = stream.codecpar();
    OptionalDouble foundSeconds = container.facts().length().foundSeconds();
    OptionalDouble estimated = foundSeconds.isPresent() ? foundSeconds : seconds(context, stream);
    long bitRate = parameters.bit_rate() > 0 ? parameters.bit_rate() : context.bit_rate();
    return new AudioInfo(
        format(parameters),
        statedSeconds(estimated),
        estimated,
        parameters.sample_rate(),
        roles,
        Math.max(0, bitRate),
        Tags.of(tags.values()));
  }

  /** Returns which decoded samples belong to the audio. */
  SampleTrim trim() {
    ItunesGapless gapless = ItunesGapless.parse(tags.values().get(TagKey.ITUNES_GAPLESS));
    if (gapless == null || !container.name().equals("MP4")) {
      return container.facts().trim();
    }
    double whole = seconds(context, stream).orElse(0) * stream.codecpar().sample_rate();
    double added = Math.rint(whole) - gapless.samples();
    boolean sensible = added >= 0 && added <= gapless.delay() + gapless.padding() + LONGEST_FRAME;
    return sensible ? SampleTrim.first(gapless.samples()) : SampleTrim.NONE;
  }

  int damagedPlaces() {
    return container.facts().damagedPlaces();
  }

  List<String> warnings() {
    List<String> warnings = new ArrayList<>(container.facts().warnings());
    if (tags.warning() != null) {
      warnings.add(tags.warning());
    }
    return List.copyOf(warnings);
  }

  byte @Nullable [] cover() {
    byte[] known = found.cover();
    return known == null ? attachedPicture() : known;
  }

  private byte @Nullable [] attachedPicture() {
    for (int i = 0; i < context.nb_streams(); i++) {
      AVStream one = context.streams(i);
      AVPacket picture = one.attached_pic();
      if ((one.disposition() & AV_DISPOSITION_ATTACHED_PIC) != 0 && picture.size() > 0) {
        byte[] bytes = new byte[picture.size()];
        picture.data().get(bytes);
        return bytes;
      }
    }
    return null;
  }

  /**
   * FROM_STREAM means a header or an index, not a bit rate. Ogg has none: FFmpeg uses the position
   * of the last page, which is wrong for truncated and chained files. Values read in Java override
   * those of FFmpeg.
   */
  private OptionalDouble statedSeconds(OptionalDouble estimated) {
    ContainerFacts.Length length = container.facts().length();
    boolean readHere = container.facts().tags() != null || length.statedSeconds().isPresent();
    if (readHere && MENDED.contains(container.name())) {
      return length.statedSeconds();
    }
    boolean fromHeader = context.duration_estimation_method() == AVFMT_DURATION_FROM_STREAM;
    return fromHeader && !container.name().equals("Ogg") ? estimated : OptionalDouble.empty();
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

  private AudioInfo.Format format(AVCodecParameters parameters) {
    AVCodecDescriptor codec = avcodec_descriptor_get(parameters.codec_id());
    boolean lossless = codec != null && (codec.props() & AV_CODEC_PROP_LOSSLESS) != 0;
    int bits =
        parameters.bits_per_raw_sample() > 0
            ? parameters.bits_per_raw_sample()
            : parameters.bits_per_coded_sample();
    String name = avcodec_get_name(parameters.codec_id()).getString(StandardCharsets.UTF_8);
    boolean integers = lossless && !name.startsWith("pcm_f");
    return new AudioInfo.Format(container.name(), codecName(name), lossless, integers ? bits : 0);
  }

  private static String codecName(String name) {
    String known = CODECS.get(name);
    if (known != null) {
      return known;
    }
    return name.startsWith("pcm_") ? "PCM" : name.toUpperCase(Locale.ROOT).replace('_', ' ');
  }

  /** Ogg has its tags in the stream, other formats in the container. */
  private static FoundTags dictionaries(AVFormatContext context, AVStream stream) {
    FoundTags found = new FoundTags();
    TAGS.forEach((name, key) -> {
      byte[] value = tag(context.metadata(), name);
      value = value == null ? tag(stream.metadata(), name) : value;
      if (value != null) {
        found.add(key, value);
      }
    });
    return found;
  }

  private static byte @Nullable [] tag(@Nullable AVDictionary dictionary, String key) {
    if (dictionary == null) {
      return null;
    }
    AVDictionaryEntry entry = av_dict_get(dictionary, key, null, 0);
    return entry == null ? null : entry.value().getStringBytes();
  }
}
