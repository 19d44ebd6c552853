package org.audioprocessor.media.container;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.audioprocessor.media.container.SampleTrim.Range;
import org.audioprocessor.media.tags.FoundTags;
import org.audioprocessor.media.tags.Id3v2;
import org.audioprocessor.media.tags.TagKey;
import org.audioprocessor.media.tags.TailTags;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file of MPEG audio or ADTS frames: one or several streams, with tags in front, between
 * and behind. FFmpeg gets only the audio frames. The delay and padding that each stream's encoder
 * states determine which decoded samples belong to the audio.
 */
final class FrameFile {
  /** The delay of a Layer III decoder in samples (LAME's technical FAQ). */
  private static final int DECODER_DELAY = 529;

  /** The range of the search for a frame; an unannounced tag may lie in between. */
  private static final int MOST_JUNK = 16 << 20;

  private interface Syntax {
    @Nullable FrameHeader at(FileBytes file, long place) throws IOException;
  }

  private final FileBytes file;
  private final Syntax syntax;
  private final FileView.Builder view = new FileView.Builder();
  private final TailTags tags;
  private final FoundTags leading = new FoundTags();
  private final List<Range> dropped = new ArrayList<>();
  private long samples;
  private long statedSamples;
  private boolean states;
  private int damages;
  private boolean cut;

  /** The current stream. */
  private @Nullable FrameHeader kind;

  private @Nullable EncoderTag encoderTag;
  private long streamFrom;
  private long streamFrames;

  private FrameFile(FileBytes file, Syntax syntax) {
    this.file = file;
    this.syntax = syntax;
    this.tags = new TailTags(file);
  }

  static ContainerFacts mpeg(FileBytes file) throws IOException {
    return new FrameFile(file, FrameHeader::mpeg).read();
  }

  /** Returns the share of MPEG audio frames in a file. */
  static double share(FileBytes file) throws IOException {
    FrameFile frames = new FrameFile(file, FrameHeader::mpeg);
    frames.read();
    return (double) frames.view.build().size() / file.size();
  }

  static ContainerFacts adts(FileBytes file) throws IOException {
    return new FrameFile(file, FrameHeader::adts).read();
  }

  private ContainerFacts read() throws IOException {
    FrameHeader first = null;
    long at = 0;
    while (at < file.size()) {
      FrameHeader frame = frameAt(at);
      if (frame != null) {
        first = first == null ? frame : first;
        cut = at + frame.length() > file.size();
        if (!cut) {
          take(at, frame);
        }
        at += frame.length();
      } else {
        at = skip(at);
      }
    }
    endStream();
    return first == null || samples == 0 ? ContainerFacts.asItIs(file) : facts(first);
  }

  /** A frame where one is due, or one that another follows. */
  private @Nullable FrameHeader frameAt(long at) throws IOException {
    FrameHeader found = syntax.at(file, at);
    FrameHeader known = kind;
    if (found == null || (known != null && known.kind() == found.kind())) {
      return found;
    }
    return follows(at, found) ? found : null;
  }

  private boolean follows(long at, FrameHeader frame) throws IOException {
    long next = at + frame.length();
    FrameHeader second = syntax.at(file, next);
    return (second != null && second.kind() == frame.kind()) || next == file.size();
  }

  private void take(long at, FrameHeader frame) throws IOException {
    FrameHeader before = kind;
    EncoderTag tag = EncoderTag.read(file, at, frame);
    if (tag != null || before == null || before.kind() != frame.kind()) {
      endStream();
      streamFrom = samples;
      streamFrames = 0;
      encoderTag = tag;
    }
    kind = frame;
    if (tag == null) {
      view.range(at, frame.length());
      samples += frame.samples();
      streamFrames++;
    }
  }

  private void endStream() {
    FrameHeader last = kind;
    EncoderTag tag = encoderTag;
    encoderTag = null;
    if (last == null || tag == null || streamFrames == 0) {
      statedSamples += samples - streamFrom;
      streamFrom = samples;
      return;
    }
    long found = streamFrames * last.samples();
    boolean whole = tag.frames() < 0 || Math.abs(tag.frames() - streamFrames) <= 1;
    boolean sensible = tag.delay() >= 0 && (long) tag.delay() + tag.padding() < found;
    long front = sensible ? Math.min(found, tag.delay() + DECODER_DELAY) : 0;
    long back = sensible && whole ? Math.max(0, tag.padding() - DECODER_DELAY) : 0;
    drop(streamFrom, streamFrom + front);
    drop(samples - back, samples);
    boolean longer = tag.frames() > streamFrames + 1;
    states |= tag.frames() > 0;
    statedSamples +=
        longer
            ? tag.frames() * last.samples() - (sensible ? tag.delay() + tag.padding() : 0)
            : found - front - back;
    streamFrom = samples;
  }

  private void drop(long from, long to) {
    if (to > from) {
      dropped.add(new Range(from, to));
    }
  }

  /** Skips bytes that are not a frame: to the end of a tag, or to the next frame. */
  private long skip(long at) throws IOException {
    long tag = Id3v2.length(file, at);
    if (tag > 0) {
      (samples == 0 ? leading : new FoundTags()).orElse(Id3v2.read(file, at, tag));
      return Math.min(file.size(), at + tag);
    }
    long next = nextFrame(at);
    boolean junk = tags.unexplainedEnd(at, next) > at;
    // bytes before the first frame do not affect the audio
    if (junk && samples > 0) {
      damages++;
    }
    return next;
  }

  private long nextFrame(long from) throws IOException {
    long end = Math.min(file.size(), from + MOST_JUNK);
    for (long at = from + 1; at < end; at++) {
      if (Id3v2.length(file, at) > 0) {
        return at;
      }
      FrameHeader frame = syntax.at(file, at);
      if (frame != null && follows(at, frame)) {
        return at;
      }
    }
    return end == file.size() ? end : file.size();
  }

  private ContainerFacts facts(FrameHeader first) {
    FoundTags found = leading.orElse(tags.tags());
    List<String> warnings = new ArrayList<>();
    if (cut) {
      warnings.add("it breaks off in the middle of a frame");
    }
    if (first.sampleRate() == 0) {
      return new ContainerFacts(
          view.build(),
          null,
          ContainerFacts.Length.UNKNOWN,
          SampleTrim.NONE,
          found,
          damages,
          warnings);
    }
    if (dropped.isEmpty()) {
      itunes(found);
    }
    SampleTrim trim = SampleTrim.dropping(dropped);
    double rate = first.sampleRate();
    OptionalDouble length = OptionalDouble.of(trim.keptBefore(samples) / rate);
    OptionalDouble stated =
        states ? OptionalDouble.of(statedSamples / rate) : OptionalDouble.empty();
    return new ContainerFacts(
        view.build(),
        null,
        new ContainerFacts.Length(stated, length),
        trim,
        found,
        damages,
        warnings);
  }

  /** Uses iTunes' comment if no encoder's tag states delay and padding. */
  private void itunes(FoundTags found) {
    @Nullable ItunesGapless gapless = ItunesGapless.parse(found.ascii(TagKey.ITUNES_GAPLESS));
    if (gapless != null && gapless.total() <= samples && gapless.samples() > 0) {
      long from = Math.min(samples, gapless.delay() + DECODER_DELAY);
      drop(0, from);
      drop(Math.min(samples, from + gapless.samples()), samples);
    }
  }
}
