package org.audioprocessor.media.decode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import org.audioprocessor.media.AudioBlock;
import org.audioprocessor.media.AudioInfo;
import org.audioprocessor.media.FileNames;
import org.audioprocessor.media.MediaException;
import org.audioprocessor.media.MediaFault;
import org.audioprocessor.media.MediaLimits;
import org.audioprocessor.media.ffmpeg.Ffmpeg;
import org.audioprocessor.media.ffmpeg.NativeOwner;
import org.audioprocessor.media.ffmpeg.ReadGuard;
import org.jspecify.annotations.Nullable;

/**
 * Decodes a raw file from its beginning to its end.
 *
 * <p>Rate and channels are constant, even if they change in the stream. NaN, infinity and samples
 * above +24 dBFS become 0. Damaged packets are skipped and counted.
 */
public final class AudioFile extends NativeOwner {
  /** For shorter distances decoding is faster than seeking. */
  private static final double WORTH_SECONDS = 2;

  /** The boundary in a chained Ogg causes some hundred; more than 1 % would always be audible. */
  private static final double MOST_SILENCED = 0.01;

  private final String fileName;
  private final String name;
  private final MediaLimits limits;
  private final ReadGuard guard;
  private final Track track;
  private long decodedFrames;

  private AudioFile(Path file, MediaLimits limits, ReadGuard guard, Track track) {
    this.fileName = String.valueOf(file.getFileName());
    this.name = FileNames.of(file);
    this.limits = limits;
    this.guard = guard;
    this.track = track;
    onClose(() -> Ffmpeg.onBehalfOf(null));
    onClose(track::close);
  }

  /**
   * Opens a file by its content; ignores the extension.
   *
   * @param cancelled called often, also by FFmpeg; true ends open and read within 100 ms
   * @throws MediaException if it is not an audio file within the limits
   */
  public static AudioFile open(Path file, MediaLimits limits, BooleanSupplier cancelled)
      throws MediaException {
    requireFile(file, limits);
    Ffmpeg.onBehalfOf(String.valueOf(file.getFileName()));
    ReadGuard guard = new ReadGuard(file, limits.effort(), cancelled);
    try {
      guard.requireGoingOn();
      Track track = Track.open(file, limits, guard);
      return new AudioFile(file, limits, guard, track);
    } finally {
      guard.leave(0);
    }
  }

  /**
   * Opens a file for reading from a position: shortly before it if the format allows that, else at
   * the beginning. {@link #decodedFrames()} returns the start. From the position on, the samples
   * are identical to those after decoding everything.
   *
   * @param seconds of music
   */
  public static AudioFile openBefore(
      double seconds, Path file, MediaLimits limits, BooleanSupplier cancelled)
      throws MediaException {
    AudioFile opened = open(file, limits, cancelled);
    if (seconds < WORTH_SECONDS || ExactSeek.leadSeconds(opened.info()).isEmpty()) {
      return opened;
    }
    try {
      if (opened.seek(seconds)) {
        return opened;
      }
    } catch (MediaException e) {
      if (e.kind() != MediaFault.CORRUPT) {
        opened.close();
        throw e;
      }
    } catch (Throwable t) {
      opened.close();
      throw t;
    }
    opened.close();
    return open(file, limits, cancelled);
  }

  private boolean seek(double seconds) throws MediaException {
    guard.enter();
    try {
      OptionalLong at = track.seek(seconds);
      decodedFrames = at.orElse(0);
      return at.isPresent();
    } finally {
      guard.leave(decodedSeconds());
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

  public AudioInfo info() {
    return track.info();
  }

  /** Samples per channel so far, including skipped ones, after removal of the codec's priming. */
  public long decodedFrames() {
    return decodedFrames;
  }

  /** Packets that could not be decoded and were skipped. */
  public int decodeErrors() {
    return track.errors();
  }

  /** Sentences about the container, its tags and its checksums, without a full stop. */
  public List<String> warnings() {
    return track.warnings();
  }

  /** The unchecked bytes of a picture in the file; null if there is none. */
  public byte @Nullable [] cover() {
    return track.cover();
  }

  /** Number of samples, in all channels, that were not finite or above +24 dBFS and became 0. */
  public long silencedSamples() {
    return track.silenced();
  }

  /**
   * Fills the block with the next decoded frames; the block is lent until the next call.
   *
   * @return false at the end
   * @throws MediaException also at the end: EMPTY or CORRUPT if nothing could be decoded, CORRUPT
   *     if most packets were damaged or too many samples were invalid
   */
  public boolean read(AudioBlock block) throws MediaException {
    requireOpen();
    Ffmpeg.onBehalfOf(fileName);
    guard.enter();
    try {
      boolean more = track.next(block);
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
    return (double) decodedFrames / track.info().sampleRate();
  }

  private void requireSound() throws MediaException {
    boolean promised = track.info().statedSeconds().orElse(0) > 0;
    if (decodedFrames == 0 && track.errors() == 0 && !promised) {
      throw new MediaException(
          MediaFault.EMPTY, name + " contains no audio: not a single sample. Upload it again.");
    }
    if (decodedFrames == 0) {
      throw damaged("none of its sound can be decoded");
    }
    if (track.errors() > track.packets() / 2 + 1) {
      throw damaged(track.errors() + " of its " + track.packets() + " packets cannot be decoded");
    }
    requireScale();
  }

  /** For example 16-bit integers that were written as floats without scaling. */
  private void requireScale() throws MediaException {
    long samples = decodedFrames * track.info().channels();
    if (track.silenced() > MOST_SILENCED * samples) {
      throw new MediaException(
          MediaFault.CORRUPT,
          name
              + " is at a wrong scale: "
              + Math.round(100.0 * track.silenced() / samples)
              + " % of its samples are more than 24 dB above full scale or no numbers at all."
              + " Export it again, with its peaks below 0 dBFS.");
    }
  }

  private MediaException damaged(String how) {
    return new MediaException(
        MediaFault.CORRUPT,
        name + " is damaged: " + how + ". Upload it again, or another export of it.");
  }
}
