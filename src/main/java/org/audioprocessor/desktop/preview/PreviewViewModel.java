package org.audioprocessor.desktop.preview;

import java.util.Objects;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.preview.ChosenPlayer.PreviewServices;
import org.audioprocessor.desktop.preview.Comparison.BlindListening;
import org.audioprocessor.desktop.preview.sound.FoundTrack;
import org.audioprocessor.desktop.preview.sound.Outlines;
import org.audioprocessor.desktop.work.NowPlaying;
import org.audioprocessor.preview.Rendition;
import org.audioprocessor.preview.navigation.TrackScan;
import org.jspecify.annotations.Nullable;

/**
 * The player's selection: the selected track, one of its renditions, a position. UI thread only.
 */
public final class PreviewViewModel {
  private final PlayerPreferences habits;
  private final NowPlaying nowPlaying;
  private final TrackRequests wishes;
  private final ChosenPlayer player;
  private final Playhead playhead;
  private final Outlines outlines;
  private final JumpTargets targets;
  private final Comparison comparison;
  private final ReadOnlyObjectWrapper<@Nullable FoundTrack> found = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<Rendition> rendition = new ReadOnlyObjectWrapper<>();

  public PreviewViewModel(PreviewServices services) {
    this(
        services,
        (track, what, cancelled) ->
            TrackScan.of(track, what, services.players().workFolder(), cancelled));
  }

  PreviewViewModel(PreviewServices services, Outlines.Scan scan) {
    habits = new PlayerPreferences(services.state());
    wishes = new TrackRequests(services, new Answers());
    player =
        new ChosenPlayer(
            services.players(),
            services.wishes().nowPlaying(),
            now -> services.executors().ui().execute(this::pull));
    outlines = new Outlines(scan, services.executors());
    targets = new JumpTargets(this::seek, player::now);
    playhead = new Playhead(player, this::moved);
    playhead.volume(habits.volume());
    comparison =
        new Comparison(player, () -> playhead.isLoaded() ? found.get() : null, this::compared);
    nowPlaying = services.wishes().nowPlaying();
    comparison.blindProperty().subscribe(test -> nowPlaying.setBlind(test != null));
    rendition.set(habits.rendition());
  }

  void attach() {
    wishes.attach();
  }

  void detach() {
    wishes.detach();
  }

  void close() {
    wishes.forget();
    outlines.stop();
    player.close();
  }

  ReadOnlyObjectProperty<@Nullable FoundTrack> foundProperty() {
    return found.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<Listening> listeningProperty() {
    return playhead.listeningProperty();
  }

  /** The requested rendition. */
  ReadOnlyObjectProperty<Rendition> renditionProperty() {
    return rendition.getReadOnlyProperty();
  }

  /** Returns the renditions of the selected track; without a track, the usual ones. */
  TrackRenditions renditions() {
    FoundTrack track = found.get();
    return track == null ? TrackRenditions.USUAL : renditions(track);
  }

  private static TrackRenditions renditions(FoundTrack track) {
    return new TrackRenditions(track.track().ladder());
  }

  /** Returns the requested rendition, or the nearest one that the track has. */
  Rendition heardOrFirst(FoundTrack track) {
    return track.published() ? renditions(track).orBest(rendition.get()) : Rendition.RAW;
  }

  JumpTargets places() {
    return targets;
  }

  Comparison comparison() {
    return comparison;
  }

  boolean isByClient() {
    return player.isByClient();
  }

  double volume() {
    return habits.volume();
  }

  private void moved(double seconds) {
    targets.at(seconds);
    FoundTrack track = found.get();
    player
        .snapshot()
        .heard()
        .filter(heard -> track != null)
        .ifPresent(heard -> nowPlaying.setSound(sound(Objects.requireNonNull(track), heard)));
  }

  private NowPlaying.Sound sound(FoundTrack track, Rendition heard) {
    String name = renditions(track).word(heard);
    return new NowPlaying.Sound(track.fileName(), name, comparison.gainDb(track, heard));
  }

  /** Returns the attenuation of the chosen rendition, for its button; 0 for none. */
  double comparisonGainDb() {
    FoundTrack track = found.get();
    return track == null ? 0 : comparison.gainDb(track, heardOrFirst(track));
  }

  // --- which track

  private final class Answers implements TrackRequests.Answer {
    @Override
    public void found(FoundTrack track, double seconds, boolean play) {
      show(track, seconds, play);
    }

    @Override
    public void moment(double seconds) {
      FoundTrack now = found.get();
      if (now != null && !playhead.isLoaded()) {
        load(now, seconds, true);
      } else {
        playhead.wantToPlay();
        seek(seconds);
        play();
      }
    }

    @Override
    public void missing(String sentence) {
      unload(new Listening(false, false, false, "", 0, 0, sentence));
    }
  }

  private void show(FoundTrack track, double seconds, boolean play) {
    String sentence = Messages.text("preview.not-published");
    unload(new Listening(true, false, false, "", 0, 0, sentence));
    outlines.forget(track.upload().uploadId());
    found.set(track);
    if (track.published() || play) {
      load(track, seconds, play);
    }
  }

  private void unload(Listening instead) {
    found.set(null);
    targets.forget();
    comparison.forget();
    playhead.unload(instead);
  }

  private void load(FoundTrack track, double seconds, boolean play) {
    Rendition first = heardOrFirst(track);
    comparison.applyLevels(track);
    playhead.load(track, first, seconds, play);
    outline(first);
    playhead.pull();
  }

  /** Shows the known part of the outline at once and the rest when it is read. */
  private void outline(Rendition of) {
    FoundTrack now = found.get();
    if (now != null) {
      outlines.want(now, of, this::showOutline);
      showOutline();
    }
  }

  /** Shows the outline; in a blind test always that of A, since the picture must not reveal X. */
  private void showOutline() {
    FoundTrack now = found.get();
    if (now != null) {
      BlindListening test = comparison.blindProperty().get();
      Rendition seen = test == null ? heardOrFirst(now) : test.first();
      targets.show(outlines.known(now, seen), outlines.joints(now));
    }
  }

  // --- playing

  /** Plays or pauses; a track that was just selected plays as soon as it is loaded. */
  void playOrPause() {
    if (wishes.hurry()) {
      return;
    }
    if (playhead.plays()) {
      playhead.pause();
    } else {
      play();
    }
  }

  private void play() {
    FoundTrack now = found.get();
    if (now != null && playhead.isLoaded()) {
      playhead.play();
    } else if (now != null) {
      load(now, 0, true);
    }
  }

  void seek(double seconds) {
    playhead.seek(seconds);
  }

  /**
   * Selects a rendition by its key, from 1; in a blind test 1, 2 and 3 are A, B and X. A key
   * without a rendition in this track has no effect.
   */
  void choose(int key) {
    if (comparison.blindProperty().get() != null) {
      comparison.hear(key - 1);
    } else {
      renditions().at(key).ifPresent(this::choose);
    }
  }

  void choose(Rendition wanted) {
    rendition.set(wanted);
    habits.keep(wanted);
    hearChosen();
  }

  private void hearChosen() {
    FoundTrack now = found.get();
    if (playhead.isLoaded() && now != null && now.published()) {
      playhead.select(heardOrFirst(now));
      outline(heardOrFirst(now));
    }
    pull();
  }

  /** Sets the volume and unmutes. */
  void setVolume(double share) {
    habits.keepVolume(share);
    playhead.volume(share);
  }

  Playhead playhead() {
    return playhead;
  }

  /** Switches the player; the other one continues at the same position. */
  void setByClient(boolean byClient) {
    comparison.endBlind();
    double seconds = playhead.positionSeconds();
    boolean plays = playhead.plays();
    player.choose(byClient);
    FoundTrack now = found.get();
    if (now != null && playhead.isLoaded()) {
      load(now, seconds, plays);
      targets.repeatAgain();
    }
  }

  /**
   * Called when a blind test began or ended; shows the outline of A, or of the chosen rendition
   * again.
   */
  private void compared() {
    BlindListening test = comparison.blindProperty().get();
    if (test != null) {
      outline(test.first());
    } else {
      hearChosen();
    }
  }

  /** Reads the player's position; call it once a frame while it moves. */
  void pull() {
    playhead.pull();
  }
}
