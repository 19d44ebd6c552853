package org.audioprocessor.desktop.settings;

import java.util.List;
import javafx.application.Platform;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.audioprocessor.desktop.controls.Controls;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.settings.ConnectionsViewModel.ConnectionRow;
import org.audioprocessor.desktop.settings.ConnectionsViewModel.TestStep;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * Shows the saved connections with their commands, the one that is being edited, and the last test.
 */
final class ConnectionsPane extends VBox {
  private final ConnectionsViewModel model;
  private final VBox saved = new VBox();
  private final VBox editing = new VBox();
  private final VBox test = new VBox();

  ConnectionsPane(ConnectionsViewModel model) {
    this.model = model;
    getStyleClass().add("cards");
    saved.getStyleClass().add("card-list");
    test.getStyleClass().add("card-box");
    test.setId("connection-steps");
    Button add = Controls.button("connection-add", Messages.text("settings.add"), model::add);
    add.setGraphic(new FontIcon(Feather.PLUS));
    getChildren().addAll(saved, add, editing);
    model.rows().addListener((ListChangeListener<ConnectionRow>) change -> showRows());
    model.test().steps().addListener((ListChangeListener<TestStep>) change -> showTest());
    model.test().verdictProperty().subscribe(verdict -> showTest());
    model.draftProperty().subscribe(this::showDraft);
    showRows();
  }

  private void showRows() {
    saved.getChildren().setAll(model.rows().stream().map(this::row).toList());
    placeTest();
  }

  /** Places the test result directly below the tested connection. */
  private void placeTest() {
    saved.getChildren().remove(test);
    editing.getChildren().remove(test);
    String tested = model.test().subject();
    List<String> names = model.rows().stream().map(ConnectionRow::name).toList();
    if (tested == null) {
      editing.getChildren().add(test);
    } else if (names.contains(tested)) {
      saved.getChildren().add(names.indexOf(tested) + 1, test);
    }
  }

  /** Scrolls to the result after it is laid out. */
  private void reveal() {
    Platform.runLater(() -> {
      for (Node at = getParent(); at != null; at = at.getParent()) {
        if (at instanceof ScrollPane pane) {
          double below = test.localToScene(test.getLayoutBounds()).getMaxY();
          double edge = pane.localToScene(pane.getLayoutBounds()).getMaxY();
          double rest = getHeight() - pane.getViewportBounds().getHeight();
          if (below > edge && rest > 0) {
            pane.setVvalue(Math.min(1, pane.getVvalue() + (below - edge) / rest));
          }
          return;
        }
      }
    });
  }

  private Node row(ConnectionRow row) {
    Label title = Controls.label(row.title(), "card-title");
    HBox heading = new HBox(title);
    heading.getStyleClass().add("card-heading");
    if (row.isProduction()) {
      heading.getChildren().add(tag(Messages.text("settings.production"), "production-tag"));
    }
    if (row.isInUse()) {
      heading.getChildren().add(tag("✓ " + Messages.text("settings.in-use"), "status-completed"));
    }
    HBox actions = new HBox();
    actions.getStyleClass().add("card-actions");
    if (!row.isInUse()) {
      actions.getChildren().add(action(row, "use", () -> model.use(row)));
    }
    actions.getChildren().add(action(row, "test", () -> model.test(row)));
    if (!row.isEmbedded()) {
      actions.getChildren().add(action(row, "edit", () -> model.edit(row)));
      if (!row.isInUse()) {
        actions.getChildren().add(action(row, "remove", () -> model.remove(row)));
      }
    }
    VBox card = new VBox(heading, Controls.paragraph(row.places(), "text-muted"), actions);
    card.getStyleClass().add("card-box");
    return card;
  }

  private static Label tag(String text, String styleClass) {
    Label tag = Controls.label(text, styleClass);
    tag.setMinWidth(Region.USE_PREF_SIZE);
    return tag;
  }

  private static Button action(ConnectionRow row, String verb, Runnable run) {
    String id = "connection-" + verb + "-" + row.name().replace(' ', '-');
    Button button = Controls.button(id, Messages.text("settings." + verb), run);
    button.setAccessibleText(row.title() + ": " + button.getText());
    return button;
  }

  private void showDraft(@Nullable ConnectionDraft draft) {
    editing.getChildren().clear();
    if (draft != null) {
      editing.getChildren().add(new ConnectionForm(model, draft));
    }
    placeTest();
    Controls.show(editing, draft != null);
  }

  private void showTest() {
    String verdict = model.test().verdictProperty().get();
    Controls.show(test, !verdict.isEmpty());
    test.getChildren().setAll(Controls.paragraph(verdict, "card-title"));
    model.test().steps().forEach(step -> test.getChildren().add(step(step)));
    placeTest();
    if (!verdict.isEmpty()) {
      reveal();
    }
  }

  private static Node step(TestStep step) {
    Label mark = Controls.label(step.mark(), "status-mark", step.styleClass());
    Label check = Controls.label(step.check(), "test-check");
    VBox words = new VBox(Controls.paragraph(step.detail()));
    if (!step.advice().isEmpty()) {
      words.getChildren().add(Controls.paragraph(step.advice(), "text-muted"));
    }
    HBox.setHgrow(words, Priority.ALWAYS);
    HBox line = new HBox(mark, check, words);
    line.getStyleClass().add("test-step");
    return line;
  }

  /** The form of a connection. */
  private static final class ConnectionForm extends VBox {
    ConnectionForm(ConnectionsViewModel model, ConnectionDraft draft) {
      setId("connection-form");
      getStyleClass().add("card-box");
      FieldGrid grid = new FieldGrid();
      for (Field<?> field : draft.fields()) {
        grid.add(field);
        if (field == draft.user) {
          grid.addPassword(password(draft), hint(model));
          grid.addBelow(forSession(model, draft));
        }
      }
      grid.addBelow(
          Controls.paragraph(Messages.text("settings.credentials"), "text-muted", "text-small"));
      Button save = Controls.button("connection-save", Messages.text("settings.save"), model::save);
      save.getStyleClass().add("accent");
      Button test =
          Controls.button("connection-test", Messages.text("settings.test"), model::testDraft);
      Button cancel =
          Controls.button("connection-cancel", Messages.text("dialog.cancel"), model::cancelEdit);
      HBox actions = new HBox(save, test, cancel);
      actions.getStyleClass().add("card-actions");
      getChildren()
          .setAll(Controls.label(Messages.text("settings.edit.title"), "card-title"), grid);
      getChildren().add(actions);
    }

    private static PasswordField password(ConnectionDraft draft) {
      PasswordField field = new PasswordField();
      if (draft.savedAs != null) {
        field.setPromptText(Messages.text("settings.password.kept"));
      }
      field.textProperty().bindBidirectional(draft.password);
      return field;
    }

    /** Offered if the password cannot be stored permanently. */
    private static CheckBox forSession(ConnectionsViewModel model, ConnectionDraft draft) {
      CheckBox box = new CheckBox(Messages.text("settings.password.session"));
      box.setId("setting-password-session");
      box.selectedProperty().bindBidirectional(draft.forSession);
      model.keepsPasswordsProperty().subscribe(keeps -> Controls.show(box, !keeps));
      return box;
    }

    private static Label hint(ConnectionsViewModel model) {
      Label hint = Controls.paragraph("", "text-muted", "text-small");
      hint.textProperty()
          .bind(
              model
                  .keychainProperty()
                  .map(sentence ->
                      model.keepsPasswordsProperty().get()
                          ? sentence
                          : Messages.text("settings.no-keychain", sentence)));
      return hint;
    }
  }
}
