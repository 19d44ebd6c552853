package org.audioprocessor.desktop.shell;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.Locale;
import java.util.Objects;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.value.ChangeListener;
import javafx.scene.Scene;
import org.audioprocessor.app.DesktopState;
import org.jspecify.annotations.Nullable;

/** The theme: light, dark, or that of the system; saved, and followed while the window is open. */
public enum Theme {
  SYSTEM,
  LIGHT,
  DARK;

  private static final String KEY = "theme";

  // strongly referenced: the system's preferences notify it as long as the program runs
  private static @Nullable ChangeListener<ColorScheme> following;

  /** Returns the saved choice. */
  public static Theme saved(DesktopState state) {
    String text = state.get(KEY);
    for (Theme theme : values()) {
      if (theme.name().equalsIgnoreCase(text)) {
        return theme;
      }
    }
    return SYSTEM;
  }

  public void save(DesktopState state) {
    state.put(KEY, name().toLowerCase(Locale.ROOT));
  }

  /** Applies the theme to every window of the program. */
  public void apply() {
    if (following != null) {
      Platform.getPreferences().colorSchemeProperty().removeListener(following);
      following = null;
    }
    if (this == SYSTEM) {
      following = (value, before, now) -> dress(now);
      Platform.getPreferences().colorSchemeProperty().addListener(following);
      dress(Platform.getPreferences().getColorScheme());
    } else {
      dress(this == DARK ? ColorScheme.DARK : ColorScheme.LIGHT);
    }
  }

  private static void dress(ColorScheme scheme) {
    Application.setUserAgentStylesheet(
        scheme == ColorScheme.DARK
            ? new PrimerDark().getUserAgentStylesheet()
            : new PrimerLight().getUserAgentStylesheet());
  }

  /** Adds this program's styles to the theme. */
  public static void style(Scene scene) {
    scene
        .getStylesheets()
        .add(
            Objects.requireNonNull(
                    Theme.class.getResource("/org/audioprocessor/desktop/desktop.css"),
                    "desktop.css")
                .toExternalForm());
  }
}
