package org.audioprocessor.media.encode;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AAC;

import java.nio.file.Path;
import java.util.OptionalLong;
import org.audioprocessor.media.FileNames;
import org.audioprocessor.media.MediaException;
import org.audioprocessor.media.MediaFault;
import org.audioprocessor.media.MediaLimits;
import org.audioprocessor.media.decode.AacDecoder;
import org.audioprocessor.media.decode.Demuxer;
import org.audioprocessor.media.ffmpeg.Ffmpeg;
import org.audioprocessor.media.ffmpeg.NativeOwner;
import org.audioprocessor.media.ffmpeg.Opening;
import org.audioprocessor.media.ffmpeg.ReadGuard;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/** Reads back an M4A file that {@link M4aWriter} wrote, without decoding it. */
public final class M4aReader extends NativeOwner {
  private static final int SAMPLES_PER_PACKET = 1024;

  private final Demuxer demuxer;
  private final ReadGuard guard;
  private final EditList edit;
  private final String codecString;
  private final int sampleRate;
  private byte[] bytes = new byte[2048];
  private int size;
  private long packets;
  private long timestamp;

  private M4aReader(Demuxer demuxer, ReadGuard guard, EditList edit) {
    this.demuxer = demuxer;
    this.guard = guard;
    this.edit = edit;
    onClose(demuxer::close);
    AVCodecParameters parameters = demuxer.context().streams(0).codecpar();
    byte[] configuration = new byte[Math.max(0, parameters.extradata_size())];
    if (configuration.length > 0) {
      parameters.extradata().get(configuration);
    }
    codecString = AacEncoder.codecString(configuration);
    sampleRate = parameters.sample_rate();
  }

  /**
   * Opens the file and reads its index.
   *
   * @throws MediaException CORRUPT if it is not one AAC track with one edit
   */
  public static M4aReader open(Path file) throws MediaException {
    Ffmpeg.load();
    EditList edit = EditList.read(file);
    ReadGuard guard = new ReadGuard(file, MediaLimits.DEFAULT.effort(), () -> false);
    try (Opening opening = new Opening()) {
      Demuxer demuxer = opening.add(Demuxer.openWithoutEdits(file, MediaLimits.DEFAULT, guard));
      requireOneTrack(demuxer, file);
      opening.succeeded();
      return new M4aReader(demuxer, guard, edit);
    } finally {
      guard.leave(0);
    }
  }

  private static void requireOneTrack(Demuxer demuxer, Path file) throws MediaException {
    boolean one = demuxer.soundStreams() == 1;
    AVCodecParameters first = one ? demuxer.context().streams(0).codecpar() : null;
    if (first == null || first.codec_id() != AV_CODEC_ID_AAC || first.extradata_size() < 2) {
      throw new MediaException(
          MediaFault.CORRUPT,
          FileNames.of(file) + " does not hold exactly one AAC track. Process the track again.");
    }
  }

  /** The next packet's {@link EncodedPacket#hash}, or empty at the end. */
  public OptionalLong nextHash() throws MediaException {
    return next() ? OptionalLong.of(EncodedPacket.hash(bytes, size)) : OptionalLong.empty();
  }

  /**
   * Reads the next packet.
   *
   * @return false at the end
   */
  public boolean next() throws MediaException {
    requireOpen();
    boolean more = guarded(demuxer::read);
    while (more && demuxer.packet().stream_index() != 0) {
      more = guarded(demuxer::read); // the cover
    }
    if (!more) {
      size = 0;
      return false;
    }
    packets++;
    AVPacket packet = demuxer.packet();
    size = packet.size();
    if (bytes.length < size) {
      bytes = new byte[size * 2];
    }
    packet.data().get(bytes, 0, size);
    timestamp = packet.pts();
    return true;
  }

  /** The packet of the last {@link #next}; lent, the first {@link #size} bytes. */
  public byte[] bytes() {
    return bytes;
  }

  public int size() {
    return size;
  }

  /** The start of the last packet, in samples from the start of the first packet. */
  public long packetStart() {
    return timestamp;
  }

  /** Seeks to the packet that contains a sample, counted like {@link #packetStart}. */
  public void seek(long sample) throws MediaException {
    requireOpen();
    guarded(() -> demuxer.seek(0, sample));
  }

  private interface Read {
    boolean run() throws MediaException;
  }

  /** The time between two reads of a player does not count. */
  private boolean guarded(Read read) throws MediaException {
    guard.enter();
    try {
      return read.run();
    } finally {
      guard.leave(packets * (double) SAMPLES_PER_PACKET / sampleRate);
    }
  }

  /** A decoder for these packets; the caller closes it. */
  public AacDecoder openDecoder() throws MediaException {
    requireOpen();
    return AacDecoder.open(demuxer.context().streams(0).codecpar());
  }

  /** The edit list's media time: samples before the presentation. */
  public long leadFrames() {
    return edit.mediaTime();
  }

  /** The edit list's duration: samples that are presented. */
  public long presentedFrames() {
    return edit.duration();
  }

  public int sampleRate() {
    return sampleRate;
  }

  /** RFC 6381: {@code mp4a.40.2}. */
  public String codecString() {
    return codecString;
  }
}
