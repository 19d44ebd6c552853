package org.audioprocessor.desktop.settings;

import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.audioprocessor.desktop.controls.Controls;
import org.audioprocessor.desktop.controls.Messages;

/** The form of a connection. */
final class ConnectionForm extends VBox {
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
    getChildren().setAll(Controls.label(Messages.text("settings.edit.title"), "card-title"), grid);
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
