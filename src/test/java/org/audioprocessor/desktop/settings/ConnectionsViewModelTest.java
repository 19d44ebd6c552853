package org.audioprocessor.desktop.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.audioprocessor.app.ApplicationOptions;
import org.audioprocessor.desktop.dialog.Notices;
import org.audioprocessor.desktop.dialog.Notices.Notice;
import org.audioprocessor.desktop.dialog.People;
import org.audioprocessor.desktop.settings.ConnectionsViewModel.ConnectionRow;
import org.audioprocessor.desktop.settings.ConnectionsViewModel.TestStep;
import org.audioprocessor.desktop.settings.SettingsStore.SettingsServices;
import org.audioprocessor.desktop.testing.NoFiles;
import org.audioprocessor.desktop.work.UiExecutors;
import org.audioprocessor.diagnosis.Diagnosis.Finding;
import org.audioprocessor.settings.secret.Secret;
import org.audioprocessor.settings.secret.SecretStore;
import org.audioprocessor.settings.secret.SecretStore.SessionSecrets;
import org.audioprocessor.testing.RememberedSecrets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both lanes on the test's own thread, the keychain in memory. */
class ConnectionsViewModelTest {
  private static final String PASSWORD = "hush-4711";

  @TempDir Path workspace;

  private final Notices notices = new Notices();
  private final List<@Nullable String> reopened = new ArrayList<>();
  private final List<@Nullable Secret> tried = new ArrayList<>();
  private static final String ACCOUNT = "worker at jdbc:postgresql://db.example.com:5432/platform";
  private final SecretStore secrets = new RememberedSecrets();

  private ConnectionsViewModel model(SecretStore store) {
    UiExecutors executors = new UiExecutors(Runnable::run, Runnable::run);
    ApplicationOptions options =
        ApplicationOptions.in(workspace).withEnvironment(Map.of()).withSecrets(() -> store);
    SettingsServices services =
        new SettingsServices(
            new SettingsStore(options, encoder -> {}),
            (connection, password, prefix, findings) -> {
              tried.add(password);
              findings.accept(Finding.works("database, address", connection.name()));
              findings.accept(
                  Finding.broken("bucket, put", "Access is denied.", "Grant s3:PutObject."));
            },
            reopened::add,
            new SettingsServices.ThemeChoice(() -> "light", word -> {}),
            new People((question, yes) -> yes.run(), new NoFiles(), notices),
            executors);
    ConnectionsViewModel model = new ConnectionsViewModel(services);
    model.attach();
    return model;
  }

  private static void fillIn(ConnectionsViewModel model) {
    model.add();
    ConnectionDraft draft = Objects.requireNonNull(model.draftProperty().get());
    draft.name.textProperty().set("live");
    draft.production.textProperty().set("true");
    draft.url.textProperty().set("jdbc:postgresql://db.example.com:5432/platform");
    draft.user.textProperty().set("worker");
    draft.password.set(PASSWORD);
    draft.bucket.textProperty().set("music");
  }

  private String file() throws IOException {
    return Files.readString(workspace.resolve("settings.json"));
  }

  @Test
  void aConnectionIsSavedWithItsPasswordInTheKeychainOnly() throws Exception {
    ConnectionsViewModel model = model(secrets);
    fillIn(model);
    model.save();
    assertThat(model.rows()).extracting(ConnectionRow::name).containsExactly("embedded", "live");
    assertThat(model.rows().getLast().isProduction()).isTrue();
    assertThat(model.draftProperty().get()).isNull();
    assertThat(secrets.find(ACCOUNT)).isEqualTo(Optional.of(Secret.of(PASSWORD)));
    assertThat(file()).contains("db.example.com").doesNotContain(PASSWORD);
  }

  @Test
  void withoutAKeychainNothingIsSavedAndTheSentenceSaysWhatToDo() {
    ConnectionsViewModel model = model(SecretStore.NONE);
    fillIn(model);
    model.save();
    assertThat(model.rows()).hasSize(1);
    assertThat(model.keepsPasswordsProperty().get()).isFalse();
    assertThat(workspace.resolve("settings.json")).doesNotExist();
    assertThat(notices.shown())
        .extracting(Notice::sentence)
        .singleElement()
        .asString()
        .contains("AUDIO_PROCESSOR_DB_PASSWORD")
        .doesNotContain(PASSWORD);
  }

  @Test
  void whatIsMissingIsNamedAndNothingIsSaved() throws Exception {
    ConnectionsViewModel model = model(secrets);
    fillIn(model);
    Objects.requireNonNull(model.draftProperty().get()).bucket.textProperty().set("");
    model.save();
    assertThat(notices.shown())
        .extracting(Notice::sentence)
        .singleElement()
        .asString()
        .startsWith("Nothing was saved. Bucket is missing");
    assertThat(model.draftProperty().get()).isNotNull();
    assertThat(secrets.find(ACCOUNT)).isEqualTo(Optional.empty());
  }

  @Test
  void aTestShowsEachStepAndCountsWhatIsBroken() {
    ConnectionsViewModel model = model(secrets);
    fillIn(model);
    model.testDraft();
    assertThat(model.test().steps()).extracting(TestStep::mark).containsExactly("✓", "✕");
    assertThat(model.test().steps().getLast().advice()).isEqualTo("Grant s3:PutObject.");
    assertThat(model.test().verdictProperty().get()).isEqualTo("1 check failed");
    assertThat(tried).containsExactly(Secret.of(PASSWORD));
  }

  @Test
  void aSavedConnectionIsTestedWithTheKeptPassword() {
    ConnectionsViewModel model = model(secrets);
    fillIn(model);
    model.save();
    model.test(model.rows().getLast());
    assertThat(tried).containsExactly(Secret.of(PASSWORD));
  }

  @Test
  void usingOneIsLeftToTheWindow() {
    ConnectionsViewModel model = model(secrets);
    fillIn(model);
    model.save();
    model.use(model.rows().getLast());
    assertThat(reopened).containsExactly("live");
  }

  @Test
  void aConnectionThatIsMovedElsewhereTakesNoPasswordAlongAndLeavesNone() throws Exception {
    ConnectionsViewModel model = model(secrets);
    fillIn(model);
    model.save();
    fillIn(model);
    ConnectionDraft moved = Objects.requireNonNull(model.draftProperty().get());
    moved.url.textProperty().set("jdbc:postgresql://elsewhere/platform");
    moved.password.set("");
    model.testDraft();
    assertThat(tried).containsOnlyNulls();
    model.save();
    assertThat(secrets.find(ACCOUNT)).isEqualTo(Optional.empty());
  }

  @Test
  void aForgottenConnectionLeavesNoPassword() throws Exception {
    ConnectionsViewModel model = model(secrets);
    fillIn(model);
    model.save();
    model.remove(model.rows().getLast());
    assertThat(model.rows()).hasSize(1);
    assertThat(secrets.find(ACCOUNT)).isEqualTo(Optional.empty());
    assertThat(file()).doesNotContain("live");
  }

  @Test
  void withoutAKeychainAPasswordIsKeptUntilTheProgramEnds() throws Exception {
    SessionSecrets session = new SessionSecrets(() -> SecretStore.NONE);
    ConnectionsViewModel model = model(session);
    fillIn(model);
    model.save();
    assertThat(session.find(ACCOUNT)).isEqualTo(Optional.of(Secret.of(PASSWORD)));
    assertThat(file()).contains("db.example.com").doesNotContain(PASSWORD);
    assertThat(notices.shown().getLast().sentence()).contains("until the program ends");
  }

  @Test
  void theResultOfATestDoesNotStandBesideAnotherForm() {
    ConnectionsViewModel model = model(secrets);
    model.test(model.rows().getFirst());
    assertThat(model.test().verdictProperty().get()).isNotEmpty();
    model.add();
    assertThat(model.test().verdictProperty().get()).isEmpty();
    assertThat(model.test().steps()).isEmpty();
  }
}
