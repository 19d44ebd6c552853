package org.audioprocessor.preview.deck;

import java.nio.file.Path;
import java.util.Optional;
import org.audioprocessor.preview.LevelMatch;
import org.audioprocessor.preview.Passage;
import org.audioprocessor.preview.PlaybackException;
import org.audioprocessor.preview.PlayerSnapshot;
import org.audioprocessor.preview.PlayerState;
import org.audioprocessor.preview.PlayerStatus;
import org.audioprocessor.preview.PreviewTrack;
import org.audioprocessor.preview.Rendition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The decoded player's states, and what happens in each. For one thread; nothing waits. */
final class Playback implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Playback.class);

  private static final String NO_SOUND =
      "The sound device does not play. Check it, or choose another one in the system’s settings;"
          + " then press play.";

  private final PlayerStatus status;
  private final Sound sound;
  private final Path workFolder;
  private final float[][] block = new float[2][Sound.BLOCK_FRAMES];
  private final float[][] plain = new float[2][Sound.BLOCK_FRAMES];
  private @Nullable LoadedTrack track;

  /** What was heard before a rendition was asked for that may turn out not to play. */
  private @Nullable Rendition fallback;

  private LevelMatch levels = LevelMatch.OFF;
  private boolean wantsToPlay;

  Playback(PlayerStatus status, Sound sound, Path workFolder) {
    this.status = status;
    this.sound = sound;
    this.workFolder = workFolder;
  }

  /** Whether {@link #goOn} has something to do without being asked. */
  boolean isBusy() {
    return switch (status.state()) {
      case LOADING, PLAYING, BUFFERING -> true;
      case EMPTY, PAUSED, ENDED, FAILED, CLOSED -> false;
    };
  }

  void load(PreviewTrack wanted, Rendition first) {
    leave();
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

  /** Where there was no device, there may be one now. */
  private void resume() {
    if (sound.isSilent()) {
      begin(chosen(), sound.positionFrame());
    } else {
      sound.goOn();
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
   * @param alike makes every change sound the same
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
      refuse(now, sentence(e));
    }
  }

  private void refuse(Deck now, String sentence) {
    status.update(before -> before.withChosen(now.rendition()).withSentence(sentence));
  }

  void loop(Optional<Passage> passage) {
    Deck now = deck();
    if (now != null) {
      now.loop(passage.map(p -> new Deck.Loop(frame(p.fromSeconds()), frame(p.toSeconds()))));
    }
  }

  private long frame(double seconds) {
    return Math.round(seconds * sound.sampleRate());
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

  /** Jumps: what was on its way to the ear is forgotten. */
  private void begin(Rendition rendition, long frame) {
    sound.lookForDevice();
    sound.restart(frame);
    status.update(before ->
        before
            .withState(PlayerState.LOADING)
            .withChosen(rendition)
            .withPosition(sound.positionSeconds())
            .withSentence(sound.silenceSentence()));
    try {
      LoadedTrack loaded = track;
      if (loaded != null) {
        loaded.cue(rendition, frame, what -> levels.gain(what));
      }
    } catch (PlaybackException e) {
      failed(sentence(e));
    }
  }

  private @Nullable Deck deck() {
    LoadedTrack loaded = track;
    return loaded == null ? null : loaded.deck();
  }

  /** Lets sound flow, as far as there is some and the line takes it. */
  void goOn() {
    Deck now = deck();
    if (now == null || !isBusy()) {
      return;
    }
    try {
      if (status.state() == PlayerState.LOADING) {
        awaitFirst(now);
      }
      if (isSounding()) {
        playOn(now);
      }
    } catch (Sound.LostDeviceException e) {
      changeDevice(e);
    } catch (PlaybackException e) {
      sound.close();
      failed(sentence(e));
    }
  }

  /** Goes on at the same music on the device that the system names now. */
  private void changeDevice(Sound.LostDeviceException lost) {
    LOG.info("the sound device stopped; another one is opened", lost);
    if (sound.leaveDevice()) {
      begin(chosen(), sound.positionFrame());
    } else {
      fallback = null;
      failed(NO_SOUND);
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

  private void playOn(Deck now) throws PlaybackException, Sound.LostDeviceException {
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
      ranDry(now);
    }
    if (now.supply() == Feed.Supply.END && !now.isLooping() && sound.hasRoom()) {
      sound.writeSilence();
    }
  }

  private void ranDry(Deck now) {
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

  /** A fault of ours ends the sound, not the player. */
  void broke(RuntimeException fault) {
    LOG.error("the player failed", fault);
    sound.close();
    if (status.state().canBecome(PlayerState.FAILED)) {
      fallback = null;
      failed("The player stopped because of a fault of this program. Open the track again.");
    }
  }

  private static String sentence(PlaybackException e) {
    return String.valueOf(e.getMessage());
  }

  private void leave() {
    LoadedTrack left = track;
    track = null;
    if (left != null) {
      left.close();
    }
  }

  @Override
  public void close() {
    try {
      leave();
    } finally {
      sound.close();
      status.become(PlayerState.CLOSED);
    }
  }
}
