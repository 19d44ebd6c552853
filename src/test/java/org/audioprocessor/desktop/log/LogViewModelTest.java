package org.audioprocessor.desktop.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.controls.Severity;
import org.audioprocessor.desktop.dialog.Notices;
import org.audioprocessor.desktop.dialog.Notices.Notice;
import org.audioprocessor.desktop.dialog.People;
import org.audioprocessor.desktop.dialog.People.FilePicker;
import org.audioprocessor.desktop.log.LogViewModel.LogRow;
import org.audioprocessor.desktop.log.LogViewModel.LogServices;
import org.audioprocessor.desktop.work.SessionLog;
import org.audioprocessor.desktop.work.UiExecutors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Both lanes on the test's own thread. */
class LogViewModelTest {
  private static final Path ZIP = Path.of("somewhere", "bundle.zip");

  private final Notices notices = new Notices();
  private final SessionLog log = new SessionLog(notices);
  private final List<List<String>> bundles = new ArrayList<>();
  private int foldersOpened;
  private boolean diskIsFull;
  private String suggested = "";
  private @Nullable Path picked = ZIP;
  private LogViewModel model;

  @BeforeEach
  void open() {
    FilePicker files =
        new FilePicker() {
          @Override
          public List<Path> audioFilesToAdd() {
            return List.of();
          }

          @Override
          public Optional<Path> fileToWrite(String suggestedName) {
            suggested = suggestedName;
            return Optional.ofNullable(picked);
          }
        };
    LogServices services =
        new LogServices(
            log,
            this::bundle,
            Path.of("logs"),
            folder -> foldersOpened++,
            new People((question, yes) -> yes.run(), files, notices),
            new UiExecutors(Runnable::run, Runnable::run));
    model = new LogViewModel(services, ZoneOffset.UTC);
    log.add(Severity.INFO, "“Akaana.wav”: processing begins.");
    log.add(Severity.ERROR, "“Endongo.mp3” failed.");
    log.add(Severity.PENDING, "The bucket does not answer.");
    model.attach();
  }

  private void bundle(Path zip, List<String> lines) throws IOException {
    if (diskIsFull) {
      throw new IOException("No space left on device");
    }
    bundles.add(lines);
  }

  private List<String> shown() {
    return model.rows().stream().map(LogRow::sentence).toList();
  }

  @Test
  void whatHappensIsShownAsItHappensWhileTheScreenIsSeen() {
    log.add(Severity.SUCCESS, "Work goes on.");
    assertThat(shown()).hasSize(4).startsWith("Work goes on.");
    model.detach();
    log.add(Severity.SUCCESS, "Unseen.");
    assertThat(shown()).doesNotContain("Unseen.");
    model.attach();
    assertThat(shown()).startsWith("Unseen.");
  }

  @Test
  void theSearchAndTheFilterHoldTogether() {
    model.search(" ENDONGO ");
    assertThat(shown()).containsExactly("“Endongo.mp3” failed.");
    model.search("");
    model.showTroubleOnly(true);
    assertThat(shown()).containsExactly("The bucket does not answer.", "“Endongo.mp3” failed.");
    model.search("akaana");
    assertThat(shown()).isEmpty();
  }

  @Test
  void aRowSaysItsToneWithoutColour() {
    LogRow failed = model.rows().get(1);
    assertThat(failed.mark()).isEqualTo("✕");
    assertThat(failed.spoken()).endsWith(", error: “Endongo.mp3” failed.");
    assertThat(failed.time()).matches("\\d\\d:\\d\\d:\\d\\d");
  }

  @Test
  void theBundleHoldsTheWholeSessionWhateverTheFilterShows() {
    model.search("nothing of this");
    model.writeBundle();
    assertThat(bundles).hasSize(1);
    assertThat(bundles.getFirst()).hasSize(3);
    assertThat(notices.shown())
        .singleElement()
        .satisfies(notice -> assertThat(notice.severity()).isEqualTo(Severity.SUCCESS))
        .satisfies(
            notice -> assertThat(notice.sentence()).contains(ZIP.toAbsolutePath().toString()))
        .satisfies(notice -> {
          Notice.Action show = Objects.requireNonNull(notice.action());
          assertThat(show.text()).isEqualTo(Messages.text("notice.show"));
          show.run().run();
        });
    assertThat(foldersOpened).isOne();
    assertThat(suggested).matches("audio-processor-diagnosis-\\d{4}-\\d{2}-\\d{2}\\.zip");
  }

  @Test
  void aBundleThatCannotBeWrittenSaysWhatToDo() {
    diskIsFull = true;
    model.writeBundle();
    assertThat(notices.shown())
        .singleElement()
        .satisfies(notice -> assertThat(notice.severity()).isEqualTo(Severity.ERROR))
        .satisfies(notice -> assertThat(notice.sentence()).contains("could not be written"));
  }

  @Test
  void aCancelledFileDialogWritesNothing() {
    picked = null;
    model.writeBundle();
    assertThat(bundles).isEmpty();
    assertThat(notices.shown()).isEmpty();
    model.openFolder();
    assertThat(foldersOpened).isOne();
  }
}
