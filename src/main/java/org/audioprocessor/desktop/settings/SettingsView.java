package org.audioprocessor.desktop.settings;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.controls.Screen;
import org.audioprocessor.desktop.controls.Shortcut;

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
}
