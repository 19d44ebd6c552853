package org.audioprocessor.media.decode;

import static org.bytedeco.ffmpeg.global.avformat.av_index_search_timestamp;
import static org.bytedeco.ffmpeg.global.avformat.avformat_index_get_entries_count;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.audioprocessor.media.AudioBlock;
import org.audioprocessor.media.AudioInfo;
import org.audioprocessor.media.FileNames;
import org.audioprocessor.media.MediaException;
import org.audioprocessor.media.MediaFault;
import org.audioprocessor.media.MediaLimits;
import org.audioprocessor.media.container.SampleTrim;
import org.audioprocessor.media.ffmpeg.NativeOwner;
import org.audioprocessor.media.ffmpeg.Opening;
import org.audioprocessor.media.ffmpeg.ReadGuard;
import org.audioprocessor.media.ffmpeg.WhiteList;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.jspecify.annotations.Nullable;

/** Reads, decodes and converts the chosen stream of a file. */
final class Track extends NativeOwner {
  /** Tolerance of a timestamp that counts samples. */
  private static final double ROUNDING = 0.01;

  private static final long UNKNOWN = -1;

  private final Demuxer demuxer;
  private final AudioDecoder decoder;
  private final FrameConverter converter;
  private final AVStream stream;
  private final AudioInfo info;
  private final ReadGuard guard;
  private final long lastPacket;
  private final SampleTrim trim;
  private final List<String> warnings;
  private final SoundChecks checks;
  private final byte @Nullable [] cover;
  private long position;
  private @Nullable AudioBlock ahead;
  private boolean drained;
  private long packets;
  private int errors;

  private record Parts(Demuxer demuxer, AudioDecoder decoder, FrameConverter converter) {}

  private Track(Parts parts, AVStream stream, AudioInfo info, StreamFacts facts, ReadGuard guard) {
    demuxer = parts.demuxer;
    decoder = parts.decoder;
    converter = parts.converter;
    this.stream = stream;
    this.info = info;
    this.guard = guard;
    trim = facts.trim();
    warnings = facts.warnings();
    cover = facts.cover();
    errors = facts.damagedPlaces();
    checks = new SoundChecks(stream.codecpar());
    lastPacket = info.container().equals("MP4") ? stream.nb_frames() : 0;
    onClose(demuxer::close);
    onClose(decoder::close);
    onClose(converter::close);
  }

  static Track open(Path file, MediaLimits limits, ReadGuard guard) throws MediaException {
    String name = FileNames.of(file);
    try (Opening opening = new Opening()) {
      RawContainer container = RawContainer.read(file, WhiteList.UPLOADS, guard);
      Demuxer demuxer = opening.add(Demuxer.open(file, container, limits, guard));
      demuxer.findStreamInfo();
      AVStream stream = StreamChoice.choose(demuxer.context(), WhiteList.UPLOADS, name);
      AVCodecParameters parameters = stream.codecpar();
      StreamChoice.requireWithin(limits, parameters, name);
      demuxer.discardAllBut(stream.index());
      FrameConverter converter =
          opening.add(new FrameConverter(parameters.sample_rate(), parameters.ch_layout()));
      StreamFacts facts = StreamFacts.of(demuxer.context(), stream, container);
      AudioInfo info = facts.info(converter.roles());
      StreamChoice.requireWithin(limits.duration(), info.statedSeconds().orElse(0), name);
      AudioDecoder decoder = opening.add(AudioDecoder.open(stream, WhiteList.UPLOADS));
      Track track = new Track(new Parts(demuxer, decoder, converter), stream, info, facts, guard);
      opening.succeeded();
      return track;
    }
  }

  AudioInfo info() {
    return info;
  }

  /** Number of packets sent to the decoder. */
  long packets() {
    return packets;
  }

  /** Number of packets that could not be decoded and were skipped. */
  int errors() {
    return errors;
  }

  /** Sentences about the container, its tags and its checksums; complete at the end. */
  List<String> warnings() {
    List<String> all = new ArrayList<>(warnings);
    checks.finding().ifPresent(all::add);
    return all;
  }

  /** The unchecked bytes of a picture in the file; null if there is none. */
  byte @Nullable [] cover() {
    return cover;
  }

  /** Number of invalid samples, in all channels, that became 0. */
  long silenced() {
    return converter.silenced();
  }

  /**
   * Replaces the block's content by the next decoded frames.
   *
   * @return false at the end, with an empty block
   */
  boolean next(AudioBlock block) throws MediaException {
    requireOpen();
    AudioBlock known = ahead;
    if (known != null) {
      ahead = null;
      block.lend(known.samples(), known.frames());
      return true;
    }
    return decode(block);
  }

  /**
   * Seeks to a position, or before it as far as the codec requires. Only before the first read.
   *
   * @return the first sample of the next block; empty if the seek failed, then the track cannot be
   *     used any more
   */
  OptionalLong seek(double seconds) throws MediaException {
    AudioBlock block = new AudioBlock();
    OptionalDouble lead = ExactSeek.leadSeconds(info);
    if (lead.isEmpty() || !decodeWhole(block)) {
      return OptionalLong.empty();
    }
    long origin = timestamp();
    double skipped = (double) trim.firstKept() / info.sampleRate();
    long wanted = origin + ticks(Math.max(0, seconds + skipped - lead.getAsDouble()));
    demuxer.seek(stream.index(), wanted);
    decoder.reset();
    packets = UNKNOWN;
    checks.leaveOut();
    drained = false;
    if (!decodeWhole(block) || origin == AV_NOPTS_VALUE || timestamp() == AV_NOPTS_VALUE) {
      return OptionalLong.empty();
    }
    AVRational tick = stream.time_base();
    double frames = (double) (timestamp() - origin) * tick.num() / tick.den() * info.sampleRate();
    if (frames < 0
        || trim.keptBefore((long) frames) > seconds * info.sampleRate()
        || Math.abs(frames - Math.rint(frames)) > ROUNDING) {
      return OptionalLong.empty();
    }
    position = Math.round(frames);
    long first = trim.keptBefore(position);
    trim(block);
    ahead = block;
    return OptionalLong.of(first);
  }

  private long ticks(double seconds) {
    AVRational tick = stream.time_base();
    return (long) (seconds * tick.den() / tick.num());
  }

  /** The timestamp of the frame that was decoded last. */
  private long timestamp() {
    return decoder.frame().best_effort_timestamp();
  }

  /** Returns the next frames that belong to the audio. */
  private boolean decode(AudioBlock block) throws MediaException {
    while (decodeWhole(block)) {
      trim(block);
      if (block.frames() > 0) {
        return true;
      }
    }
    return false;
  }

  /** Removes the encoder's delay and padding. */
  private void trim(AudioBlock block) {
    int frames = block.frames();
    List<SampleTrim.Range> kept = trim.kept(position, frames);
    position += frames;
    int at = 0;
    for (SampleTrim.Range range : kept) {
      int length = (int) (range.to() - range.from());
      for (float[] plane : block.samples()) {
        System.arraycopy(plane, (int) range.from(), plane, at, length);
      }
      at += length;
    }
    block.truncate(at);
  }

  private boolean decodeWhole(AudioBlock block) throws MediaException {
    block.resize(info.channels(), 0);
    while (!drained) {
      guard.requireGoingOn();
      int code = checks.heard(decoder::receive);
      if (code == AVERROR_EOF()) {
        drained = true;
        converter.drain(block);
      } else if (code >= 0) {
        checks.add(decoder.frame());
        converter.convert(decoder.frame(), block);
        trimPadding(block);
      } else {
        countUnlessAgain(code);
        sendNext();
      }
      if (block.frames() > 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * The last packet of an MP4 track may be longer than its stated duration, by the encoder's
   * padding.
   */
  private void trimPadding(AudioBlock block) {
    long ticks = decoder.frame().duration();
    if (isLast() && ticks > 0) {
      AVRational tick = stream.time_base();
      long frames = Math.round((double) ticks * tick.num() / tick.den() * info.sampleRate());
      if (frames < block.frames()) {
        block.truncate((int) frames);
      }
    }
  }

  /** After a seek the last packet is recognised by its index. */
  private boolean isLast() {
    if (packets >= 0) {
      return packets == lastPacket;
    }
    int last = avformat_index_get_entries_count(stream) - 1;
    return lastPacket > 0
        && last >= 0
        && av_index_search_timestamp(stream, decoder.frame().best_effort_timestamp(), 0) == last;
  }

  private void sendNext() throws MediaException {
    AVPacket packet = nextPacket() ? demuxer.packet() : null;
    int code = checks.heard(() -> decoder.send(packet));
    if (packet != null) {
      packets += packets >= 0 ? 1 : 0;
      countUnlessAgain(code);
    }
  }

  private void countUnlessAgain(int code) {
    if (code < 0 && code != AVERROR_EAGAIN() && code != AVERROR_EOF()) {
      errors++;
    }
  }

  /** A truncated container counts as an end and an error, not as a failure. */
  private boolean nextPacket() throws MediaException {
    try {
      while (demuxer.read()) {
        if (demuxer.packet().stream_index() == stream.index()) {
          return true;
        }
      }
    } catch (MediaException e) {
      if (e.kind() != MediaFault.CORRUPT) {
        throw e;
      }
      errors++;
    }
    return false;
  }
}
