package org.audioprocessor.desktop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import org.audioprocessor.app.ApplicationOptions;
import org.audioprocessor.desktop.testing.Fx;
import org.audioprocessor.settings.Connections;
import org.audioprocessor.settings.SettingKey;
import org.audioprocessor.settings.SettingsException;
import org.audioprocessor.settings.SettingsFile;
import org.audioprocessor.settings.Workspace;
import org.audioprocessor.settings.secret.Secret;
import org.audioprocessor.settings.secret.SecretStore;
import org.audioprocessor.testing.RememberedSecrets;
import org.audioprocessor.testing.TestPlatform;

/** A window on a platform's database and bucket, and what its table shows. */
public final class OnPlatform {
  /** What the platform is saved as. */
  public static final String NAME = "platform-a";

  private OnPlatform() {}

  public static OpenWindow open(Path workspace, TestPlatform platform, boolean production)
      throws IOException, SettingsException {
    save(
        workspace,
        String.format(Locale.ROOT, "\"connection\": \"%s\", ", NAME),
        platform.saved(NAME, production));
    return OpenWindow.on(options(workspace));
  }

  /** Without the choice of one the window opens on the embedded workspace. */
  public static void save(Path workspace, String choice, String... connections) throws IOException {
    Files.createDirectories(workspace);
    Files.writeString(
        workspace.resolve("settings.json"),
        "{" + choice + "\"connections\": {" + String.join(",\n", connections) + "}}");
  }

  /** With the database's password in the keychain; files are decoded in this process. */
  static ApplicationOptions options(Path workspace) throws SettingsException {
    SecretStore secrets = new RememberedSecrets();
    secrets.keep(account(workspace, NAME), Secret.of(TestPlatform.PASSWORD));
    return ApplicationOptions.in(workspace)
        .withEnvironment(Map.of())
        .withSecrets(() -> secrets)
        .with(SettingKey.ISOLATION, "in-process");
  }

  /** What the password of a saved connection is kept for. */
  public static String account(Path workspace, String connection) throws SettingsException {
    SettingsFile file =
        new SettingsFile(new Workspace(workspace).settingsFile(), InstantSource.system());
    return Objects.requireNonNull(Connections.saved(file.load().document(), connection).database())
        .account();
  }

  /** Top to bottom, as they are drawn. */
  static List<String> fileNames(OpenWindow window) {
    return fileNames(window.find("queue-table", TableView.class));
  }

  static List<String> fileNames(TableView<?> table) {
    return Fx.get(() ->
        rows(table)
            .flatMap(row -> row.lookupAll(".table-cell").stream())
            .filter(cell -> cell instanceof Labeled words && isFileName(words.getText()))
            .map(cell -> ((Labeled) cell).getText())
            .toList());
  }

  private static Stream<TableRow<?>> rows(TableView<?> table) {
    return table.lookupAll(".table-row-cell").stream()
        .<TableRow<?>>map(row -> (TableRow<?>) row)
        .filter(row -> !row.isEmpty())
        .sorted(Comparator.comparingInt(TableRow::getIndex));
  }

  private static boolean isFileName(String text) {
    return text != null && text.endsWith(".wav");
  }

  /** All words that are drawn in such parts of something. */
  static List<String> words(OpenWindow window, String id, String parts) {
    Node node = window.find(id, Node.class);
    return Fx.get(() ->
        node.lookupAll(parts).stream()
            .flatMap(part ->
                Stream.concat(
                    part.lookupAll(".label").stream(), part.lookupAll(".table-cell").stream()))
            .filter(Labeled.class::isInstance)
            .map(each -> ((Labeled) each).getText())
            .filter(text -> text != null && !text.isEmpty())
            .toList());
  }

  /** Such as “−16.7 → −14.0”. */
  static boolean isLevels(String text) {
    return text.matches(".*\\d → .\\d+\\.\\d");
  }
}
