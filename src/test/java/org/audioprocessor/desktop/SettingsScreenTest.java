package org.audioprocessor.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextField;
import org.audioprocessor.desktop.testing.Appearance;
import org.audioprocessor.desktop.testing.Fx;
import org.audioprocessor.desktop.testing.SceneChecks;
import org.audioprocessor.desktop.testing.Snapshots;
import org.audioprocessor.desktop.wiring.WorkspaceContext;
import org.audioprocessor.testing.Patience;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The screen of settings on an embedded workspace with a connection that cannot be reached. */
class SettingsScreenTest {
  private static final Duration LONGEST = Patience.LONGEST;
  private static final String SAVED =
      """
      {"connections": {"live": {"production": true,
        "database": {"url": "jdbc:postgresql://127.0.0.1:1/platform", "user": "worker"},
        "bucket": {"name": "music", "endpoint": "http://127.0.0.1:1", "region": "eu-west-1"}}}}
      """;

  @TempDir Path workspace;

  @Test
  void connectionsAreTestedEditedAndSwitched() throws Exception {
    Files.writeString(workspace.resolve("settings.json"), SAVED);
    try (OpenWindow window = OpenWindow.on(workspace)) {
      window.click("go-settings");
      window.click("connection-test-embedded");
      await().atMost(LONGEST).until(() -> verdict(window).equals("All checks passed"));
      Appearance.check(window.stage().getScene());
      Snapshots.take(window.stage(), "settings-connections");
      window.click("connection-edit-live");
      window.find("setting-database-url", TextField.class);
      Appearance.check(window.stage().getScene());
      Snapshots.take(window.stage(), "settings-edit");
      theBrokenOneIsRefusedAndTheOldOneStays(window);
      theOthersLookRight(window);
    }
  }

  private void theBrokenOneIsRefusedAndTheOldOneStays(OpenWindow window) throws Exception {
    WorkspaceContext before = window.session().context();
    window.click("connection-use-live");
    Node question = window.find("question", Node.class);
    assertThat(Fx.get(() -> ((javafx.scene.control.DialogPane) question).getContentText()))
        .contains("PRODUCTION");
    window.click("question-yes");
    await()
        .atMost(LONGEST)
        .until(() ->
            Fx.get(() ->
                window.session().log().entries().stream()
                    .anyMatch(entry -> entry.sentence().contains("staying on the current one"))));
    assertThat(window.session().context()).isSameAs(before);
    assertThat(Files.readString(workspace.resolve("settings.json"), StandardCharsets.UTF_8))
        .doesNotContain("\"connection\" :");
  }

  private static void theOthersLookRight(OpenWindow window) {
    TabPane tabs = window.find("settings", TabPane.class);
    Fx.run(() -> tabs.getSelectionModel().select(1));
    window.find("processing-save", Node.class);
    Appearance.check(window.stage().getScene());
    Snapshots.take(window.stage(), "settings-processing");
    Fx.run(() -> tabs.getSelectionModel().select(2));
    Label encoders = window.find("about-encoders", Label.class);
    await().until(() -> !Fx.get(encoders::getText).isEmpty());
    Appearance.check(window.stage().getScene());
    Parent about = window.find("about", Parent.class);
    assertThat(Fx.get(() -> SceneChecks.cutLabels(about))).isEmpty();
    Snapshots.take(window.stage(), "settings-about");
  }

  private static String verdict(OpenWindow window) {
    Parent test = window.find("connection-steps", Parent.class);
    return Fx.get(() ->
        test.getChildrenUnmodifiable().isEmpty()
            ? ""
            : ((javafx.scene.control.Label) test.getChildrenUnmodifiable().getFirst()).getText());
  }

  @Test
  void theSettingsHoldAfterTheConnectionWasOpenedAgain() {
    try (OpenWindow window = OpenWindow.on(workspace)) {
      window.click("go-settings");
      TabPane tabs = window.find("settings", TabPane.class);
      Fx.run(() -> tabs.getSelectionModel().select(1));
      TextField loudness = window.find("setting-target-integratedlufs", TextField.class);
      await().atMost(LONGEST).until(() -> Fx.get(loudness::getText).equals("−14.0"));
      Fx.run(() -> loudness.setText("-23"));
      WorkspaceContext before = window.session().context();
      Fx.run(() -> ((javafx.scene.control.Button) tabs.lookup("#processing-save")).fire());
      window.click("banner-action");
      await()
          .atMost(LONGEST)
          .until(() -> {
            WorkspaceContext now = Fx.get(() -> window.session().context());
            return now != null
                && now != before
                && now.application().settings().settings().target().integratedLufs() == -23;
          });
    }
  }
}
