package org.audioprocessor.process.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.audioprocessor.process.CancelToken;
import org.audioprocessor.process.FailureKind;
import org.audioprocessor.process.Job;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.process.Progress;
import org.audioprocessor.process.RenderSettings;
import org.audioprocessor.process.Stage;
import org.audioprocessor.process.publish.Fetch;
import org.audioprocessor.storage.keys.TrackId;
import org.audioprocessor.testing.AudioFiles;
import org.audioprocessor.testing.Patience;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class InProcessRendererTest {
  private final Logger log = (Logger) LoggerFactory.getLogger(InProcessRenderer.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

  @TempDir Path folder;

  @BeforeEach
  void listen() {
    lines.start();
    log.addAppender(lines);
  }

  @AfterEach
  void stopListening() {
    log.detachAppender(lines);
  }

  @Test
  void aFaultOfTheProgramStandsInTheLogWithItsCause() throws Exception {
    float[][] sine = AudioFiles.sine(2, 44_100, 440, 1, 0.5);
    Path file = AudioFiles.wav(folder.resolve("x.wav"), sine, 44_100);
    RenderSettings settings = RenderSettings.DEFAULT;
    Job job = new Job("x.wav", TrackId.of("x.wav"), 1, 0, settings);
    TrackOrder order = new TrackOrder(job, Fetch.local(file, settings.limits()), folder);

    ProcessingException e =
        catchThrowableOfType(
            ProcessingException.class,
            () ->
                new InProcessRenderer()
                    .render(order, new Faulty(), new CancelToken(), Progress.NONE));

    assertThat(e.kind()).isEqualTo(FailureKind.INTERNAL);
    assertThat(lines.list)
        .filteredOn(line -> line.getLevel() == Level.ERROR)
        .singleElement()
        .satisfies(line -> {
          assertThat(line.getFormattedMessage()).startsWith("x.wav: Rendering stopped");
          assertThat(line.getThrowableProxy()).isNotNull();
        });
  }

  /** The executor of the rungs waits for them when it is closed. */
  @Test
  void anErrorWhileATrackIsRenderedEndsItsRungs() throws Exception {
    float[][] sine = AudioFiles.sine(2, 8_000, 440, 20, 0.5);
    Path file = AudioFiles.wav(folder.resolve("long.wav"), sine, 8_000);
    Job job = new Job("long.wav", TrackId.of("long.wav"), 1, 0, RenderSettings.DEFAULT);
    TrackOrder order = new TrackOrder(job, Fetch.local(file, job.settings().limits()), folder);
    Progress outOfMemory =
        event -> {
          if (event.stage() == Stage.RENDER) {
            throw new OutOfMemoryError("planned");
          }
        };
    FutureTask<RenderResult> making =
        new FutureTask<>(() ->
            new InProcessRenderer().render(order, new Faulty(), new CancelToken(), outOfMemory));
    Thread.ofPlatform().daemon().start(making);

    assertThatThrownBy(() -> making.get(Patience.LONGEST.toSeconds(), TimeUnit.SECONDS))
        .hasRootCauseInstanceOf(OutOfMemoryError.class);
  }

  private static final class Faulty implements TrackSink {
    @Override
    public void announce(List<String> names) {
      // whatever they are
    }

    @Override
    public void put(String name, byte[] bytes) {
      throw new IllegalStateException("a fault");
    }
  }
}
