package org.audioprocessor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.audioprocessor.app.Application;
import org.audioprocessor.app.ApplicationOptions;
import org.audioprocessor.queue.UploadStatus;
import org.audioprocessor.testing.AudioFiles;
import org.audioprocessor.testing.Signals;
import org.audioprocessor.testing.StrangeNames;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** add, process, retry and rollback on tracks of half a second. */
class PublishedTracksTest {
  @TempDir private Path folder;
  private CommandBench bench;

  @BeforeEach
  void bench() {
    bench = new CommandBench(folder);
  }

  private String playlist(String trackId, String name) throws IOException {
    return Files.readString(
        bench.workspace().resolve("bucket/mwonya_audio_tracks").resolve(trackId).resolve(name));
  }

  private void publish(String fileName, double hz) {
    bench.run("add", bench.wav(fileName, hz));
    CommandRun run = bench.run("process");
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
  }

  @Test
  void aRollbackPutsThePreviousPlaylistsBack() throws IOException {
    publish("Song.wav", 440);
    String before = playlist("Song", "low/playlist.m3u8");
    publish("Song.wav", 880);
    assertThat(playlist("Song", "low/playlist.m3u8")).contains("g0002").isNotEqualTo(before);
    assertThat(bench.run("list").out().lines().filter(line -> line.contains("completed  1 ")))
        .hasSize(2);

    CommandRun run = bench.run("rollback", "--json", "Song");

    assertThat(run.exitCode()).isZero();
    JsonNode line = run.json().getFirst();
    assertThat(line.propertyNames()).containsExactly("trackId", "ok", "error", "from", "to");
    assertThat(line.get("to").asInt()).isEqualTo(1);
    assertThat(playlist("Song", "low/playlist.m3u8")).isEqualTo(before);
    assertThat(bench.run("verify", "Song").exitCode()).isZero();
    assertThat(bench.run("rollback", "Song").exitCode()).isEqualTo(1);
    assertThat(bench.run("rollback", "Nobody").out())
        .contains("has not published a track “Nobody”");
  }

  @Test
  void retryNowProcessesAtOnceAndSaysWhatFailsAgain() throws IOException {
    String text = Files.writeString(folder.resolve("List.mp3"), "bread\n".repeat(99)).toString();
    bench.run("add", "--anyway", text);
    assertThat(bench.run("process").exitCode()).isEqualTo(1);
    Path failed = bench.workspace().resolve("bucket/failedprocessing_tracks/List.mp3");
    assertThat(failed).exists();

    CommandRun again = bench.run("retry", "--now", "--json", "List.mp3");

    assertThat(again.exitCode()).isEqualTo(1);
    assertThat(again.json())
        .extracting(line -> line.get("outcome").asString())
        .containsExactly("waits", "failed");
    assertThat(failed).exists();
    JsonNode row = bench.run("list", "--json").json().getFirst();
    assertThat(row.get("status").asString()).isEqualTo("failed");
    assertThat(row.get("errorMessage").asString()).contains("not an audio file");
  }

  @Test
  void strangeNamesGoAllTheWay() throws Exception {
    byte[] sound = Files.readAllBytes(Path.of(bench.wav("sound.wav", 440)));
    Path uploads = Files.createDirectories(folder.resolve("uploads"));
    List<String> names =
        StrangeNames.seeded(7, 12).stream().map(name -> uploads.resolve(name).toString()).toList();
    for (String name : names) {
      Files.write(Path.of(name), sound);
    }
    CommandRun added =
        bench.run(Stream.concat(Stream.of("add", "--json"), names.stream()).toArray(String[]::new));
    // a folder, unlike a bucket, takes no track that ends with a dot or a space
    long usable = names.stream().filter(name -> !name.matches("(?s).*[. ][.]mp3")).count();
    assertThat(added.json().stream().filter(line -> line.get("ok").asBoolean()))
        .hasSize((int) usable);

    CommandRun run = bench.run("process");

    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    try (Application application = Application.open(ApplicationOptions.in(bench.workspace()))) {
      assertThat(application.queue().counts())
          .containsEntry(UploadStatus.COMPLETED, usable)
          .containsEntry(UploadStatus.FAILED, 0L);
    }
  }

  @Test
  void aPublishedTrackIsComparedWithItsRawFileInTheBucket() {
    float[][] music = Signals.music(24_000, 3, Signals.at(-12, 2));
    String file = AudioFiles.wav(folder.resolve("Song.wav"), music, 24_000).toString();
    bench.run("add", file);
    bench.run("process");

    CommandRun run = bench.run("verify", "--quality", "--json", "Song");

    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    assertThat(run.json().getFirst().at("/renditions/high/score2f").asDouble())
        .isBetween(20.0, 100.0);
    assertThat(bench.run("verify", "--quality", "Song").out()).containsPattern("ODG -?\\d");
  }
}
