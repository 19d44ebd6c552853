package org.audioprocessor.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.audioprocessor.app.Application;
import org.audioprocessor.desktop.testing.Fx;
import org.audioprocessor.desktop.testing.SceneChecks;
import org.audioprocessor.desktop.testing.Snapshots;
import org.audioprocessor.storage.Body;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.PutOptions;
import org.audioprocessor.storage.StoredObject;
import org.audioprocessor.storage.keys.TrackKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A track that another version published, with one more rung. */
class OtherLadderTest {
  private static final KeyCode[] DIGITS = {
    KeyCode.DIGIT6, KeyCode.DIGIT7, KeyCode.DIGIT8, KeyCode.DIGIT9
  };

  @TempDir Path folder;

  @Test
  void theWindowPlaysAndDownloadsARungThatOnlyTheTrackKnows() throws Exception {
    try (SongsWindow songs = new SongsWindow(folder)) {
      OpenWindow window = songs.window();
      addRung(window.context().application());
      TableView<?> table = window.find("queue-table", TableView.class);
      int row = rowOf(table);
      Fx.run(() -> table.getSelectionModel().clearAndSelect(row == 0 ? 1 : 0));
      songs.awaitPlayer();
      assertThat(window.shows("listen-extra")).isFalse();

      Fx.run(() -> table.getSelectionModel().clearAndSelect(row));
      songs.awaitPlayer();
      ToggleButton extra = window.find("listen-extra", ToggleButton.class);
      assertThat(Fx.get(extra::getText)).isEqualTo("extra · 512 kb/s");
      songs.press(keyOf(extra));
      await().atMost(SongsWindow.LONGEST).until(() -> Fx.get(extra::isSelected));
      songs.spacePlaysOrPauses();
      await().atMost(SongsWindow.LONGEST).until(() -> isHeard(window, "extra · 512 kb/s"));
      Node root = Fx.get(() -> window.stage().getScene().getRoot());
      assertThat(Fx.get(() -> SceneChecks.cutOff((javafx.scene.Parent) root))).isEmpty();
      Snapshots.take(window.stage(), "other-ladder");
      downloads(window, table);
    }
  }

  /** As many as there are buttons; the raw file is 1. */
  private static KeyCode keyOf(ToggleButton last) {
    int key = Fx.get(() -> last.getParent().getChildrenUnmodifiable().size());
    return DIGITS[key - 6];
  }

  private static boolean isHeard(OpenWindow window, String name) {
    return Fx.get(() -> {
      var sound = window.context().nowPlaying().sound();
      return sound != null && sound.toString().contains(name);
    });
  }

  private static int rowOf(TableView<?> table) {
    List<?> rows = Fx.get(() -> List.copyOf(table.getItems()));
    for (int i = 0; i < rows.size(); i++) {
      if (String.valueOf(rows.get(i)).contains("Song 2.wav")) {
        return i;
      }
    }
    throw new AssertionError("Song 2 is not listed");
  }

  private void downloads(OpenWindow window, TableView<?> table) throws Exception {
    Path target = folder.resolve("extra.ts");
    window.pick(List.of(), target);
    ContextMenu menu = Fx.get(table::getContextMenu);
    Fx.run(() -> menu.show(table, 100, 100));
    Menu download =
        (Menu)
            menu.getItems().stream()
                .filter(item -> "menu-download".equals(item.getId()))
                .findFirst()
                .orElseThrow();
    await()
        .atMost(SongsWindow.LONGEST)
        .until(() ->
            Fx.get(() -> download.getItems().stream().map(MenuItem::getText).toList())
                .contains("extra · 512 kb/s"));
    Fx.run(() -> {
      download.getItems().getLast().fire();
      menu.hide();
    });
    await().atMost(SongsWindow.LONGEST).until(() -> Files.exists(target));
    assertThat(Files.size(target)).isEqualTo(bytesOf(window.context().application(), "extra"));
  }

  private static long bytesOf(Application application, String rung) throws Exception {
    TrackKeys keys = application.keys().track(application.keys().trackId("Song 2.wav"));
    try (Stream<StoredObject> objects = application.store().list(keys.folder() + rung + "/")) {
      return objects
          .filter(object -> object.key().endsWith(".ts"))
          .mapToLong(StoredObject::size)
          .sum();
    }
  }

  /** The best rung once more, in a folder that this program's ladder does not know. */
  private static void addRung(Application application) throws Exception {
    ObjectStore store = application.store();
    TrackKeys keys = application.keys().track(application.keys().trackId("Song 2.wav"));
    try (Stream<StoredObject> objects = store.list(keys.folder() + "high/")) {
      for (StoredObject object : objects.toList()) {
        String key = object.key().replace("/high/", "/extra/");
        store.copy(object.key(), key, PutOptions.defaults());
      }
    }
    String json;
    try (InputStream in = store.get(keys.metadata())) {
      json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    String rung = "{\"name\": \"extra\", \"bit_rate\": 512000, \"sample_rate\": 44100}";
    String more = json.replaceFirst("(?s)(\"ladder\" : \\[.*?)\\s*\\]", "$1, " + rung + " ]");
    assertThat(more).isNotEqualTo(json);
    store.put(
        keys.metadata(), Body.of(more.getBytes(StandardCharsets.UTF_8)), PutOptions.defaults());
  }
}
