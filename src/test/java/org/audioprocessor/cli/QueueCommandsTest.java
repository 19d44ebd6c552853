package org.audioprocessor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** add, list, retry, take-over. */
class QueueCommandsTest {
  @TempDir private Path folder;
  private CommandBench bench;

  @BeforeEach
  void bench() {
    bench = new CommandBench(folder);
  }

  private List<String> listed(String field, String... arguments) {
    List<String> all = Stream.concat(Stream.of("list", "--json"), Stream.of(arguments)).toList();
    return bench.run(all.toArray(String[]::new)).json().stream()
        .map(line -> line.get(field).asString())
        .toList();
  }

  @Test
  void anAddedFileIsListedAsWaiting() {
    CommandRun added = bench.run("add", "--json", bench.wav("Song.wav", 440));

    assertThat(added.exitCode()).isZero();
    JsonNode line = added.json().getFirst();
    assertThat(line.propertyNames())
        .containsExactly(
            "file", "ok", "error", "uploadId", "fileName", "trackId", "bytes", "announcements");
    assertThat(line.get("trackId").asString()).isEqualTo("Song");
    assertThat(listed("uploadId")).containsExactly(line.get("uploadId").asString());
    assertThat(listed("status")).containsExactly("0");
  }

  @Test
  void theKeysOfListAreExactlyThoseOfTheContract() {
    bench.row("a", "Song.wav", "failed", "2026-01-02 03:04:05");

    assertThat(bench.run("list", "--json").out())
        .isEqualTo(
            "{\"uploadId\":\"a\",\"fileName\":\"Song.wav\",\"status\":\"failed\","
                + "\"errorMessage\":null,\"finding\":null,\"uploadedAt\":\"2026-01-02T03:04:05Z\","
                + "\"attempts\":0}\n");
  }

  @Test
  void unknownStatusesAreShownUnchanged() {
    bench.row("none", "A.wav", null, "2026-01-01 00:00:03");
    bench.row("odd", "B.wav", "paused", "2026-01-01 00:00:02");
    bench.row("theirs", "C.wav", "processing", "2026-01-01 00:00:01");

    assertThat(bench.run("list", "--json").json())
        .extracting(line -> line.get("status").asString(null))
        .containsExactly(null, "paused", "processing");
    assertThat(bench.run("list").out()).contains("(none)", "paused", "elsewhere");
    assertThat(listed("uploadId", "--status", "other")).containsExactly("none", "odd");
  }

  @Test
  void statusAndSearchNarrowTheList() {
    bench.row("a", "Song 100%.wav", "0", "2026-01-01 00:00:03");
    bench.row("b", "Song 1000.wav", "failed", "2026-01-01 00:00:02");

    assertThat(listed("uploadId", "--search", "100%")).containsExactly("a");
    assertThat(listed("uploadId", "--status", "FAILED")).containsExactly("b");
    assertThat(listed("uploadId", "--status", "0")).containsExactly("a");
    assertThat(bench.run("list", "--status", "nonsense").exitCode()).isEqualTo(2);
    assertThat(bench.run("list", "--limit", "0").exitCode()).isEqualTo(2);
  }

  @Test
  void aHundredThousandUploadsAreListedPageByPage() {
    bench.sql(
        "INSERT INTO Uploads (upload_id, file_name, uploaded_at)"
            + " SELECT 'u' || LPAD(x, 6, '0'), 'Song ' || x || '.wav',"
            + " DATEADD('SECOND', x / 7, TIMESTAMP '2026-01-01 00:00:00')"
            + " FROM SYSTEM_RANGE(1, 100000)");

    List<String> all = listed("uploadId");
    assertThat(all)
        .hasSize(100_000)
        .doesNotHaveDuplicates()
        .isSortedAccordingTo((one, other) -> other.compareTo(one));
    assertThat(listed("uploadId", "--limit", "3")).containsExactly("u100000", "u099999", "u099998");
    CommandRun people = bench.run("list");
    assertThat(people.lines()).hasSizeLessThan(60);
    assertThat(people.out()).contains("There are more", "100000 waiting");
  }

  @Test
  void anEmptyQueueSaysHowToFillIt() {
    assertThat(bench.run("list").out()).contains("add FILE");
    assertThat(bench.run("list", "--json").out()).isEmpty();
  }

  @Test
  void addingTheSameFileTwiceIsAnnounced() {
    String file = bench.wav("Song.wav", 440);
    bench.run("add", file);

    CommandRun second = bench.run("add", file);

    assertThat(second.exitCode()).isZero();
    assertThat(second.out()).contains("“Song” already exists");
  }

  @Test
  void whatIsNoAudioIsRefusedUnlessAnywayAndTheRestIsAdded() throws IOException {
    String text = Files.writeString(folder.resolve("List.mp3"), "bread\n".repeat(99)).toString();

    CommandRun run = bench.run("add", "--json", text, bench.wav("Song.wav", 440));

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.json())
        .extracting(line -> line.get("ok").asBoolean())
        .containsExactly(false, true);
    assertThat(run.json().getFirst().get("error").asString()).contains("List.mp3");
    assertThat(bench.run("add", "--anyway", text).exitCode()).isZero();
    assertThat(listed("fileName")).containsExactly("List.mp3", "Song.wav");
  }

  @Test
  void aWorkspaceThatCannotBeUsedIsAnEnvironmentFailure() throws IOException {
    Files.writeString(bench.workspace(), "a file where a folder should be");

    CommandRun run = bench.run("list", "--json");

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("workspace folder").doesNotContain("Exception");
  }

  @Test
  void failedUploadsAreSetBackAndTheNewestOfANameIsChosen() {
    bench.row("old", "Song.wav", "failed", "2026-01-01 00:00:01");
    bench.row("new", "Song.wav", "failed", "2026-01-01 00:00:02");

    CommandRun one = bench.run("retry", "Song.wav");

    assertThat(one.exitCode()).isZero();
    assertThat(one.err()).contains("2 uploads have the name “Song.wav”", "new");
    assertThat(listed("status")).containsExactly("0", "failed");
    assertThat(bench.run("retry", "--json").json().getFirst().get("uploadId").asString())
        .isEqualTo("old");
    assertThat(bench.run("retry").out()).contains("Nothing has failed");
  }

  @Test
  void aFailureThatThePersonAtTheWindowHandledIsRetriedOnlyByName() throws IOException {
    bench.row("handled", "A.wav", "failed", "2026-01-01 00:00:01");
    bench.row("again", "B.wav", "failed", "2026-01-01 00:00:02");
    Path state = bench.workspace().resolve("desktop/window.properties");
    Files.createDirectories(state.getParent());
    // the second one was marked for an earlier try
    Files.writeString(state, "failures.handled.embedded=handled@0\\nagain@7\n");

    CommandRun all = bench.run("retry");
    assertThat(all.exitCode()).isZero();
    assertThat(all.out()).isEqualTo("B.wav: waits\n");
    assertThat(all.err()).contains("1 failed upload is marked as handled");
    assertThat(bench.run("retry").out()).isEmpty();
    assertThat(bench.run("retry", "A.wav").out()).isEqualTo("A.wav: waits\n");
    assertThat(bench.run("retry").out()).contains("Nothing has failed");
  }

  @Test
  void anIdPicksOneOfSeveral() {
    bench.row("old", "Song.wav", "failed", "2026-01-01 00:00:01");
    bench.row("new", "Song.wav", "failed", "2026-01-01 00:00:02");

    assertThat(bench.run("retry", "--id", "old").exitCode()).isZero();
    assertThat(listed("status")).containsExactly("failed", "0");
    assertThat(bench.run("retry", "--id", "nobody").exitCode()).isEqualTo(1);
  }

  @Test
  void whatIsInWorkElsewhereIsSaidWhenNothingWaits() {
    bench.row("stuck", "Song.wav", "processing", "2026-01-01 00:00:01");

    CommandRun run = bench.run("process");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("0 published, 0 failed");
    assertThat(run.err())
        .contains("1 more is being processed elsewhere.", "list --status processing");
  }

  @Test
  void takingOverAsksFirst() {
    bench.row("stuck", "Song.wav", "processing", "2026-01-01 00:00:01");

    CommandRun asked = bench.run("take-over", "Song.wav");
    assertThat(asked.exitCode()).isEqualTo(2);
    assertThat(asked.err()).contains("another system", "--yes");
    assertThat(listed("status")).containsExactly("processing");

    assertThat(bench.run("take-over", "--id", "stuck", "--yes").exitCode()).isZero();
    assertThat(listed("status")).containsExactly("0");
  }

  @Test
  void whatATerminalWouldObeyIsNotPrinted() {
    bench.row("evil", "Song\u001b[2J\u202Egnp.wav", "0", "2026-01-01 00:00:01");

    assertThat(bench.run("list").out()).doesNotContain("\u001b", "\u202E").contains("Song");
  }
}
