package org.audioprocessor.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.audioprocessor.desktop.testing.Fx;
import org.audioprocessor.desktop.testing.Snapshots;
import org.audioprocessor.queue.Claim;
import org.audioprocessor.queue.ClaimAnswer;
import org.audioprocessor.queue.UploadStatus;
import org.audioprocessor.testing.Patience;
import org.audioprocessor.testing.TestPlatform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The queue on PostgreSQL and a bucket of S3, beside another worker. */
class PlatformQueueTest {
  private static final Duration LONGEST = Patience.LONGEST;
  private static final String OTHER = "another worker";

  @TempDir Path folder;

  @Test
  void theQueueIsShownSoughtSortedAndProcessedWhileAnotherWorkerIsAtWork() throws Exception {
    try (TestPlatform platform = new TestPlatform(folder)) {
      for (String name : List.of("Akaana.wav", "Bbeeyi.wav", "Endongo.wav")) {
        platform.upload(name, 1);
      }
      platform.upload("Nnyimba.wav", "no sound at all".getBytes(StandardCharsets.UTF_8));
      try (OpenWindow window = OnPlatform.open(folder.resolve("workspace"), platform, false)) {
        assertThat(window.context().connection().database()).isEqualTo("PostgreSQL");
        awaitRows(window, "Nnyimba.wav", "Endongo.wav", "Bbeeyi.wav", "Akaana.wav");
        whatAnotherWorkerDoesAppearsByItself(window, platform);
        filterSearchAndSortAskTheDatabase(window);
        oneIsProcessedToTheEnd(window, platform);
        aFailedOneSaysWhyAndIsRetried(window, platform);
        Snapshots.take(window.stage(), "queue-platform");
      }
    }
  }

  /** Nothing is pressed meanwhile. */
  private static void whatAnotherWorkerDoesAppearsByItself(OpenWindow window, TestPlatform platform)
      throws Exception {
    Claim claim = claim(platform, "Bbeeyi.wav");
    await().atMost(LONGEST).until(() -> cells(window).contains("processing"));
    TableView<?> table = window.find("queue-table", TableView.class);
    assertThat(Fx.get(() -> table.getItems().toString())).contains(OTHER);
    assertThat(platform.queue().failed(claim, "NOT_AUDIO", "The file is a shopping list."))
        .isTrue();
    await().atMost(LONGEST).until(() -> cells(window).contains("The file is a shopping list."));
    await().atMost(LONGEST).until(() -> text(window, "filter-failed").endsWith("1"));
    platform.upload("Zzina.wav", 1);
    awaitRows(window, "Zzina.wav", "Nnyimba.wav", "Endongo.wav", "Bbeeyi.wav", "Akaana.wav");
  }

  private static Claim claim(TestPlatform platform, String uploadId) throws Exception {
    ClaimAnswer answer = platform.queue().claim(uploadId, OTHER, Duration.ofMinutes(1));
    return ((ClaimAnswer.Claimed) answer).claim();
  }

  private static void filterSearchAndSortAskTheDatabase(OpenWindow window) {
    window.click("filter-failed");
    awaitRows(window, "Bbeeyi.wav");
    window.click("filter-all");
    TextField search = window.find("queue-search", TextField.class);
    Fx.run(search::requestFocus);
    window.robot().write("en");
    awaitRows(window, "Endongo.wav");
    Fx.run(search::clear);
    clickHeader(window, "column-file");
    awaitRows(window, "Akaana.wav", "Bbeeyi.wav", "Endongo.wav", "Nnyimba.wav", "Zzina.wav");
    clickHeader(window, "column-file");
    awaitRows(window, "Zzina.wav", "Nnyimba.wav", "Endongo.wav", "Bbeeyi.wav", "Akaana.wav");
  }

  private static void oneIsProcessedToTheEnd(OpenWindow window, TestPlatform platform)
      throws Exception {
    select(window, "Akaana.wav");
    window.press(KeyCode.CONTROL, KeyCode.ENTER);
    await().atMost(LONGEST).until(() -> status(platform, "Akaana.wav") == UploadStatus.COMPLETED);
    assertThat(platform.isPublished("Akaana")).isTrue();
    await().atMost(LONGEST).until(() -> text(window, "filter-completed").endsWith("1"));
    await().atMost(LONGEST).until(() -> cells(window).stream().anyMatch(OnPlatform::isLevels));
    assertThat(status(platform, "Endongo.wav")).isEqualTo(UploadStatus.WAITING);
  }

  private static void aFailedOneSaysWhyAndIsRetried(OpenWindow window, TestPlatform platform)
      throws Exception {
    select(window, "Nnyimba.wav");
    window.press(KeyCode.CONTROL, KeyCode.ENTER);
    await().atMost(LONGEST).until(() -> status(platform, "Nnyimba.wav") == UploadStatus.FAILED);
    await()
        .atMost(LONGEST)
        .until(() ->
            cells(window).stream().anyMatch(cell -> cell.startsWith("The file is not an audio")));
    assertThat(platform.store().exists("failedprocessing_tracks/Nnyimba.wav")).isTrue();
    select(window, "Bbeeyi.wav");
    window.press(KeyCode.CONTROL, KeyCode.R);
    await().atMost(LONGEST).until(() -> status(platform, "Bbeeyi.wav") == UploadStatus.WAITING);
    await().atMost(LONGEST).until(() -> text(window, "filter-failed").endsWith("1"));
  }

  private static UploadStatus status(TestPlatform platform, String uploadId) throws Exception {
    return platform.queue().get(uploadId).orElseThrow().status();
  }

  private static void clickHeader(OpenWindow window, String column) {
    TableView<?> table = window.find("queue-table", TableView.class);
    Node header =
        Fx.get(() ->
            table.lookupAll(".column-header").stream()
                .filter(each -> column.equals(each.getId()))
                .findFirst()
                .orElseThrow());
    window.robot().clickOn(header);
    Fx.settle();
  }

  private static void select(OpenWindow window, String fileName) {
    TableView<?> table = window.find("queue-table", TableView.class);
    int index = OnPlatform.fileNames(window).indexOf(fileName);
    Fx.run(() -> {
      table.requestFocus();
      table.getSelectionModel().clearAndSelect(index);
    });
    Fx.settle();
  }

  private static void awaitRows(OpenWindow window, String... fileNames) {
    await()
        .atMost(LONGEST)
        .untilAsserted(() -> assertThat(OnPlatform.fileNames(window)).containsExactly(fileNames));
  }

  private static List<String> cells(OpenWindow window) {
    return OnPlatform.words(window, "queue-table", ".table-row-cell");
  }

  private static String text(OpenWindow window, String id) {
    return Fx.get(window.find(id, Labeled.class)::getText);
  }
}
