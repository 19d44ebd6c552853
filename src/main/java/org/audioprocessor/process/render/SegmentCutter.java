package org.audioprocessor.process.render;

import org.audioprocessor.hls.Rung;
import org.audioprocessor.hls.Timeline;
import org.audioprocessor.media.MediaException;
import org.audioprocessor.media.encode.AacEncoder;
import org.audioprocessor.media.encode.EncodedPacket;
import org.audioprocessor.media.encode.M4aWriter;
import org.audioprocessor.media.encode.PacketSink;
import org.audioprocessor.media.encode.SegmentMuxer;
import org.audioprocessor.process.FailureKind;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.process.verify.RenditionCheck;
import org.jspecify.annotations.Nullable;

/**
 * Packs a rung's packets into segments at the cuts of the timeline, checks each segment and sends
 * it to the sink. Also writes the packets to the M4A, if the rung has one.
 */
final class SegmentCutter implements PacketSink<ProcessingException>, AutoCloseable {
  private final RungJob job;
  private final SegmentMuxer muxer;
  private final RenditionCheck check;
  private final @Nullable M4aWriter m4a;
  private final TrackSink sink;
  private PacketChain packets = PacketChain.EMPTY;
  private int segment;

  private SegmentCutter(
      RungJob job,
      SegmentMuxer muxer,
      RenditionCheck check,
      @Nullable M4aWriter m4a,
      TrackSink sink) {
    this.job = job;
    this.muxer = muxer;
    this.check = check;
    this.m4a = m4a;
    this.sink = sink;
  }

  static SegmentCutter open(RungJob job, AacEncoder encoder, TrackSink sink) throws MediaException {
    Timeline timeline = job.timeline();
    Rung rung = job.rung();
    int lead = AacEncoder.DELAY_FRAMES + timeline.leadFrames(rung);
    RenditionCheck check = new RenditionCheck(rung, lead, timeline.musicFrames(rung));
    try {
      SegmentMuxer muxer = SegmentMuxer.open(rung.sampleRate(), encoder);
      try {
        return new SegmentCutter(job, muxer, check, openM4a(job, encoder, lead), sink);
      } catch (Throwable t) {
        muxer.close();
        throw t;
      }
    } catch (Throwable t) {
      check.close();
      throw t;
    }
  }

  private static @Nullable M4aWriter openM4a(RungJob job, AacEncoder encoder, int lead)
      throws MediaException {
    RungJob.M4aTarget target = job.m4a();
    return target == null
        ? null
        : M4aWriter.open(target.file(), encoder, target.labels(), target.sourceFrames(), lead);
  }

  @Override
  public void accept(EncodedPacket packet) throws MediaException, ProcessingException {
    Timeline timeline = job.timeline();
    if (segment + 1 < timeline.segments()
        && packet.index() == timeline.firstPacket(job.rung(), segment + 1)) {
      send(muxer.cut());
    }
    muxer.write(packet, timeline.pts90k(job.rung(), packet.index()));
    if (m4a != null) {
      m4a.write(packet);
    }
    packets = packets.then(packet.hash());
  }

  private void send(byte[] bytes) throws MediaException, ProcessingException {
    String name = job.segmentName(segment++);
    check.accept(name, bytes);
    sink.put(job.rung().name() + "/" + name, bytes);
  }

  /** Sends the last segment and writes the M4A's index. */
  void finish() throws MediaException, ProcessingException {
    send(muxer.finish());
    if (m4a != null) {
      m4a.finish();
    }
    long expected = job.timeline().packets(job.rung());
    if (packets.count() != expected) {
      throw new ProcessingException(
          FailureKind.INTERNAL,
          "The encoder gave %d packets of %s where %d were expected. Please report this file."
              .formatted(packets.count(), job.rung().name(), expected));
    }
  }

  RenditionCheck check() {
    return check;
  }

  PacketChain packets() {
    return packets;
  }

  @Override
  public void close() {
    try (check;
        muxer) {
      if (m4a != null) {
        m4a.close();
      }
    }
  }
}
