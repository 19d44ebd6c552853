package org.audioprocessor.desktop;

import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.VBox;
import org.audioprocessor.desktop.controls.Banner;
import org.audioprocessor.desktop.controls.Controls;
import org.audioprocessor.desktop.work.Notice;
import org.audioprocessor.desktop.work.Notices;
import org.jspecify.annotations.Nullable;

/** Shows the notices, each until it is closed or its topic is over. */
final class BannerArea extends VBox {
  private final Notices notices;

  BannerArea(Notices notices) {
    this.notices = notices;
    setId("banners");
    getStyleClass().add("banners");
    notices.shown().addListener((ListChangeListener<Notice>) change -> rebuild());
    rebuild();
  }

  private void rebuild() {
    getChildren().setAll(notices.shown().stream().map(this::banner).map(Node.class::cast).toList());
    Controls.show(this, !getChildren().isEmpty());
  }

  private Banner banner(Notice notice) {
    Notice.Action action = notice.action();
    List<Button> buttons =
        action == null
            ? List.of()
            : List.of(Controls.button("banner-action", action.text(), action.run()));
    return new Banner(
        tone(notice.tone()), notice.sentence(), close(notice), buttons.toArray(new Button[0]));
  }

  /** What is waited for goes away by itself. */
  private @Nullable Runnable close(Notice notice) {
    return notice.tone() == Notice.Tone.WAITING ? null : () -> notices.clear(notice.topic());
  }

  private static Banner.Tone tone(Notice.Tone tone) {
    return switch (tone) {
      case CALM -> Banner.Tone.CALM;
      case WAITING -> Banner.Tone.WAITING;
      case GOOD -> Banner.Tone.GOOD;
      case BAD -> Banner.Tone.BAD;
    };
  }
}
