package org.audioprocessor.desktop.failures;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.audioprocessor.app.Application;
import org.audioprocessor.app.ApplicationOptions;
import org.audioprocessor.app.DesktopState;
import org.audioprocessor.app.StartupException;
import org.audioprocessor.desktop.batch.Batch;
import org.audioprocessor.desktop.dialog.Notices;
import org.audioprocessor.desktop.dialog.People;
import org.audioprocessor.desktop.dialog.People.Questions.Question;
import org.audioprocessor.desktop.failures.FailuresViewModel.FailureServices;
import org.audioprocessor.desktop.testing.NoFiles;
import org.audioprocessor.desktop.work.HandledFailures;
import org.audioprocessor.desktop.work.QueuePoller;
import org.audioprocessor.desktop.work.TrackSelection;
import org.audioprocessor.desktop.work.UiExecutors;
import org.audioprocessor.desktop.work.UploadActions;
import org.audioprocessor.desktop.work.UploadActions.TrackLengths;
import org.audioprocessor.queue.Claim;
import org.audioprocessor.queue.ClaimAnswer;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.Upload;
import org.audioprocessor.queue.UploadQueue;
import org.audioprocessor.queue.UploadStatus;
import org.audioprocessor.testing.FakeDownloads;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real embedded queue, both lanes on the test's own thread. */
class FailuresViewModelTest {
  private static final Duration LEASE = Duration.ofMinutes(1);

  @TempDir Path workspace;

  private final List<Question> questions = new ArrayList<>();
  private final TrackSelection selection = new TrackSelection();
  private final List<String> visited = new ArrayList<>();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private boolean answer = true;
  private @Nullable Application application;
  private @Nullable FailuresViewModel made;

  @BeforeEach
  void open() throws StartupException {
    Application opened =
        Application.open(ApplicationOptions.in(workspace).withEnvironment(Map.of()));
    application = opened;
    Notices notices = new Notices();
    UiExecutors executors = new UiExecutors(Runnable::run, Runnable::run);
    People people = new People(this::answer, new NoFiles(), notices);
    UploadActions.Resources resources =
        new UploadActions.Resources(
            opened.queue(),
            new Batch(opened.workplace(), 1, Runnable::run, Runnable::run),
            new QueuePoller(opened.queue(), timer, Runnable::run, notices),
            new HandledFailures(
                DesktopState.read(workspace.resolve("window"), Runnable::run), "test"),
            TrackLengths.UNKNOWN);
    UploadActions actions = new UploadActions(resources, new FakeDownloads(), people, executors);
    made =
        new FailuresViewModel(
            new FailureServices(resources, actions, selection, visited::add, notices, executors));
  }

  private void answer(Question question, Runnable yes) {
    questions.add(question);
    if (answer) {
      yes.run();
    }
  }

  @AfterEach
  void close() throws StartupException {
    timer.shutdownNow();
    Objects.requireNonNull(application).close();
  }

  private UploadQueue queue() {
    return Objects.requireNonNull(application).queue();
  }

  private FailuresViewModel model() {
    return Objects.requireNonNull(made);
  }

  private List<FailureRow> rows() {
    return Objects.requireNonNull(model().rowsProperty().get());
  }

  private void fail(String id, String kind, String sentence) throws QueueException {
    queue().add(new Upload(id, id + ".wav"));
    Claim claim = ((ClaimAnswer.Claimed) queue().claim(id, "somebody", LEASE)).claim();
    queue().failed(claim, kind, sentence);
  }

  private void threeOfTwoCauses() throws QueueException {
    fail("a", "NOT_AUDIO", "It is a ZIP archive.");
    fail("b", "NOT_AUDIO", "It is a PDF.");
    fail("c", "DISK_FULL", "No room is left.");
    model().attach();
  }

  @Test
  void theMostFrequentCauseComesFirstWithWhatHelps() throws QueueException {
    threeOfTwoCauses();
    assertThat(rows())
        .extracting(FailureRow::title)
        .containsExactly("The file is not audio", "A disk is full");
    assertThat(rows().getFirst().uploads()).isEqualTo(2);
    assertThat(rows().getFirst().remedy()).contains("right file");
    assertThat(rows().getLast().sentence()).isEqualTo("No room is left.");
  }

  @Test
  void aKindThatThisVersionDoesNotKnowHasWordsToo() throws QueueException {
    fail("a", "FROM_THE_FUTURE", "The moon is in the way.");
    model().attach();
    assertThat(rows().getFirst().title()).isEqualTo("Failed for another reason");
  }

  @Test
  void retryingACauseAsksAndTouchesOnlyThatCause() throws QueueException {
    threeOfTwoCauses();
    model().retryAll(rows().getFirst());
    assertThat(questions).singleElement().extracting(Question::text).asString().startsWith("2 ");
    assertThat(queue().counts())
        .containsEntry(UploadStatus.WAITING, 2L)
        .containsEntry(UploadStatus.FAILED, 1L);
    model().refresh();
    assertThat(rows()).extracting(FailureRow::title).containsExactly("A disk is full");
  }

  @Test
  void aNoChangesNothing() throws QueueException {
    answer = false;
    threeOfTwoCauses();
    model().retryAll(rows().getFirst());
    assertThat(queue().counts()).containsEntry(UploadStatus.FAILED, 3L);
  }

  @Test
  void theNewestOneIsShownByItself() throws QueueException {
    threeOfTwoCauses();
    model().openNewest(rows().getLast());
    assertThat(selection.selectedProperty().get())
        .isEqualTo(new TrackSelection.Selected("c", "c.wav"));
    assertThat(visited).containsExactly("track");
  }

  @Test
  void withoutFailuresThereAreNoRows() {
    model().attach();
    assertThat(rows()).isEmpty();
  }

  @Test
  void handledFailuresAreNotShownUntilTheyAreUndoneOrFailAgain() throws QueueException {
    threeOfTwoCauses();
    model().markHandled(rows().getFirst());
    assertThat(rows()).extracting(FailureRow::title).containsExactly("A disk is full");
    assertThat(model().handledProperty().get()).isEqualTo(2);
    queue().retry("a");
    Claim claim = ((ClaimAnswer.Claimed) queue().claim("a", "somebody", LEASE)).claim();
    queue().failed(claim, "NOT_AUDIO", "It is a ZIP archive.");
    model().refresh();
    assertThat(rows()).hasSize(2);
    assertThat(model().handledProperty().get()).isOne();
    model().showHandled();
    assertThat(rows().getFirst().uploads()).isEqualTo(2);
  }

  @Test
  void retryingEveryFailureLeavesOutHandledOnesAndSaysHowMany() throws QueueException {
    threeOfTwoCauses();
    model().markHandled(rows().getFirst());
    model().retryEveryOne();
    assertThat(questions)
        .singleElement()
        .extracting(Question::text)
        .asString()
        .startsWith("1 ")
        .contains("2 failures that are marked as handled stay failed");
    assertThat(queue().get("c").orElseThrow().status()).isEqualTo(UploadStatus.WAITING);
    assertThat(queue().counts()).containsEntry(UploadStatus.FAILED, 2L);

    model().retryEveryOne();
    assertThat(questions).hasSize(1);
    assertThat(queue().counts()).containsEntry(UploadStatus.FAILED, 2L);
  }

  @Test
  void theFilesOfACauseAreListedAndNoOthers() throws QueueException {
    threeOfTwoCauses();
    List<String> names = new ArrayList<>();
    model()
        .list(
            rows().getFirst(),
            failures -> failures.forEach(one -> names.add(one.upload().fileName())));
    assertThat(names).containsExactly("a.wav", "b.wav");
  }

  @Test
  void aCauseThatOnlyAnotherFileCuresDoesNotOfferARetryFirst() throws QueueException {
    threeOfTwoCauses();
    assertThat(rows()).extracting(FailureRow::retryCanHelp).containsExactly(false, true);
  }
}
