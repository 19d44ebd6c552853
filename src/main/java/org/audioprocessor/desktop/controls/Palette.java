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

/** Gives a canvas, which style sheets do not reach, the colours of the theme. */
public final class Palette extends Pane {

  /** The purpose of a colour; {@code palette-<name>} in the style sheet. */
  public enum Role {
    TEXT,
    MUTED,
    SUBTLE,
    LINE,
    EMPTY,
    ACCENT,
    /** Background of a selection. */
    CHOSEN,
    GOOD,
    WARN,
    BAD
  }

  private final Map<Role, Region> samples = new EnumMap<>(Role.class);

  /**
   * Creates a node without size, which must stand in the scene near the canvas.
   *
   * @param changed called when the colours change
   */
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

  /** Returns the colour in the current theme; grey before a theme is applied. */
  public Paint of(Role role) {
    Background background = Objects.requireNonNull(samples.get(role)).getBackground();
    return background == null || background.isEmpty()
        ? Color.GRAY
        : background.getFills().getFirst().getFill();
  }
}
