package org.audioprocessor.desktop.shell;

import java.util.List;
import javafx.animation.PauseTransition;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.audioprocessor.desktop.controls.Banner;
import org.audioprocessor.desktop.controls.Controls;
import org.audioprocessor.desktop.controls.Severity;
import org.audioprocessor.desktop.dialog.Notice;
import org.audioprocessor.desktop.dialog.Notices;
import org.jspecify.annotations.Nullable;

/**
 * Shows the notices over the screen until they are closed or their topic is cleared. Nothing below
 * them moves, and clicks beside them reach the screen.
 */
public final class BannerArea extends VBox {
  private static final Duration READ_AFTER = Duration.seconds(15);
  private static final double WIDEST = 620;

  private final Notices notices;

  public BannerArea(Notices notices) {
    this.notices = notices;
    setId("banners");
    getStyleClass().add("banners");
    setPickOnBounds(false);
    setMaxSize(WIDEST, USE_PREF_SIZE);
    notices
        .shown()
        .addListener(
            (ListChangeListener<Notice>)
                change -> {
                  while (change.next()) {
                    change.getAddedSubList().forEach(this::closeLater);
                  }
                  rebuild();
                });
    rebuild();
  }

  private void rebuild() {
    getChildren().setAll(notices.shown().stream().map(this::banner).map(Node.class::cast).toList());
    Controls.show(this, !getChildren().isEmpty());
  }

  /** Closes an information or success after a while. */
  private void closeLater(Notice notice) {
    if (notice.severity() == Severity.SUCCESS || notice.severity() == Severity.INFO) {
      PauseTransition wait = new PauseTransition(READ_AFTER);
      wait.setOnFinished(event -> notices.clear(notice));
      wait.play();
    }
  }

  private Banner banner(Notice notice) {
    Notice.Action action = notice.action();
    List<Button> buttons =
        action == null
            ? List.of()
            : List.of(Controls.button("banner-action", action.text(), action.run()));
    return new Banner(
        notice.severity(), notice.sentence(), close(notice), buttons.toArray(new Button[0]));
  }

  /** A pending state has no close button; it is cleared automatically. */
  private @Nullable Runnable close(Notice notice) {
    return notice.severity() == Severity.PENDING ? null : () -> notices.clear(notice.topic());
  }
}
