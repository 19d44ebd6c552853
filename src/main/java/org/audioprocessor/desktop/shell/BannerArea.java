package org.audioprocessor.desktop.shell;

import java.util.List;
import javafx.animation.PauseTransition;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.audioprocessor.desktop.controls.Controls;
import org.audioprocessor.desktop.controls.Controls.Tips;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.controls.Severity;
import org.audioprocessor.desktop.dialog.Notices;
import org.audioprocessor.desktop.dialog.Notices.Notice;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

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

  /** A short message with at most a few lines of text. */
  private static final class Banner extends HBox {

    /**
     * @param close null for a banner that the user cannot close
     */
    Banner(Severity severity, String sentence, @Nullable Runnable close, Button... actions) {
      getStyleClass().addAll("banner", severity.bannerStyleClass());
      setAlignment(Pos.CENTER_LEFT);
      setAccessibleRole(AccessibleRole.TEXT);
      setAccessibleText(sentence);
      Label text = Controls.paragraph(sentence, "banner-text");
      HBox.setHgrow(text, Priority.ALWAYS);
      text.setMaxWidth(Double.MAX_VALUE);
      Tips.on(text, () -> sentence);
      getChildren().addAll(new FontIcon(severity.icon()), text);
      getChildren().addAll(actions);
      if (close != null) {
        getChildren()
            .add(
                Controls.iconButton(
                    "banner-close", Feather.X, Messages.text("banner.close"), close));
      }
    }
  }
}
