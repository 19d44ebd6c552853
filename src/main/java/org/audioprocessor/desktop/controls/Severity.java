package org.audioprocessor.desktop.controls;

import java.util.Locale;
import org.kordamp.ikonli.feather.Feather;

/** The severity of a message; icon and colour follow from it. */
public enum Severity {
  INFO(Feather.INFO),
  /** Work is suspended and continues by itself; the user need not act. */
  PENDING(Feather.PAUSE_CIRCLE),
  SUCCESS(Feather.CHECK_CIRCLE),
  ERROR(Feather.ALERT_TRIANGLE);

  private final Feather icon;

  Severity(Feather icon) {
    this.icon = icon;
  }

  public Feather icon() {
    return icon;
  }

  public String bannerStyleClass() {
    return "banner-" + name().toLowerCase(Locale.ROOT);
  }
}
