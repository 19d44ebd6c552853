package org.audioprocessor.media;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MPEG4;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_TTF;
import static org.bytedeco.ffmpeg.global.avcodec.AV_INPUT_BUFFER_PADDING_SIZE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_GLOBALHEADER;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open2;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_ATTACHMENT;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_DICT_MULTIKEY;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLT;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16P;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_copy;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_get_bytes_per_sample;
import static org.bytedeco.ffmpeg.global.avutil.av_mallocz;
import static org.bytedeco.ffmpeg.global.avutil.av_sample_fmt_is_planar;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.audioprocessor.media.ffmpeg.Ffmpeg;
import org.audioprocessor.media.ffmpeg.FfmpegLog;
import org.audioprocessor.testing.AudioFiles;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.ShortPointer;
import org.jspecify.annotations.Nullable;

/** Encodes test sounds with any encoder and muxer of the library. */
public final class EncodedFiles {
  private final AVFormatContext format = new AVFormatContext(null);
  private final AVIOContext io = new AVIOContext(null);
  private final AVCodecContext codec;
  private final AVPacket packet = av_packet_alloc();
  private final AVFrame frame = av_frame_alloc();
  private final AVStream stream;

  private EncodedFiles(Path file, String muxer, String encoder, int channels, int rate) {
    Ffmpeg.load();
    AVCodec found = avcodec_find_encoder_by_name(encoder);
    try (BytePointer url = FileNames.url(file);
        BytePointer name = new BytePointer(muxer)) {
      ok(avformat_alloc_output_context2(format, null, name, url));
      ok(avio_open2(io, url, AVIO_FLAG_WRITE, null, (AVDictionary) null));
    }
    format.pb(io);
    codec = avcodec_alloc_context3(found);
    codec.sample_rate(rate).bit_rate(128_000L).sample_fmt(sampleFormat(encoder));
    codec.time_base().num(1).den(rate);
    codec.strict_std_compliance(-2);
    av_channel_layout_default(codec.ch_layout(), channels);
    if ((format.oformat().flags() & AVFMT_GLOBALHEADER) != 0) {
      codec.flags(codec.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
    }
    ok(avcodec_open2(codec, found, (AVDictionary) null));
    stream = avformat_new_stream(format, null);
    ok(avcodec_parameters_from_context(stream.codecpar(), codec));
    stream.time_base().num(1).den(rate);
  }

  /** Writes the whole sound. */
  public static Path write(Path file, String muxer, String encoder, float[][] planar, int rate) {
    EncodedFiles writer = new EncodedFiles(file, muxer, encoder, planar.length, rate);
    ok(avformat_write_header(writer.format, (AVDictionary) null));
    writer.encode(planar);
    ok(av_write_trailer(writer.format));
    writer.free();
    return file;
  }

  /** A second of noise with tags of these names, a name as often as it has values. */
  public static Path withTags(
      Path file, String muxer, String encoder, Map<String, List<String>> tags) {
    float[][] noise = AudioFiles.noise(2, 44_100, 0.3, 1);
    EncodedFiles writer = new EncodedFiles(file, muxer, encoder, 2, 44_100);
    AVDictionary dictionary = new AVDictionary(null);
    tags.forEach((name, values) -> {
      for (String value : values) {
        av_dict_set(dictionary, name, value, AV_DICT_MULTIKEY);
      }
    });
    writer.format.metadata(dictionary);
    ok(avformat_write_header(writer.format, (AVDictionary) null));
    writer.encode(noise);
    ok(av_write_trailer(writer.format));
    writer.free();
    return file;
  }

  /** Writes a file with a number of audio streams, each a second of silence as 16-bit PCM. */
  public static Path withStreams(Path file, String muxer, int streams) {
    EncodedFiles writer = new EncodedFiles(file, muxer, "pcm_s16le", 1, 44_100);
    for (int i = 1; i < streams; i++) {
      AVStream more = avformat_new_stream(writer.format, null);
      ok(avcodec_parameters_from_context(more.codecpar(), writer.codec));
    }
    ok(avformat_write_header(writer.format, (AVDictionary) null));
    writer.encode(new float[1][44_100]);
    ok(av_write_trailer(writer.format));
    writer.free();
    return file;
  }

  /** A second of silence in Matroska with this number of attached files. */
  public static Path withAttachments(Path file, int attachments) {
    EncodedFiles writer = new EncodedFiles(file, "matroska", "pcm_s16le", 1, 44_100);
    for (int i = 0; i < attachments; i++) {
      AVStream page = avformat_new_stream(writer.format, null);
      page.codecpar().codec_type(AVMEDIA_TYPE_ATTACHMENT).codec_id(AV_CODEC_ID_TTF);
      int bytes = 100;
      page.codecpar().extradata(new BytePointer(av_mallocz(bytes + AV_INPUT_BUFFER_PADDING_SIZE)));
      page.codecpar().extradata_size(bytes);
      AVDictionary names = new AVDictionary(null);
      av_dict_set(names, "filename", "page " + i + ".ttf", 0);
      av_dict_set(names, "mimetype", "font/ttf", 0);
      page.metadata(names);
    }
    ok(avformat_write_header(writer.format, (AVDictionary) null));
    writer.encode(new float[1][44_100]);
    ok(av_write_trailer(writer.format));
    writer.free();
    return file;
  }

  /** An MP4 whose second track claims to be a film. */
  public static Path withVideo(Path file, float[][] planar, int rate) {
    EncodedFiles writer = new EncodedFiles(file, "mp4", "aac", planar.length, rate);
    AVStream film = avformat_new_stream(writer.format, null);
    film.codecpar().codec_type(AVMEDIA_TYPE_VIDEO).codec_id(AV_CODEC_ID_MPEG4);
    film.codecpar().width(1920).height(1080);
    film.time_base().num(1).den(25);
    ok(avformat_write_header(writer.format, (AVDictionary) null));
    writer.encode(planar);
    for (int i = 0; i < 25; i++) {
      ok(av_new_packet(writer.packet, 1_000));
      writer.packet.stream_index(1).pts((long) i * film.time_base().den() / 25);
      writer.packet.dts(writer.packet.pts()).flags(AV_PKT_FLAG_KEY);
      ok(av_write_frame(writer.format, writer.packet));
      av_packet_unref(writer.packet);
    }
    ok(av_write_trailer(writer.format));
    writer.free();
    return file;
  }

  private static int sampleFormat(String encoder) {
    return switch (encoder) {
      case "flac", "pcm_s16le", "pcm_s16be", "pcm_mulaw", "adpcm_ms" -> AV_SAMPLE_FMT_S16;
      case "libopus" -> AV_SAMPLE_FMT_FLT;
      case "alac", "wavpack", "adpcm_ima_wav" -> AV_SAMPLE_FMT_S16P;
      default -> AV_SAMPLE_FMT_FLTP;
    };
  }

  private void encode(float[][] planar) {
    int step = codec.frame_size() > 0 ? codec.frame_size() : 1024;
    for (int at = 0; at < planar[0].length; at += step) {
      int frames = Math.min(step, planar[0].length - at);
      frame.format(codec.sample_fmt()).nb_samples(frames).sample_rate(codec.sample_rate());
      ok(av_channel_layout_copy(frame.ch_layout(), codec.ch_layout()));
      ok(av_frame_get_buffer(frame, 0));
      frame.pts(at);
      SampleWriter.fill(frame, planar, at, frames);
      send(frame);
      av_frame_unref(frame);
    }
    send(null);
  }

  private void send(@Nullable AVFrame next) {
    ok(avcodec_send_frame(codec, next));
    while (avcodec_receive_packet(codec, packet) >= 0) {
      av_packet_rescale_ts(packet, codec.time_base(), stream.time_base());
      packet.stream_index(0);
      ok(av_write_frame(format, packet));
      av_packet_unref(packet);
    }
  }

  private void free() {
    av_frame_free(frame);
    av_packet_free(packet);
    avcodec_free_context(codec);
    avio_closep(io);
    avformat_free_context(format);
  }

  private static void ok(int code) {
    if (code < 0) {
      throw new IllegalStateException("FFmpeg said " + code + ": " + FfmpegLog.takeLastLine());
    }
  }

  /** Puts floats into a frame of any of the formats that the encoders want. */
  private static final class SampleWriter {
    private static void fill(AVFrame frame, float[][] planar, int at, int frames) {
      int channels = planar.length;
      boolean isPlanar = av_sample_fmt_is_planar(frame.format()) != 0;
      boolean isFloat = av_get_bytes_per_sample(frame.format()) == Float.BYTES;
      for (int c = 0; c < channels; c++) {
        BytePointer plane = frame.extended_data(isPlanar ? c : 0);
        Pointer samples = isFloat ? new FloatPointer(plane) : new ShortPointer(plane);
        for (int i = 0; i < frames; i++) {
          long to = isPlanar ? i : (long) i * channels + c;
          put(samples, to, planar[c][at + i]);
        }
      }
    }

    private static void put(Pointer samples, long at, float value) {
      if (samples instanceof FloatPointer floats) {
        floats.put(at, value);
      } else if (samples instanceof ShortPointer shorts) {
        shorts.put(at, (short) Math.clamp(Math.round(value * 32767f), -32768, 32767));
      }
    }
  }
}
