package org.audioprocessor.desktop.preview;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.animation.AnimationTimer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.audioprocessor.desktop.controls.Controls;
import org.audioprocessor.desktop.controls.Controls.Tips;
import org.audioprocessor.desktop.controls.Formats;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.controls.Screen;
import org.audioprocessor.desktop.controls.Screen.Shortcut;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Shows the player: the track, the position and the comparison. */
public final class PreviewView implements Screen {
  /** The widest file name, in pixels. */
  private static final double WIDEST_NAME = 260;

  private static final double COMPACT_BELOW = 640;

  /** Below this width the volume is hidden first, then the two ways to compare. */
  private static final double VOLUME_FROM = 780;

  private final PreviewViewModel model;
  private final VBox root = new VBox();
  private final FontIcon playPicture = new FontIcon(Feather.PLAY);
  private final Button play;
  private final ToggleButton levels = toggle("preview-levels", "preview.levels");
  private final Label time = Controls.label("", "preview-time");
  private final Label title = Controls.label("", "preview-title");
  private final Label words = Controls.label("", "text-muted", "text-small");
  private final Slider volume = new Slider(0, 1, 1);
  private final ToggleButton mute = toggle("preview-mute", "preview.mute");
  private final FontIcon speaker = new FontIcon(Feather.VOLUME_1);
  private final HBox loudness = new HBox();
  private final BlindBar blindBar;
  private final WaveformCanvas waveform;
  private final AnimationTimer frames =
      new AnimationTimer() {
        @Override
        public void handle(long now) {
          model.pull();
        }
      };

  public PreviewView(PreviewViewModel model) {
    this.model = model;
    play = Controls.button("preview-play", "", model::playOrPause);
    blindBar = new BlindBar(model);
    waveform = new WaveformCanvas(model);
    root.setId("preview");
    root.getStyleClass().add("preview");
    root.setMinWidth(0); // narrow windows decide, not the buttons
    VBox.setVgrow(waveform, Priority.ALWAYS);
    root.getChildren().addAll(row(), waveform, below());
    root.widthProperty().subscribe(this::fit);
    model.listeningProperty().subscribe(this::show);
    model
        .foundProperty()
        .subscribe(found -> {
          title.setText(found == null ? "" : found.fileName());
          fit();
        });
    model.comparison().levelMatchedProperty().subscribe(this::showLevels);
    model.renditionProperty().subscribe(this::nameLevels);
    model.playhead().mutedProperty().subscribe(this::showMuted);
    mute.setOnAction(event -> model.playhead().mute(mute.isSelected()));
    levels.setOnAction(event -> model.comparison().setLevelMatched(levels.isSelected()));
  }

  private static ToggleButton toggle(String id, String key) {
    ToggleButton button = new ToggleButton(Messages.text(key));
    button.setId(id);
    button.setAccessibleText(Messages.text(key));
    button.setMinWidth(Region.USE_PREF_SIZE);
    return button;
  }

  private HBox row() {
    play.setGraphic(playPicture);
    play.getStyleClass().addAll("accent", "preview-play");
    RenditionBar renditions = new RenditionBar(model);
    StackPane choice = new StackPane(renditions, blindBar);
    choice.setAlignment(Pos.CENTER_LEFT);
    model
        .comparison()
        .blindProperty()
        .subscribe(test -> {
          Controls.show(renditions, test == null);
          fit();
        });
    volume.setId("preview-volume");
    volume.setAccessibleText(Messages.text("preview.volume"));
    volume.setValue(model.volume());
    volume.valueProperty().addListener((value, before, now) -> model.setVolume(now.doubleValue()));
    mute.setText("");
    mute.setGraphic(speaker);
    mute.getStyleClass().addAll("button-icon", "flat");
    Tips.on(mute, mute::getAccessibleText);
    loudness.setAlignment(Pos.CENTER_LEFT);
    loudness.getChildren().setAll(mute, volume);
    loudness.getStyleClass().add("preview-volume");
    time.setId("preview-time");
    time.setMinWidth(Region.USE_PREF_SIZE);
    HBox row =
        new HBox(
            play,
            choice,
            levels,
            blindBar.start(),
            Controls.spacer(),
            loudness,
            new ListenMenu(model));
    row.getStyleClass().add("preview-row");
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private HBox below() {
    // the name comes first; the words take the remaining width, and their tooltip holds all of them
    title.setMaxWidth(WIDEST_NAME);
    words.setPrefWidth(0);
    words.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(words, Priority.ALWAYS);
    title.setId("preview-track");
    words.setId("preview-words");
    Tips.on(words, words::getText);
    HBox below = new HBox(title, blindBar.score(), words, time);
    below.getStyleClass().add("preview-words");
    return below;
  }

  private void fit() {
    boolean compact = root.getWidth() < COMPACT_BELOW;
    boolean blind = model.comparison().blindProperty().get() != null;
    // a blind test is always matched; a gain in effect always stays visible
    Controls.show(levels, (!compact || levels.isSelected()) && !blind);
    nameLevels();
    Controls.show(blindBar.start(), !compact && !blind);
    boolean wide = root.getWidth() >= VOLUME_FROM;
    Controls.show(volume, wide);
    Controls.show(loudness, wide || mute.isSelected());
    Controls.show(title, !title.getText().isEmpty() && !(compact && blind));
    blindBar.setCompact(compact);
  }

  /** Shows that the player is muted, at every width. */
  private void showMuted(boolean muted) {
    mute.setSelected(muted);
    mute.setAccessibleText(Messages.text(muted ? "preview.unmute" : "preview.mute"));
    speaker.setIconCode(muted ? Feather.VOLUME_X : Feather.VOLUME_1);
    fit();
  }

  private void showLevels(boolean matched) {
    levels.setSelected(matched);
    fit();
  }

  private void nameLevels() {
    double gainDb = levels.isSelected() ? model.comparisonGainDb() : 0;
    String name = Messages.text("preview.levels");
    levels.setText(
        gainDb == 0 ? name : Messages.text("preview.levels.gain", name, Formats.level(gainDb)));
    levels.setAccessibleText(levels.getText());
  }

  private void show(Listening now) {
    if (now.moves()) {
      frames.start();
    } else {
      frames.stop();
    }
    String action = Messages.text(now.plays() ? "preview.pause" : "preview.play");
    playPicture.setIconCode(now.plays() ? Feather.PAUSE : Feather.PLAY);
    play.setAccessibleText(action);
    play.setDisable(!now.hasTrack());
    time.setText(PlayTime.of(now));
    String text = now.hasTrack() || !now.sentence().isEmpty() ? spoken(now) : nothing();
    words.setText(text);
    words.setAccessibleText(text);
  }

  private static String spoken(Listening now) {
    return (now.word() + " " + now.sentence()).strip();
  }

  private static String nothing() {
    return Messages.text("preview.nothing");
  }

  @Override
  public Node node() {
    return root;
  }

  @Override
  public List<Shortcut> shortcuts() {
    List<Shortcut> all = new ArrayList<>();
    all.add(Shortcut.of("Space", "preview.key.play", model::playOrPause));
    all.add(Shortcut.of("Left", "preview.key.back", () -> model.playhead().step(-5)));
    all.add(Shortcut.of("Right", "preview.key.forward", () -> model.playhead().step(5)));
    all.add(
        Shortcut.of("Shift+Left", "preview.key.back-little", () -> model.playhead().step(-0.5)));
    all.add(
        Shortcut.of("Shift+Right", "preview.key.forward-little", () -> model.playhead().step(0.5)));
    all.add(
        Shortcut.of(
            "M",
            "preview.key.mute",
            () -> model.playhead().mute(!model.playhead().mutedProperty().get())));
    all.addAll(RenditionBar.shortcuts(model));
    all.addAll(ListenMenu.shortcuts(model));
    return List.copyOf(all);
  }

  @Override
  public void shown() {
    model.attach();
  }

  @Override
  public void hidden() {
    frames.stop();
    model.detach();
  }

  @Override
  public void closed() {
    model.close();
  }

  /** Formats times of music, such as “1:12.4”. */
  static final class PlayTime {
    private PlayTime() {}

    /** Formats position and length such as “1:12.4 / 4:02.0”; empty without a track. */
    static String of(Listening now) {
      if (!now.hasTrack()) {
        return "";
      }
      String length = now.musicSeconds() > 0 ? of(now.musicSeconds()) : "–:––";
      return of(now.positionSeconds()) + " / " + length;
    }

    static String of(double seconds) {
      long tenths = Math.round(Math.max(0, seconds) * 10);
      return String.format(Locale.getDefault(), "%d:%04.1f", tenths / 600, tenths % 600 / 10.0);
    }
  }
}
