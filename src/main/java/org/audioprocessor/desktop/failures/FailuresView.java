package org.audioprocessor.desktop.failures;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.audioprocessor.desktop.controls.Controls;
import org.audioprocessor.desktop.controls.EmptyState;
import org.audioprocessor.desktop.controls.Formats;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.controls.Screen;
import org.audioprocessor.desktop.controls.Shortcut;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** One card a cause: how many, what helps, an example, and what can be done. */
public final class FailuresView implements Screen {
  private final BorderPane root = new BorderPane();
  private final FailuresViewModel model;
  private final VBox cards = new VBox();
  private final ScrollPane scroll = new ScrollPane(cards);
  private final Label summary = Controls.label("", "text-muted");
  private final Button retryEveryOne;
  private final EmptyState nothing =
      new EmptyState(
          Feather.CHECK_CIRCLE,
          Messages.text("failures.none"),
          Messages.text("failures.none.text"));
  private final EmptyState loading =
      new EmptyState(Feather.LOADER, Messages.text("failures.loading"), "");

  public FailuresView(FailuresViewModel model) {
    this.model = model;
    retryEveryOne =
        Controls.button(
            "failures-retry-all", Messages.text("failures.retry-all"), model::retryEveryOne);
    HBox toolbar = new HBox(summary, Controls.spring(), retryEveryOne);
    toolbar.getStyleClass().add("screen-toolbar");
    toolbar.setAlignment(Pos.CENTER_LEFT);
    cards.getStyleClass().add("cards");
    scroll.setId("failures-list");
    scroll.setFitToWidth(true);
    scroll.setAccessibleText(Messages.text("screen.failures"));
    nothing.setId("failures-none");
    root.setId("failures");
    root.setTop(toolbar);
    root.setCenter(new StackPane(scroll, nothing, loading));
    model.rowsProperty().subscribe(this::show);
  }

  private void show(@Nullable List<FailureRow> rows) {
    Controls.show(loading, rows == null);
    Controls.show(nothing, rows != null && rows.isEmpty());
    Controls.show(scroll, rows != null && !rows.isEmpty());
    List<FailureRow> known = rows == null ? List.of() : rows;
    long uploads = known.stream().mapToLong(FailureRow::uploads).sum();
    Controls.show(root.getTop(), uploads > 0);
    summary.setText(Messages.text("failures.summary", uploads, known.size()));
    cards.getChildren().setAll(known.stream().map(this::card).toList());
  }

  private Node card(FailureRow row) {
    Label count = Controls.label(Formats.count(row.uploads()), "card-count", "status-failed");
    count.setMinWidth(Region.USE_PREF_SIZE);
    count.setAccessibleText(Messages.text("failures.count", row.uploads()));
    Label title = Controls.paragraph(row.title(), "card-title");
    HBox heading = new HBox(new FontIcon(Feather.ALERT_TRIANGLE), title, Controls.spring(), count);
    heading.getStyleClass().add("card-heading");
    Label remedy = Controls.paragraph(row.remedy());
    Label example =
        Controls.paragraph(Messages.text("failures.newest", row.sentence()), "text-muted");
    String name = row.title() + ": ";
    Button retry =
        Controls.button("failures-retry", retryText(row.uploads()), () -> model.retryAll(row));
    retry.setAccessibleText(name + retry.getText());
    Button open =
        Controls.button(
            "failures-open", Messages.text("failures.open"), () -> model.openNewest(row));
    open.setAccessibleText(name + open.getText());
    open.getStyleClass().add("flat");
    HBox actions = new HBox(retry, open);
    actions.getStyleClass().add("card-actions");
    VBox card = new VBox(heading, remedy, example, actions);
    card.getStyleClass().add("card-box");
    VBox.setVgrow(card, Priority.NEVER);
    return card;
  }

  private static String retryText(long uploads) {
    return Messages.text("failures.retry", uploads);
  }

  @Override
  public Node node() {
    return root;
  }

  @Override
  public List<Shortcut> shortcuts() {
    return List.of(
        Shortcut.of("Shortcut+Shift+R", "failures.retry-all", model::retryEveryOne),
        Shortcut.of("F5", "failures.refresh", model::refresh));
  }

  @Override
  public void shown() {
    model.attach();
  }

  @Override
  public void hidden() {
    model.detach();
  }
}
