package org.audioprocessor.preview.deck;

import java.nio.file.Path;
import java.util.Optional;
import org.audioprocessor.preview.PlaybackException;
import org.audioprocessor.preview.Player.LevelMatch;
import org.audioprocessor.preview.Player.Passage;
import org.audioprocessor.preview.PlayerSnapshot;
import org.audioprocessor.preview.PlayerSnapshot.PlayerState;
import org.audioprocessor.preview.PlayerStatus;
import org.audioprocessor.preview.PreviewTrack;
import org.audioprocessor.preview.Rendition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The state machine of the decoded player. For one thread; no method blocks. */
final class Playback implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Playback.class);

  private final PlayerStatus status;
  private final Sound sound;
  private final Path workFolder;
  private final float[][] block = new float[2][Sound.BLOCK_FRAMES];
  private final float[][] plain = new float[2][Sound.BLOCK_FRAMES];
  private @Nullable LoadedTrack track;

  /** The rendition to return to if the selected one cannot be played. */
  private @Nullable Rendition fallback;

  private LevelMatch levels = LevelMatch.OFF;
  private boolean wantsToPlay;

  Playback(PlayerStatus status, Sound sound, Path workFolder) {
    this.status = status;
    this.sound = sound;
    this.workFolder = workFolder;
  }

  /** Whether {@link #advance} has work. */
  boolean isBusy() {
    return status.state().isBusy();
  }

  void load(PreviewTrack wanted, Rendition first) {
    unload();
    sound.forget();
    track = new LoadedTrack(wanted, workFolder, sound.sampleRate());
    fallback = null;
    wantsToPlay = false;
    status.update(before -> PlayerSnapshot.EMPTY.withState(PlayerState.LOADING).withChosen(first));
    begin(first, 0);
  }

  void play() {
    if (track == null) {
      return;
    }
    wantsToPlay = true;
    switch (status.state()) {
      case PAUSED -> resume();
      case ENDED -> begin(chosen(), 0);
      case FAILED -> begin(chosen(), sound.positionFrame());
      case EMPTY, LOADING, PLAYING, BUFFERING, CLOSED -> {}
    }
  }

  /** Without a device, the playback starts again, since a device may be available now. */
  private void resume() {
    if (sound.isSilent()) {
      begin(chosen(), sound.positionFrame());
    } else {
      sound.resume();
      status.become(PlayerState.PLAYING);
    }
  }

  void pause() {
    wantsToPlay = false;
    if (isSounding()) {
      sound.stop();
      status.update(before -> follow(before).withState(PlayerState.PAUSED));
    }
  }

  void seek(double seconds) {
    if (track == null) {
      return;
    }
    double last = status.snapshot().musicSeconds().orElse(Double.MAX_VALUE);
    double target = Math.min(Math.max(0, seconds), last);
    begin(chosen(), Math.round(Math.min(target * sound.sampleRate(), Integer.MAX_VALUE)));
  }

  /**
   * @param alike whether every change must sound the same
   */
  void select(Rendition rendition, boolean alike) {
    Deck now = deck();
    if (track == null) {
      return;
    }
    if (now != null && isSounding()) {
      change(now, rendition, alike);
    } else {
      boolean ended = status.state() == PlayerState.ENDED;
      fallback = now != null && status.state() == PlayerState.PAUSED ? now.rendition() : fallback;
      begin(rendition, ended ? 0 : sound.positionFrame());
    }
  }

  private void change(Deck now, Rendition rendition, boolean alike) {
    status.update(before -> before.withChosen(rendition).withSentence(sound.silenceSentence()));
    try {
      now.change(rendition, alike);
    } catch (PlaybackException e) {
      refuse(now, e.sentence());
    }
  }

  private void refuse(Deck now, String sentence) {
    status.update(before -> before.withChosen(now.rendition()).withSentence(sentence));
  }

  void loop(Optional<Passage> passage) {
    Deck now = deck();
    if (now != null) {
      now.loop(passage.map(loop -> Deck.Loop.of(loop, sound.sampleRate())));
    }
  }

  void volume(double share) {
    sound.volume(share);
  }

  void levels(LevelMatch match) {
    levels = match;
  }

  private Rendition chosen() {
    return status.snapshot().chosen().orElse(Rendition.M4A);
  }

  private boolean isSounding() {
    return status.state() == PlayerState.PLAYING || status.state() == PlayerState.BUFFERING;
  }

  /** Jumps to a frame; drops the queued sound. */
  private void begin(Rendition rendition, long frame) {
    sound.retryDevice();
    sound.restart(frame);
    status.update(before ->
        before
            .withState(PlayerState.LOADING)
            .withChosen(rendition)
            .withPosition(sound.positionSeconds())
            .withSentence(sound.silenceSentence()));
    try {
      if (track != null) {
        track.cue(rendition, frame, what -> levels.gain(what));
      }
    } catch (PlaybackException e) {
      failed(e.sentence());
    }
  }

  private @Nullable Deck deck() {
    return track == null ? null : track.deck();
  }

  /** Writes the available sound to the line, up to its free space. */
  void advance() {
    Deck now = deck();
    if (now == null || !isBusy()) {
      return;
    }
    try {
      if (status.state() == PlayerState.LOADING) {
        awaitFirst(now);
      }
      if (isSounding()) {
        fillLine(now);
      }
    } catch (Sound.LostDeviceException e) {
      changeDevice(e);
    } catch (PlaybackException e) {
      sound.close();
      failed(e.sentence());
    }
  }

  /** Continues at the same position on the current default device. */
  private void changeDevice(Sound.LostDeviceException lost) {
    LOG.info("the sound device stopped; another one is opened", lost);
    if (sound.leaveDevice()) {
      begin(chosen(), sound.positionFrame());
    } else {
      fallback = null;
      failed(Sound.DEVICE_FAILED);
    }
  }

  private void awaitFirst(Deck now) {
    if (!now.isReady()) {
      return;
    }
    status.update(before -> before.withMusicSeconds(now.musicSeconds()));
    switch (now.supply()) {
      case FAILED -> failed(now.sentence());
      case END -> status.become(wantsToPlay ? PlayerState.ENDED : PlayerState.PAUSED);
      case SOUND -> {
        fallback = null;
        status.become(wantsToPlay ? PlayerState.PLAYING : PlayerState.PAUSED);
      }
      case COMING -> {}
    }
  }

  private void fillLine(Deck now) throws PlaybackException, Sound.LostDeviceException {
    sound.followPlaying();
    boolean flows = false;
    while (sound.hasRoom()) {
      int frames = now.fill(block, plain, Sound.BLOCK_FRAMES);
      if (frames == 0) {
        break;
      }
      flows = true;
      sound.write(now.position() - frames, now.rendition(), block, plain, frames);
    }
    sound.start();
    status.update(this::follow);
    now.takeRefusal().ifPresent(sentence -> refuse(now, sentence));
    if (sound.isStalled()) {
      status.become(PlayerState.BUFFERING);
    } else if (flows || sound.isAwaitingMusic()) {
      status.become(PlayerState.PLAYING);
    } else {
      underrun(now);
    }
    if (now.supply() == Feed.Supply.END && !now.isLooping() && sound.hasRoom()) {
      sound.writeSilence();
    }
  }

  private void underrun(Deck now) {
    if (now.supply() == Feed.Supply.FAILED) {
      failed(now.sentence());
    } else if (now.supply() == Feed.Supply.END && !now.isLooping()) {
      sound.stop();
      status.become(PlayerState.ENDED);
    } else {
      status.become(PlayerState.BUFFERING);
    }
  }

  private PlayerSnapshot follow(PlayerSnapshot before) {
    return before.withPosition(sound.positionSeconds()).withHeard(sound.rendition());
  }

  private void failed(String sentence) {
    Rendition before = fallback;
    fallback = null;
    if (before == null) {
      wantsToPlay = false;
      status.update(now -> now.withState(PlayerState.FAILED).withSentence(sentence));
    } else {
      begin(before, sound.positionFrame());
      status.update(now -> now.withSentence(sentence));
    }
  }

  /** An internal error ends the sound, not the player. */
  void internalError(RuntimeException fault) {
    LOG.error("the player failed", fault);
    sound.close();
    if (status.state().canBecome(PlayerState.FAILED)) {
      fallback = null;
      failed("The player stopped with an internal error. Open the track again.");
    }
  }

  private void unload() {
    LoadedTrack left = track;
    track = null;
    if (left != null) {
      left.close();
    }
  }

  @Override
  public void close() {
    try {
      unload();
    } finally {
      sound.close();
      status.become(PlayerState.CLOSED);
    }
  }
}
