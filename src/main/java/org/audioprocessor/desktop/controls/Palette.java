package org.audioprocessor.desktop.controls;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import javafx.scene.layout.Background;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;

/** The theme's colours for what is drawn on a canvas, which style sheets do not reach. */
public final class Palette extends Pane {

  /** What a colour is for; {@code palette-<name>} in the style sheet. */
  public enum Role {
    TEXT,
    MUTED,
    SUBTLE,
    LINE,
    EMPTY,
    ACCENT,
    /** Behind what is chosen. */
    CHOSEN,
    GOOD,
    WARN,
    BAD
  }

  private final Map<Role, Region> samples = new EnumMap<>(Role.class);

  /** A node without size that must stand in the scene near the canvas. */
  public Palette(Runnable changed) {
    setManaged(false);
    setMouseTransparent(true);
    for (Role role : Role.values()) {
      Region sample = new Region();
      sample.getStyleClass().add("palette-" + role.name().toLowerCase(Locale.ROOT));
      sample.backgroundProperty().addListener((value, before, now) -> changed.run());
      samples.put(role, sample);
    }
    getChildren().setAll(samples.values());
  }

  /** Of the theme that is shown; grey before there is one. */
  public Paint of(Role role) {
    Background background = Objects.requireNonNull(samples.get(role)).getBackground();
    return background == null || background.isEmpty()
        ? Color.GRAY
        : background.getFills().getFirst().getFill();
  }
}
