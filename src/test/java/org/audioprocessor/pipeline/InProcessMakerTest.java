package org.audioprocessor.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import java.util.List;
import org.audioprocessor.storage.TrackId;
import org.audioprocessor.testing.AudioFiles;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class InProcessMakerTest {
  private final Logger log = (Logger) LoggerFactory.getLogger(InProcessMaker.class);
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
            () -> new InProcessMaker().make(order, new Faulty(), new CancelToken(), Progress.NONE));

    assertThat(e.kind()).isEqualTo(FailureKind.INTERNAL);
    assertThat(lines.list)
        .filteredOn(line -> line.getLevel() == Level.ERROR)
        .singleElement()
        .satisfies(line -> {
          assertThat(line.getFormattedMessage()).startsWith("x.wav: Rendering stopped");
          assertThat(line.getThrowableProxy()).isNotNull();
        });
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
