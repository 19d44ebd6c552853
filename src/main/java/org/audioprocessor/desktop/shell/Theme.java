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
import org.audioprocessor.desktop.work.DesktopState;
import org.jspecify.annotations.Nullable;

/** Light, dark, or whatever the system is; kept, and followed while the window is open. */
public enum Theme {
  SYSTEM,
  LIGHT,
  DARK;

  private static final String KEY = "theme";

  // held strongly: the system's preferences hear it for as long as the program runs
  private static @Nullable ChangeListener<ColorScheme> following;

  /** The one that was chosen last. */
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

  /** For every window of the program, from now on. */
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

  /** What this program adds to either. */
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
