package org.audioprocessor.process.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.audioprocessor.process.CancelToken;
import org.audioprocessor.process.FailureKind;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.process.Progress;
import org.audioprocessor.process.ProgressEvent;
import org.audioprocessor.process.Stage;
import org.audioprocessor.process.isolation.Children.Heard;
import org.audioprocessor.process.isolation.Children.Kept;
import org.audioprocessor.process.render.InProcessRenderer;
import org.audioprocessor.process.render.RenderResult;
import org.audioprocessor.process.render.TrackOrder;
import org.audioprocessor.process.render.TrackSink;
import org.audioprocessor.testing.AudioFiles;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real program as a child. */
class ChildRendererTest {
  @TempDir Path folder;
  private Children children;

  @BeforeEach
  void open() throws IOException {
    children = Children.real(folder);
  }

  @AfterEach
  void close() throws IOException {
    children.close();
  }

  @Test
  void aChildMakesTheSameTrackAsThisProcess() throws Exception {
    Path file = children.music("söng with ☃.wav", 25);
    TrackOrder here = children.order(file);
    TrackOrder there = children.order(file);
    Kept keptHere = new Kept();
    Kept keptThere = new Kept();

    RenderResult result =
        new InProcessRenderer().render(here, keptHere, new CancelToken(), Progress.NONE);
    RenderResult madeThere =
        children.renderer().render(there, keptThere, new CancelToken(), Progress.NONE);

    assertThat(madeThere).isEqualTo(result);
    assertThat(keptThere.announced).isEqualTo(keptHere.announced);
    assertThat(keptThere.inOrder()).containsExactlyEntriesOf(keptHere.inOrder());
    assertThat(there.m4a()).hasSameBinaryContentAs(here.m4a());
  }

  @Test
  void progressAndMetersComeBackAsTheyAreMade() throws Exception {
    TrackOrder order = children.order(children.music("long.wav", 120));
    Heard heard = new Heard();

    children.renderer().render(order, new Kept(), new CancelToken(), heard::on);

    List<ProgressEvent> events = heard.events();
    assertThat(events.stream().map(ProgressEvent::stage).distinct())
        .containsExactly(Stage.MEASURE, Stage.RENDER, Stage.VERIFY);
    assertThat(events)
        .anySatisfy(event -> {
          assertThat(event.stage()).isEqualTo(Stage.RENDER);
          assertThat(event.fraction()).isBetween(0.001, 0.999);
          assertThat(event.realtimeFactor()).isPositive();
          assertThat(Optional.ofNullable(event.meter())).isPresent();
        });
  }

  @Test
  void aFileThatIsNoSoundIsRefusedWithTheSentenceOfThisProcess() throws Exception {
    Path file =
        AudioFiles.write(
            folder.resolve("text.mp3"),
            "no sound at all".repeat(99).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    ProcessingException here = failure(new InProcessRenderer(), file);

    ProcessingException there = failure(children.renderer(), file);

    assertThat(there.kind()).isEqualTo(here.kind()).isEqualTo(FailureKind.NOT_AUDIO);
    assertThat(there.sentence()).isEqualTo(here.sentence());
  }

  private ProcessingException failure(
      org.audioprocessor.process.render.TrackRenderer renderer, Path file) throws IOException {
    try {
      renderer.render(children.order(file), new Kept(), new CancelToken(), Progress.NONE);
      throw new AssertionError("it was made");
    } catch (ProcessingException e) {
      return e;
    }
  }

  @Test
  void oneChildMakesManyTracksAndIsReplacedAfterAFailure() throws Exception {
    Path good = children.music("good.wav", 2);
    Path bad = AudioFiles.write(folder.resolve("bad.mp3"), new byte[5000]);
    children.render(good);
    long first = pid();
    children.render(good);
    long second = pid();

    assertThatThrownBy(() -> children.render(bad)).isInstanceOf(ProcessingException.class);
    children.render(good);

    assertThat(second).isEqualTo(first);
    assertThat(pid()).isNotEqualTo(first);
  }

  private long pid() throws ChildException {
    ChildProcess child = children.pool.take();
    children.pool.release(child, true);
    return child.pid();
  }

  @Test
  void aCancelledTrackStopsAndItsChildGoesOnToTheNext() throws Exception {
    Path file = children.music("long.wav", 200);
    // a child that a busy machine keeps from answering in time is replaced
    await()
        .untilAsserted(() -> {
          long pid = pid();
          isCancelled(file);
          assertThat(pid()).isEqualTo(pid);
        });
    long pid = pid();
    children.render(children.music("short.wav", 1));
    assertThat(pid()).isEqualTo(pid);
  }

  private void isCancelled(Path file) {
    CancelToken cancel = new CancelToken();
    Progress cancels = event -> cancel.cancel(FailureKind.LEASE_LOST, "Another worker has it.");

    assertThatThrownBy(
            () -> children.renderer().render(children.order(file), new Kept(), cancel, cancels))
        .isInstanceOfSatisfying(
            ProcessingException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.LEASE_LOST));
  }

  @Test
  void whatTheSinkThrowsReachesTheCaller() throws Exception {
    TrackOrder order = children.order(children.music("a.wav", 30));
    AtomicInteger puts = new AtomicInteger();
    TrackSink full =
        new TrackSink() {
          @Override
          public void announce(List<String> names) {}

          @Override
          public void put(String name, byte[] bytes) throws ProcessingException {
            if (puts.incrementAndGet() == 2) {
              throw new ProcessingException(FailureKind.DISK_FULL, "No room.");
            }
          }
        };

    assertThatThrownBy(
            () -> children.renderer().render(order, full, new CancelToken(), Progress.NONE))
        .isInstanceOfSatisfying(
            ProcessingException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.DISK_FULL));
  }

  @Test
  void aChildThatDiedIdleIsReplacedUnnoticed() throws Exception {
    Path file = children.music("a.wav", 2);
    children.render(file);
    ProcessHandle child = ProcessHandle.of(pid()).orElseThrow();
    child.destroyForcibly();
    child.onExit().join();

    assertThat(children.render(file).delivery().renditions()).hasSize(3);
  }

  @Test
  void nothingIsLeftBehind() throws Exception {
    children.render(children.music("a.wav", 2));
    long pid = pid();

    children.close();

    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    try (var left = Files.list(folder.resolve("tmp"))) {
      assertThat(left.filter(Files::isDirectory)).isEmpty();
    }
  }
}
