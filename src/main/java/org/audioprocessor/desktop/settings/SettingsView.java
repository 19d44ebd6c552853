package org.audioprocessor.desktop.settings;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.audioprocessor.desktop.controls.Controls;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.controls.Screen;
import org.audioprocessor.desktop.controls.Screen.Shortcut;

/** Shows connections, processing and appearance, and the about page. */
public final class SettingsView implements Screen {
  private final TabPane tabs = new TabPane();
  private final ConnectionsViewModel connections;
  private final ProcessingViewModel processing;

  /**
   * @param about the last tab
   */
  public SettingsView(
      ConnectionsViewModel connections, ProcessingViewModel processing, Screen about) {
    this.connections = connections;
    this.processing = processing;
    tabs.setId("settings");
    tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
    tabs.getTabs()
        .setAll(
            tab("settings.connections", new ConnectionsPane(connections)),
            tab("settings.processing", new ProcessingPane(processing)),
            tab("settings.about", about.node()));
  }

  private static Tab tab(String key, Node content) {
    ScrollPane scroll = new ScrollPane(content);
    scroll.setFitToWidth(true);
    scroll.setAccessibleText(Messages.text(key));
    return new Tab(Messages.text(key), scroll);
  }

  @Override
  public Node node() {
    return tabs;
  }

  @Override
  public void shown() {
    connections.attach();
    processing.attach();
  }

  @Override
  public List<Shortcut> shortcuts() {
    return List.of(
        Shortcut.of("Alt+1", "settings.connections", () -> tabs.getSelectionModel().select(0)),
        Shortcut.of("Alt+2", "settings.processing", () -> tabs.getSelectionModel().select(1)),
        Shortcut.of("Alt+3", "settings.about", () -> tabs.getSelectionModel().select(2)),
        Shortcut.of("Shortcut+N", "settings.add", connections::add));
  }

  /** Settings of processing and appearance. */
  private static final class ProcessingPane extends VBox {
    private static final List<String> THEMES = List.of("system", "light", "dark");

    ProcessingPane(ProcessingViewModel model) {
      getStyleClass().add("cards");
      HBox themes = new HBox();
      themes.getStyleClass().add("card-actions");
      ToggleGroup group = new ToggleGroup();
      for (String word : THEMES) {
        RadioButton choice = new RadioButton(Messages.text("theme." + word));
        choice.setId("theme-" + word);
        choice.setToggleGroup(group);
        choice.setSelected(word.equals(model.theme()));
        choice.setOnAction(event -> model.chooseTheme(word));
        themes.getChildren().add(choice);
      }
      VBox look = new VBox(Controls.label(Messages.text("settings.theme"), "card-title"), themes);
      look.getStyleClass().add("card-box");
      FieldGrid grid = new FieldGrid();
      model.fields().forEach(grid::add);
      model.fixedProperty().subscribe(grid::fix);
      Button save = Controls.button("processing-save", Messages.text("settings.save"), model::save);
      save.getStyleClass().add("accent");
      VBox work =
          new VBox(
              Controls.label(Messages.text("settings.processing.title"), "card-title"),
              grid,
              Controls.paragraph(Messages.text("settings.processing.text"), "text-muted"),
              save);
      work.getStyleClass().add("card-box");
      getChildren().addAll(look, work);
    }
  }
}
