package org.audioprocessor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.audioprocessor.app.Application;
import org.audioprocessor.app.ApplicationOptions;
import org.audioprocessor.app.StartupException;
import org.audioprocessor.queue.Upload;
import org.audioprocessor.storage.Body;
import org.audioprocessor.storage.PutOptions;
import org.audioprocessor.testing.AudioFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AudioProcessorTest {
  @TempDir private Path workspace;

  private void upload(String fileName, byte[] bytes) throws Exception {
    try (Application application = Application.open(ApplicationOptions.in(workspace))) {
      application.store().put("tracks/" + fileName, Body.of(bytes), PutOptions.defaults());
      application.queue().add(new Upload(fileName, fileName));
    }
  }

  private byte[] tone() throws Exception {
    Path wav = workspace.resolve("made.wav");
    AudioFiles.wav(wav, AudioFiles.sine(1, 8_000, 440, 1, 0.1), 8_000);
    return Files.readAllBytes(wav);
  }

  /** The example of the class's Javadoc. */
  @Test
  void theExampleOfItsDocumentationRuns() throws Exception {
    upload("Song.wav", tone());
    upload("Second song.wav", tone());
    try (AudioProcessor processor = AudioProcessor.builder(workspace).segmentSeconds(6).build()) {
      boolean published = processor.processAudio("Song.wav");
      AudioProcessor.Processed rest = processor.processPendingTracks();
      assertThat(published).isTrue();
      assertThat(rest).isEqualTo(new AudioProcessor.Processed(1, 0));
    }
    assertThat(workspace.resolve("bucket/mwonya_audio_tracks/Song/playlist.m3u8")).exists();
  }

  @Test
  void onlyAPublishedTrackIsTrueAndEveryOtherAnswerIsToldApart() throws Exception {
    upload("done.wav", tone());
    upload("list.mp3", "a shopping list\n".repeat(99).getBytes(StandardCharsets.UTF_8));
    upload("held.wav", tone());
    try (Application another = Application.open(ApplicationOptions.in(workspace));
        AudioProcessor processor = AudioProcessor.builder(workspace).threads(1).build()) {
      another.queue().claim("held.wav", "another worker", Duration.ofSeconds(60));
      assertThat(kind(processor, "done.wav")).isEqualTo(ProcessAnswer.Kind.PUBLISHED);
      assertThat(kind(processor, "done.wav")).isEqualTo(ProcessAnswer.Kind.ALREADY_COMPLETED);
      assertThat(kind(processor, "list.mp3")).isEqualTo(ProcessAnswer.Kind.FAILED);
      assertThat(kind(processor, "list.mp3")).isEqualTo(ProcessAnswer.Kind.NOT_WAITING);
      assertThat(kind(processor, "held.wav")).isEqualTo(ProcessAnswer.Kind.HELD_ELSEWHERE);
      assertThat(kind(processor, "nobody.wav")).isEqualTo(ProcessAnswer.Kind.UNKNOWN);
      assertThat(processor.processAudio("done.wav")).isFalse();
    }
  }

  private static ProcessAnswer.Kind kind(AudioProcessor processor, String fileName)
      throws StartupException {
    ProcessAnswer answer = processor.process(fileName);
    assertThat(answer.sentence()).isNotBlank().doesNotContain("Exception");
    return answer.kind();
  }

  @Test
  void pendingTracksAreTheWaitingUploadsOldestFirst() throws Exception {
    upload("a.wav", tone());
    upload("b.wav", tone());
    try (AudioProcessor processor = AudioProcessor.builder(workspace).build()) {
      assertThat(processor.getPendingTracks())
          .extracting(Upload::fileName)
          .containsExactly("a.wav", "b.wav");
      processor.processPendingTracks();
      assertThat(processor.getPendingTracks()).isEmpty();
    }
  }
}
