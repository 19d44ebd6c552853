package org.audioprocessor.desktop.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.audioprocessor.app.Application;
import org.audioprocessor.app.ApplicationOptions;
import org.audioprocessor.app.DesktopState;
import org.audioprocessor.app.StartupException;
import org.audioprocessor.desktop.batch.AddFiles;
import org.audioprocessor.desktop.batch.Batch;
import org.audioprocessor.desktop.batch.Incoming;
import org.audioprocessor.desktop.controls.Severity;
import org.audioprocessor.desktop.dialog.Notices;
import org.audioprocessor.desktop.dialog.Notices.Notice;
import org.audioprocessor.desktop.dialog.People;
import org.audioprocessor.desktop.dialog.People.FilePicker;
import org.audioprocessor.desktop.dialog.People.Questions.Question;
import org.audioprocessor.desktop.queue.QueueServices.QueueContext;
import org.audioprocessor.desktop.queue.table.PagedRows;
import org.audioprocessor.desktop.queue.table.PagedRows.UploadPages;
import org.audioprocessor.desktop.queue.table.PagedRowsTest;
import org.audioprocessor.desktop.queue.table.QueueRow;
import org.audioprocessor.desktop.work.HandledFailures;
import org.audioprocessor.desktop.work.QueuePoller;
import org.audioprocessor.desktop.work.QueuePoller.ReviewCounts;
import org.audioprocessor.desktop.work.TrackSelection;
import org.audioprocessor.desktop.work.TrackSelection.ListenRequests;
import org.audioprocessor.desktop.work.UiExecutors;
import org.audioprocessor.desktop.work.UploadActions;
import org.audioprocessor.desktop.work.UploadActions.TrackLengths;
import org.audioprocessor.desktop.work.UploadState;
import org.audioprocessor.queue.Claim;
import org.audioprocessor.queue.ClaimAnswer;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.Upload;
import org.audioprocessor.queue.UploadQueue;
import org.audioprocessor.queue.UploadStatus;
import org.audioprocessor.queue.list.UploadFilter;
import org.audioprocessor.testing.AudioFiles;
import org.audioprocessor.testing.FakeDownloads;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real embedded queue, both lanes on the test's own thread. */
class QueueViewModelTest {
  private static final Duration LEASE = Duration.ofMinutes(1);

  @TempDir Path workspace;

  private final List<Question> questions = new ArrayList<>();
  private final Notices notices = new Notices();
  private final TrackSelection selection = new TrackSelection();
  private final List<String> visited = new ArrayList<>();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private @Nullable Application application;
  private @Nullable QueueViewModel made;
  private @Nullable QueueContext context;
  private @Nullable QueueServices services;

  private final FilePicker files =
      new FilePicker() {
        @Override
        public List<Path> audioFilesToAdd() {
          return List.of();
        }

        @Override
        public Optional<Path> fileToWrite(String suggestedName) {
          return Optional.of(workspace.resolve(suggestedName));
        }
      };

  @BeforeEach
  void open() throws StartupException {
    Application opened =
        Application.open(ApplicationOptions.in(workspace).withEnvironment(Map.of()));
    application = opened;
    UiExecutors executors = new UiExecutors(Runnable::run, Runnable::run);
    People people =
        new People(
            (question, yes) -> {
              questions.add(question);
              yes.run();
            },
            files,
            notices);
    UploadActions.Resources resources =
        new UploadActions.Resources(
            opened.queue(),
            new Batch(opened.workplace(), 1, Runnable::run, Runnable::run),
            new QueuePoller(opened.queue(), timer, Runnable::run, notices),
            new HandledFailures(
                DesktopState.read(workspace.resolve("window"), Runnable::run), "test"),
            TrackLengths.UNKNOWN);
    UploadActions actions = new UploadActions(resources, new FakeDownloads(), people, executors);
    Incoming incoming =
        new Incoming(
            new AddFiles(opened.addUploads(), notices, executors),
            resources,
            List::of,
            people,
            executors);
    QueueServices offered =
        new QueueServices(
            resources,
            actions,
            incoming,
            new QueueServices.Tracks(selection, new ListenRequests(), null),
            new ReviewCounts(opened.queue().reviews(), resources.poller(), executors));
    DesktopState state = DesktopState.read(workspace.resolve("window"), Runnable::run);
    context = new QueueContext(visited::add, state, people, executors);
    services = offered;
    QueueViewModel model = new QueueViewModel(context);
    model.connect(offered);
    made = model;
  }

  @AfterEach
  void close() throws StartupException {
    timer.shutdownNow();
    Objects.requireNonNull(application).close();
  }

  private UploadQueue queue() {
    return Objects.requireNonNull(application).queue();
  }

  private QueueViewModel model() {
    return Objects.requireNonNull(made);
  }

  private List<String> shown() {
    return Objects.requireNonNull(model().rowsProperty().get()).stream()
        .map(QueueRow::fileName)
        .toList();
  }

  private void fail(String id) throws QueueException {
    queue().add(new Upload(id, id + ".wav"));
    Claim claim = ((ClaimAnswer.Claimed) queue().claim(id, "somebody", LEASE)).claim();
    queue().failed(claim, "NOT_AUDIO", "It is not audio.");
  }

  @Test
  void anEmptyQueueSaysSoUntilSomethingComes() throws QueueException {
    model().attach();
    assertThat(model().emptyProperty().get()).isTrue();
    queue().add(new Upload("1", "a.wav"));
    model().showOnly(UploadStatus.WAITING);
    model().showAll();
    assertThat(model().emptyProperty().get()).isFalse();
    assertThat(shown()).containsExactly("a.wav");
  }

  @Test
  void aFilterAndASearchShowWhatFits() throws QueueException {
    queue().add(new Upload("1", "Akaana.wav"));
    queue().add(new Upload("2", "Endongo.mp3"));
    fail("x");
    model().attach();
    model().showOnly(UploadStatus.FAILED);
    assertThat(shown()).containsExactly("x.wav");
    model().showAll();
    model().search("dong");
    assertThat(shown()).containsExactly("Endongo.mp3");
  }

  @Test
  void addedFilesAreShownWhateverWasFilteredBefore() throws Exception {
    fail("x");
    model().attach();
    model().showOnly(UploadStatus.FAILED);
    model().search("x");
    AtomicInteger clearedSearches = new AtomicInteger();
    model().onSearchEnded(clearedSearches::incrementAndGet);
    Path wav = workspace.resolve("New.wav");
    AudioFiles.wav(wav, AudioFiles.sine(1, 8_000, 440, 1, 0.1), 8_000);

    Objects.requireNonNull(services).incoming().add(List.of(wav));

    assertThat(model().filterProperty().get().status()).isNull();
    assertThat(clearedSearches).hasValue(1);
    await()
        .untilAsserted(() -> { // the poller reads on its own thread
          model().showAll();
          assertThat(shown()).contains("New.wav", "x.wav");
        });
  }

  @Test
  void theOrderIsTheDatabases() throws QueueException {
    for (String name : List.of("b", "c", "a")) {
      queue().add(new Upload(name, name + ".wav"));
    }
    model().attach();
    model().sort(new QueueFilter.Order(QueueFilter.Column.FILE_NAME, false));
    assertThat(shown()).containsExactly("a.wav", "b.wav", "c.wav");
  }

  @Test
  void oneSelectedUploadIsWhatDetailsAreAbout() throws QueueException {
    queue().add(new Upload("1", "a.wav"));
    queue().add(new Upload("2", "b.wav"));
    model().attach();
    PagedRows rows = Objects.requireNonNull(model().rowsProperty().get());
    model().select(List.of(rows.get(0)));
    assertThat(selection.selectedProperty().get()).isNotNull();
    model().openTrack();
    assertThat(visited).containsExactly("track");
    model().select(List.of(rows.get(0), rows.get(1), QueueRow.LOADING));
    assertThat(selection.selectedProperty().get()).isNull();
    assertThat(model().selectionProperty().get()).hasSize(2);
  }

  @Test
  void aFailedOneWaitsAgainWithoutAQuestionManyWithOne() throws QueueException {
    fail("x");
    fail("y");
    model().attach();
    List<QueueRow> rows = List.copyOf(Objects.requireNonNull(model().rowsProperty().get()));
    model().actions().retry(rows.subList(0, 1));
    assertThat(questions).isEmpty();
    fail("z");
    model().showOnly(UploadStatus.FAILED);
    model().actions().retry(List.copyOf(Objects.requireNonNull(model().rowsProperty().get())));
    assertThat(questions).singleElement().extracting(Question::text).asString().startsWith("2 ");
    assertThat(queue().counts()).containsEntry(UploadStatus.WAITING, 3L);
    assertThat(notices.shown())
        .extracting(Notice::sentence)
        .contains("2 tracks are back in the queue.");
  }

  @Test
  void whatCannotBeTakenOverSaysWhy() throws QueueException {
    queue().add(new Upload("1", "a.wav"));
    model().attach();
    model().actions().takeOver(Objects.requireNonNull(model().rowsProperty().get()).get(0));
    assertThat(notices.shown())
        .singleElement()
        .satisfies(notice -> assertThat(notice.severity()).isEqualTo(Severity.ERROR))
        .extracting(Notice::sentence)
        .asString()
        .contains("nothing to take over");
  }

  @Test
  void theListIsExportedAsItIsFiltered() throws Exception {
    queue().add(new Upload("1", "a.wav"));
    fail("x");
    model().attach();
    model().showOnly(UploadStatus.FAILED);
    model().export();
    assertThat(Files.readAllLines(workspace.resolve("uploads.csv"))).hasSize(2);
  }

  @Test
  void aFilterThatCouldNotBeReadIsAskedForAgainByTheNextLook() {
    List<QueueFilter> asked = new ArrayList<>();
    QueueViewModel model =
        over(
            Runnable::run,
            filter -> {
              asked.add(filter);
              if (asked.size() == 2) {
                throw new QueueException(
                    QueueException.Kind.UNAVAILABLE, "It does not answer.", null);
              }
              return new PagedRowsTest.Numbered(filter.search().isEmpty() ? 7 : 3);
            });
    model.attach();
    model.search("late");
    assertThat(rowsOf(model)).as("of the filter before").hasSize(7);
    model.refresh();
    assertThat(rowsOf(model)).hasSize(3);
  }

  @Test
  void aSlowFirstAnswerIsWaitedForHoweverOftenOneLooks() {
    Deque<Runnable> later = new ArrayDeque<>();
    QueueViewModel model = over(later::add, filter -> new PagedRowsTest.Numbered(7));
    model.attach();
    model.refresh();
    model.refresh();
    later.remove().run();
    assertThat(rowsOf(model)).hasSize(7);
  }

  private static PagedRows rowsOf(QueueViewModel model) {
    return Objects.requireNonNull(model.rowsProperty().get());
  }

  private QueueViewModel over(Executor background, UploadPages.Source source) {
    QueueContext given = Objects.requireNonNull(context);
    UiExecutors executors = new UiExecutors(background, Runnable::run);
    QueueViewModel model =
        new QueueViewModel(
            new QueueContext(given.navigator(), given.state(), given.people(), executors));
    model.connect(Objects.requireNonNull(services), source);
    return model;
  }

  @Test
  void whatIsWishedBeforeThereIsAConnectionIsShownOnIt() throws Exception {
    queue().add(new Upload("1", "a.wav"));
    queue().add(new Upload("2", "b.wav"));
    QueueViewModel early = new QueueViewModel(Objects.requireNonNull(context));
    early.search("b");
    assertThat(early.connectedProperty().get()).isFalse();
    assertThat(early.rowsProperty().get()).isNull();
    early.connect(Objects.requireNonNull(services));
    early.attach();
    assertThat(early.connectedProperty().get()).isTrue();
    assertThat(rowsOf(early)).extracting(QueueRow::fileName).containsExactly("b.wav");
  }

  @Test
  void aCancelledTrackIsNotCountedAsWaitingAndGoesBackWithOneCommand() throws QueueException {
    queue().add(new Upload("a", "a.wav"));
    queue().add(new Upload("b", "b.wav"));
    Claim claim = ((ClaimAnswer.Claimed) queue().claim("a", "somebody", LEASE)).claim();
    queue().retryLater(claim, "CANCELLED", "Cancelled.", Duration.ofHours(1));
    assertThat(queue().lists().cancelled()).isOne();

    model().showCancelled();
    assertThat(shown()).containsExactly("a.wav");
    QueueRow cancelled = Objects.requireNonNull(model().rowsProperty().get()).getFirst();
    assertThat(cancelled.status()).isEqualTo(UploadState.CANCELLED);
    assertThat(UploadActions.canProcess(cancelled)).isFalse();
    assertThat(UploadActions.canRetry(cancelled)).isFalse();
    assertThat(UploadActions.canPutBack(cancelled)).isTrue();

    model().actions().retry(List.of(cancelled));
    assertThat(questions).isEmpty();
    model().showAll();
    assertThat(Objects.requireNonNull(model().rowsProperty().get()))
        .extracting(QueueRow::status)
        .containsOnly(UploadState.WAITING);
  }

  @Test
  void uploadsThatWereCancelledAreLeftOutOfTheWaitingOnes() throws QueueException {
    queue().add(new Upload("a", "a.wav"));
    queue().add(new Upload("b", "b.wav"));
    Claim claim = ((ClaimAnswer.Claimed) queue().claim("a", "somebody", LEASE)).claim();
    queue().retryLater(claim, "CANCELLED", "Cancelled.", Duration.ofHours(1));
    List<String> found = new ArrayList<>();
    UploadFilter waiting = UploadFilter.of(UploadStatus.WAITING);
    queue()
        .lists()
        .forEach(
            waiting.withBackOff(UploadFilter.BackOff.NOT_CANCELLED),
            row -> found.add(row.upload().uploadId()));
    assertThat(found).containsExactly("b");
  }
}
