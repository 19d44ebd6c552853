package org.audioprocessor.preview.deck;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.audioprocessor.preview.PlaybackException;
import org.audioprocessor.preview.Player.Passage;
import org.audioprocessor.preview.Rendition;
import org.audioprocessor.preview.source.TrackSources;
import org.jspecify.annotations.Nullable;

/**
 * Mixes the current feed and the next one: supplies frames at the line's rate, fades between
 * renditions at the same music, and repeats a passage. No method blocks. For one thread.
 */
final class Deck implements AutoCloseable {
  /** Frames that must be decoded before playback starts, so that it does not stop again at once. */
  private static final double READY_SECONDS = 0.1;

  /** Frames before the end of a loop at which its start is prepared. */
  private static final double SEAM_AHEAD_SECONDS = 2;

  /** Frames of music at the line's rate, {@code to} exclusive. */
  record Loop(long from, long to) {
    static Loop of(Passage passage, int lineRate) {
      return new Loop(
          Math.round(passage.fromSeconds() * lineRate), Math.round(passage.toSeconds() * lineRate));
    }
  }

  /** The feed of the next fade: when it is ready, or at the end of a loop. */
  private record Next(Feed feed, boolean seam, boolean alike) {}

  private final TrackSources sources;
  private final int lineRate;
  private final ToDoubleFunction<Rendition> gains;
  private final Fader fader;
  private final float[][] fading;
  private final List<Feed> retired = new ArrayList<>();
  private Feed current;
  private @Nullable Next next;
  private @Nullable Loop loop;
  private Optional<String> refusal = Optional.empty();

  /**
   * @param gains the current factor of a rendition; changes are ramped
   */
  Deck(
      TrackSources sources,
      int lineRate,
      ToDoubleFunction<Rendition> gains,
      Rendition first,
      long startFrame)
      throws PlaybackException {
    this.sources = sources;
    this.lineRate = lineRate;
    this.gains = gains;
    fader = new Fader(lineRate);
    fading = new float[2][fader.dipFrames()];
    current = feed(first, startFrame);
    fader.begin(gains.applyAsDouble(first), startFrame > 0);
  }

  private Feed feed(Rendition rendition, long frame) throws PlaybackException {
    return new Feed(rendition, sources.of(rendition), lineRate, frame);
  }

  /** Stops all feeds and starts at a frame. */
  void cue(Rendition rendition, long frame) throws PlaybackException {
    Feed feed = feed(rendition, frame);
    dropNext();
    retire(current);
    current = feed;
    fader.begin(gains.applyAsDouble(rendition), frame > 0);
  }

  /**
   * Continues to play and changes to a rendition when its sound is ready.
   *
   * @param alike whether to change through a short silence, also from a rendition to itself
   */
  void change(Rendition rendition, boolean alike) throws PlaybackException {
    boolean same = !alike && rendition.equals(current.rendition());
    Feed feed = same ? null : feed(rendition, current.position());
    dropNext();
    if (feed != null) {
      next = new Next(feed, false, alike);
    }
  }

  void loop(Optional<Loop> passage) {
    loop = passage.orElse(null);
    Next coming = next;
    if (coming != null && coming.seam()) {
      dropNext();
    }
  }

  Rendition rendition() {
    return current.rendition();
  }

  /** The frame of music that {@link #fill} returns next. */
  long position() {
    return current.position();
  }

  OptionalDouble musicSeconds() {
    return current.musicSeconds();
  }

  /** Whether playback can start: enough sound is ready, or all of it, or a failure. */
  boolean isReady() {
    return current.has((int) (READY_SECONDS * lineRate));
  }

  Feed.Supply supply() {
    return current.supply();
  }

  /** Why no more sound follows. */
  String sentence() {
    return current.sentence();
  }

  /** Returns once why a change failed. */
  Optional<String> takeRefusal() {
    Optional<String> told = refusal;
    refusal = Optional.empty();
    return told;
  }

  /**
   * Fills in the next frames, with their gain.
   *
   * @param plain filled with the same music without the gain
   * @param frames room in {@code out}; not less than a fade
   * @return number of frames; 0 if none is ready
   */
  int fill(float[][] out, float[][] plain, int frames) throws PlaybackException {
    prepareSeam();
    Next coming = next;
    if (coming != null && isDue(coming)) {
      if (coming.feed().supply() == Feed.Supply.FAILED) {
        refuse(coming);
      } else if (coming.feed().has((int) (READY_SECONDS * lineRate))) {
        return crossFade(coming, out, plain);
      } else if (coming.seam()) {
        return 0;
      }
    }
    int room = (int) Math.min(frames, Math.max(0, seamFrame() - position()));
    int got = current.take(out, 0, room);
    fader.amplify(out, plain, got, gains.applyAsDouble(rendition()));
    return got;
  }

  private void prepareSeam() throws PlaybackException {
    Loop passage = loop;
    long seam = seamFrame();
    if (passage == null || position() < seam - (long) (SEAM_AHEAD_SECONDS * lineRate)) {
      return;
    }
    Next coming = next;
    if (coming == null || (!coming.seam() && position() >= seam)) {
      Rendition rendition = coming == null ? rendition() : coming.feed().rendition();
      Feed feed = feed(rendition, passage.from());
      dropNext();
      next = new Next(feed, true, false);
    }
  }

  /** End of the loop, which is not after the end of the music. */
  private long seamFrame() {
    Loop passage = loop;
    if (passage == null) {
      return Long.MAX_VALUE;
    }
    double musicFrames = musicSeconds().orElse(Double.MAX_VALUE) * lineRate;
    // a playlist states the end only to a packet, so a feed that has run out has ended
    boolean ranOut = current.supply() == Feed.Supply.END;
    return ranOut ? position() : (long) Math.min((double) passage.to(), musicFrames);
  }

  boolean isLooping() {
    return loop != null;
  }

  private boolean isDue(Next coming) {
    if (coming.seam()) {
      return position() >= seamFrame();
    }
    coming.feed().skipTo(position());
    return coming.feed().position() >= position();
  }

  private void refuse(Next coming) {
    refusal = Optional.of(coming.feed().sentence());
    if (coming.seam()) {
      loop = null;
    }
    dropNext();
  }

  private int crossFade(Next coming, float[][] out, float[][] plain) {
    Feed to = coming.feed();
    int frames = coming.alike() ? fader.dipFrames() : fader.frames();
    Fader.Ending ending = new Fader.Ending(fading, current.take(fading, 0, frames));
    int beginning = to.take(out, 0, frames);
    double gain = gains.applyAsDouble(to.rendition());
    if (coming.alike()) {
      fader.dip(ending, out, plain, beginning, gain);
    } else {
      fader.cross(ending, out, plain, beginning, gain);
    }
    retire(current);
    current = to;
    next = null;
    return beginning;
  }

  private void dropNext() {
    Next coming = next;
    next = null;
    if (coming != null) {
      retire(coming.feed());
    }
  }

  private void retire(Feed feed) {
    feed.close();
    retired.removeIf(Feed::isEnded);
    retired.add(feed);
  }

  /** Ends all decoding; waits for that up to one second. */
  @Override
  public void close() {
    dropNext();
    retire(current);
    long deadline = System.nanoTime() + 1_000_000_000L;
    try {
      for (Feed feed : retired) {
        feed.join((deadline - System.nanoTime()) / 1_000_000);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
