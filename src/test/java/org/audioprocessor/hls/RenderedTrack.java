package org.audioprocessor.hls;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.audioprocessor.hls.rules.DeliveryFacts;
import org.audioprocessor.hls.rules.RenditionFacts;
import org.audioprocessor.hls.rules.SegmentFacts;
import org.audioprocessor.hls.rules.TrackFacts;
import org.audioprocessor.hls.rules.TrackFactsBuilder;
import org.audioprocessor.hls.ts.TsSegment;
import org.audioprocessor.testing.TsBuilder;

/** A sound track of 25 s whose facts can be spoiled one at a time. */
public final class RenderedTrack {
  public static final Rung LOW = Ladder.DEFAULT.rungs().get(0);
  public static final Rung MED = Ladder.DEFAULT.rungs().get(1);
  public static final Rung HIGH = Ladder.DEFAULT.rungs().get(2);

  private static final double SOURCE_SECONDS = 25;

  public final Timeline timeline =
      Timeline.of(Ladder.DEFAULT, 10, (long) (SOURCE_SECONDS * 44_100), 44_100);
  public final SegmentNames names = new SegmentNames(7, 2);
  final Map<Rung, List<SegmentFacts>> segments = new HashMap<>();
  public final Map<Rung, MediaPlaylist> playlists = new HashMap<>();
  public final Map<Rung, RenditionFacts.Decoded> decoded = new HashMap<>();
  public final List<DeliveryFacts.Stored> stored = new ArrayList<>();
  public final Set<String> earlier = new TreeSet<>(Set.of("low/segment_g0006a_00000.ts"));
  public final Set<String> existing = new TreeSet<>();
  public List<String> putOrder;
  public boolean planned = true;
  private UnaryOperator<String> multivariantEdit = text -> text;
  private UnaryOperator<String> highPlaylistEdit = text -> text;

  public RenderedTrack() {
    for (Rung rung : Ladder.DEFAULT.rungs()) {
      render(rung, (builder, segment) -> {});
      playlists.put(rung, MediaPlaylist.of(timeline, rung, names));
      decoded.put(rung, decoded(rung, 1024.0 / 24_000));
      for (int segment = 0; segment < timeline.segments(); segment++) {
        existing.add(rung.name() + "/" + names.name(segment));
      }
      existing.add(rung.name() + "/playlist.m3u8");
    }
    existing.addAll(List.of("playlist.m3u8", "metadata.json", "song.m4a"));
    existing.add("low/segment_g0006a_00000.ts");
    putOrder = new PublicationOrder(Ladder.DEFAULT).sorted(existing);
    existing.forEach(path -> stored.add(DeliveryFacts.Stored.planned(path)));
  }

  /** Writes a rung's segments again, as planned but for what {@code fault} asks of the builder. */
  public void render(Rung rung, BiConsumer<TsBuilder, Integer> fault) {
    int[] frames = new int[timeline.segments()];
    for (int segment = 0; segment < frames.length; segment++) {
      frames[segment] =
          (int) (timeline.firstPacket(rung, segment + 1) - timeline.firstPacket(rung, segment));
    }
    render(rung, Timeline.OFFSET_90K, frames, fault);
  }

  public void render(Rung rung, long startPts, int[] frames, BiConsumer<TsBuilder, Integer> fault) {
    TsBuilder builder = new TsBuilder(rung.sampleRate(), startPts);
    List<SegmentFacts> facts = new ArrayList<>();
    for (int segment = 0; segment < frames.length; segment++) {
      builder.payloadBytes(rung.bitRate() / 8 * 1024 / rung.sampleRate());
      fault.accept(builder, segment);
      TsSegment read = TsSegment.read(builder.segment(frames[segment]));
      facts.add(SegmentFacts.of(names.name(segment), read).decoded(read.audio().frames(), 0));
    }
    segments.put(rung, facts);
  }

  /** Lists a rung with other numbers of frames than planned. */
  public void list(Rung rung, int[] frames) {
    List<MediaPlaylist.Entry> entries = new ArrayList<>();
    for (int segment = 0; segment < frames.length; segment++) {
      entries.add(
          new MediaPlaylist.Entry(names.name(segment), frames[segment] * rung.frameSeconds()));
    }
    playlists.put(rung, MediaPlaylist.of(timeline.targetDuration(), entries));
  }

  public RenditionFacts.Decoded decoded(Rung rung, double musicStartSeconds) {
    return new RenditionFacts.Decoded(
        timeline.packets(rung) * 1024,
        0,
        Optional.of(
            new RenditionFacts.Measured(OptionalDouble.of(-14.02), OptionalDouble.of(-1.2))),
        OptionalDouble.of(musicStartSeconds));
  }

  public void editMultivariant(UnaryOperator<String> edit) {
    multivariantEdit = edit;
  }

  public void editHighPlaylist(UnaryOperator<String> edit) {
    highPlaylistEdit = edit;
  }

  public void editSegment(Rung rung, int index, UnaryOperator<SegmentFacts> edit) {
    segments.computeIfPresent(
        rung,
        (any, facts) -> {
          List<SegmentFacts> edited = new ArrayList<>(facts);
          edited.set(index, edit.apply(edited.get(index)));
          return edited;
        });
  }

  public TrackFacts facts() {
    TrackFactsBuilder facts = TrackFacts.of(Ladder.DEFAULT).sourceSeconds(SOURCE_SECONDS);
    if (planned) {
      facts.timeline(timeline);
    }
    List<MultivariantPlaylist.Variant> variants = new ArrayList<>();
    playlists.keySet().stream()
        .sorted(Comparator.comparingInt(Rung::bitRate))
        .forEach(rung -> variants.add(describe(rung, facts)));
    stored.forEach(facts::object);
    return facts
        .multivariantPlaylist(multivariantEdit.apply(MultivariantPlaylist.of(variants).text()))
        .existing(existing)
        .earlier(earlier)
        .putOrder(putOrder)
        .build();
  }

  private MultivariantPlaylist.Variant describe(Rung rung, TrackFactsBuilder facts) {
    MediaPlaylist playlist = Objects.requireNonNull(playlists.get(rung));
    List<SegmentFacts> read = segments.getOrDefault(rung, List.of());
    read.forEach(segment -> facts.segment(rung, segment));
    String text = playlist.text();
    facts.mediaPlaylist(rung, rung.equals(HIGH) ? highPlaylistEdit.apply(text) : text);
    RenditionFacts.Decoded result = decoded.get(rung);
    if (result != null) {
      facts.decoded(rung, result);
    }
    List<Bandwidth.Sent> sent = new ArrayList<>();
    for (int i = 0; i < read.size(); i++) {
      sent.add(new Bandwidth.Sent(read.get(i).sizeBytes(), playlist.entries().get(i).seconds()));
    }
    return MultivariantPlaylist.variant(
        rung, Bandwidth.measure(sent, playlist.targetDuration()), "mp4a.40.2");
  }
}
