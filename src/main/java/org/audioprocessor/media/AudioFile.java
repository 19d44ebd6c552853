package org.audioprocessor.media;

import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;

/**
 * A raw file, decoded from its beginning to its end.
 *
 * <p>Rate and channels are constant as announced, whatever the stream does midway. NaN, infinity
 * and samples above +24 dBFS become 0. Damaged packets are skipped and counted.
 */
public final class AudioFile extends NativeOwner {
  private final Path file;
  private final String name;
  private final MediaLimits limits;
  private final ReadGuard guard;
  private final Demuxer demuxer;
  private Track track = Track.NONE;
  private boolean drained;
  private long packets;
  private long decodedFrames;
  private int decodeErrors;

  /** What is known once the stream is chosen. */
  private record Track(int stream, AudioInfo info, AudioDecoder decoder, FrameConverter converter) {
    @SuppressWarnings("NullAway") // replaced before open() returns
    private static final Track NONE = new Track(-1, null, null, null);
  }

  private AudioFile(Path file, MediaLimits limits, ReadGuard guard, Demuxer demuxer) {
    this.file = file;
    this.name = FileNames.of(file);
    this.limits = limits;
    this.guard = guard;
    this.demuxer = demuxer;
    onClose(() -> Ffmpeg.onBehalfOf(null));
    onClose(demuxer::close);
  }

  /**
   * Opens by content, whatever the name says.
   *
   * @param cancelled asked often, from within FFmpeg too; true ends open and read within 100 ms
   * @throws MediaException for everything that is not a sound file within the limits
   */
  public static AudioFile open(Path file, MediaLimits limits, BooleanSupplier cancelled)
      throws MediaException {
    requireFile(file, limits);
    Ffmpeg.load();
    Ffmpeg.onBehalfOf(String.valueOf(file.getFileName()));
    ReadGuard guard = new ReadGuard(file, limits.effort(), cancelled);
    guard.requireGoingOn();
    Demuxer demuxer = Demuxer.open(file, WhiteList.UPLOADS, limits, guard);
    AudioFile audio = new AudioFile(file, limits, guard, demuxer);
    try {
      audio.openTrack();
      guard.leave(0);
      return audio;
    } catch (Throwable t) {
      audio.close();
      throw t;
    }
  }

  private static void requireFile(Path file, MediaLimits limits) throws MediaException {
    String name = FileNames.of(file);
    if (!Files.isRegularFile(file)) {
      throw new MediaException(
          MediaFault.IO, name + " does not exist or is not a file. Check the name and the folder.");
    }
    try {
      long size = Files.size(file);
      if (size == 0) {
        throw new MediaException(
            MediaFault.EMPTY, name + " is empty: it has no bytes at all. Upload it again.");
      }
      if (size > limits.bytes()) {
        throw new MediaException(
            MediaFault.TOO_LARGE,
            name
                + " has "
                + megabytes(size)
                + " MB; at most "
                + megabytes(limits.bytes())
                + " MB are accepted. Upload it as FLAC, or split it.");
      }
    } catch (IOException e) {
      throw new MediaException(MediaFault.IO, name + " cannot be read from the disk.", e);
    }
  }

  private static long megabytes(long bytes) {
    return Math.ceilDiv(bytes, 1L << 20);
  }

  private void openTrack() throws MediaException {
    demuxer.findStreamInfo();
    AVStream stream = StreamChoice.choose(demuxer.context(), WhiteList.UPLOADS, name);
    StreamChoice.requireWithin(limits, stream.codecpar(), name);
    demuxer.discardAllBut(stream.index());
    AVChannelLayout layout = ChannelLayouts.named(stream.codecpar().ch_layout(), this);
    List<ChannelRole> roles = ChannelLayouts.roles(layout);
    AudioInfo info = StreamFacts.of(demuxer.context(), stream, roles);
    StreamChoice.requireWithin(limits.duration(), info.statedSeconds().orElse(0), name);
    FrameConverter converter = new FrameConverter(info.sampleRate(), layout);
    onClose(converter::close);
    AudioDecoder decoder = AudioDecoder.open(stream, WhiteList.UPLOADS);
    onClose(decoder::close);
    track = new Track(stream.index(), info, decoder, converter);
  }

  public AudioInfo info() {
    return track.info;
  }

  /** Samples per channel that were read so far, after the codec's own priming was removed. */
  public long decodedFrames() {
    return decodedFrames;
  }

  /** Packets that could not be decoded and were skipped. */
  public int decodeErrors() {
    return decodeErrors;
  }

  /**
   * Fills the block with the next stretch of sound, as long as the codec makes them; it is lent
   * until the next call.
   *
   * @return false at the end
   * @throws MediaException also at the end: EMPTY or CORRUPT when nothing could be decoded, CORRUPT
   *     when more packets were damaged than not
   */
  public boolean read(AudioBlock block) throws MediaException {
    requireOpen();
    Ffmpeg.onBehalfOf(String.valueOf(file.getFileName()));
    guard.enter();
    try {
      boolean more = next(block);
      decodedFrames += block.frames();
      StreamChoice.requireWithin(limits.duration(), decodedSeconds(), name);
      if (!more) {
        requireSound();
      }
      return more;
    } finally {
      guard.leave(decodedSeconds());
    }
  }

  private double decodedSeconds() {
    return (double) decodedFrames / track.info.sampleRate();
  }

  private boolean next(AudioBlock block) throws MediaException {
    block.resize(track.info.channels(), 0);
    while (!drained) {
      guard.requireGoingOn();
      int code = track.decoder.receive();
      if (code == AVERROR_EOF()) {
        drained = true;
        track.converter.drain(block);
      } else if (code >= 0) {
        track.converter.convert(track.decoder.frame(), block);
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

  private void sendNext() throws MediaException {
    AVPacket packet = nextPacket() ? demuxer.packet() : null;
    int code = track.decoder.send(packet);
    if (packet != null) {
      packets++;
      countUnlessAgain(code);
    }
  }

  private void countUnlessAgain(int code) {
    if (code < 0 && code != AVERROR_EAGAIN() && code != AVERROR_EOF()) {
      decodeErrors++;
    }
  }

  /** A container that breaks off in the middle is an end and an error, not a failure. */
  private boolean nextPacket() throws MediaException {
    try {
      while (demuxer.read()) {
        if (demuxer.packet().stream_index() == track.stream) {
          return true;
        }
      }
    } catch (MediaException e) {
      if (e.kind() != MediaFault.CORRUPT) {
        throw e;
      }
      decodeErrors++;
    }
    return false;
  }

  private void requireSound() throws MediaException {
    if (decodedFrames == 0 && decodeErrors == 0) {
      throw new MediaException(
          MediaFault.EMPTY, name + " contains no sound: not a single sample. Upload it again.");
    }
    if (decodedFrames == 0 || decodeErrors > packets / 2 + 1) {
      throw new MediaException(
          MediaFault.CORRUPT,
          name
              + " is damaged: "
              + decodeErrors
              + " of its "
              + packets
              + " packets cannot be decoded. Upload it again, or another export of it.");
    }
  }
}
