package org.audioprocessor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.audioprocessor.media.encode.AacSettings.Coder;
import org.audioprocessor.media.encode.coder.AacEncoders;
import org.audioprocessor.media.ffmpeg.NativeOwner;
import org.audioprocessor.testing.AudioFiles;
import org.audioprocessor.testing.Signals;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Local files into a folder, and the folder read back. */
class RenderAndVerifyTest {
  private @TempDir Path folder;
  private Path out;
  private Path workspace;

  @BeforeEach
  void names() {
    out = folder.resolve("out");
    workspace = folder.resolve("workspace");
  }

  private CommandRun render(Path... files) {
    Stream<String> options =
        Stream.of("render", "--json", "--encoder", "quick", "--to", out.toString());
    Stream<String> rest = Stream.of("--workspace", workspace.toString());
    Stream<String> paths = Stream.of(files).map(Path::toString);
    return CommandRun.of(
        Stream.of(options, rest, paths).flatMap(part -> part).toArray(String[]::new));
  }

  private CommandRun verify(String... trackIds) {
    Stream<String> options = Stream.of("verify", "--json", "--from", out.toString(), "--workspace");
    return CommandRun.of(
        Stream.of(options, Stream.of(workspace.toString()), Stream.of(trackIds))
            .flatMap(part -> part)
            .toArray(String[]::new));
  }

  private Path music(String name) {
    return AudioFiles.wav(
        folder.resolve(name), Signals.music(44_100, 2, Signals.at(-10, 2)), 44_100);
  }

  /** What a person would find: the workspace's lock file is not shown. */
  private List<Path> left(Path where) throws IOException {
    if (Files.notExists(where)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(where)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.toString().endsWith(".lock"))
          .toList();
    }
  }

  @Test
  void anEncoderThatIsNotInstalledIsSaidBeforeAnyWork() {
    assumeFalse(AacEncoders.ofSystem().containsKey(Coder.FAAC));
    CommandRun run =
        CommandRun.of(
            "render",
            "--encoder",
            "faac",
            "--to",
            out.toString(),
            "--workspace",
            workspace.toString(),
            music("x.wav").toString());
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).contains("FAAC is chosen").contains("was not found").contains("libfaac2");
    assertThat(out.resolve("x")).doesNotExist();
  }

  @Test
  void aWordThatIsNoEncoderIsWrongUsage() {
    CommandRun run = CommandRun.of("render", "--encoder", "lame", "--to", out.toString(), "x.wav");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--encoder takes auto, ffmpeg, fdk, faac or quick, not “lame”");
  }

  @Test
  void aTrackThatWasRenderedIsVerifiedWithItsFieldsAndRules() {
    long opened = NativeOwner.opened();
    CommandRun rendered = render(music("My “song” 🎵.wav"));
    assertThat(rendered.exitCode()).as(rendered.out() + rendered.err()).isZero();

    CommandRun verified = verify("My “song” 🎵");
    assertThat(NativeOwner.opened()).as("decoders in this process").isEqualTo(opened);

    assertThat(verified.exitCode()).as(verified.out() + verified.err()).isZero();
    JsonNode json = verified.json().getFirst();
    assertThat(json.propertyNames())
        .containsExactly("trackId", "ok", "error", "renditions", "rules");
    assertThat(json.get("ok").asBoolean()).isTrue();
    assertThat(json.get("error").isNull()).isTrue();
    assertThat(json.get("renditions").propertyNames()).containsExactly("low", "med", "high", "m4a");
    assertThat(json.at("/renditions/high").propertyNames())
        .containsExactly("integratedLufs", "truePeakDbtp", "durationSeconds");
    assertThat(json.get("rules")).hasSize(28);
    assertThat(json.at("/rules/0").propertyNames()).containsExactly("rule", "passed", "detail");
  }

  @Test
  void aTrackThatLostASegmentFailsAndTheOtherOneDoesNot() throws IOException {
    render(music("good.wav"), music("bad.wav"));
    Files.delete(out.resolve("bad/high/segment_g0001a_00000.ts"));

    CommandRun verified = verify("good", "bad", "never heard of", "../out");

    assertThat(verified.exitCode()).isEqualTo(1);
    assertThat(verified.json())
        .extracting(json -> json.get("ok").asBoolean())
        .containsExactly(true, false, false, false);
    assertThat(verified.json().get(1).get("error").asString())
        .contains("“high/segment_g0001a_00000.ts” is missing.");
    assertThat(verified.json().get(2).get("error").asString()).contains("Nothing is published");
  }

  @Test
  void whatIsNotAsPlannedIsSaidInJsonToo() {
    float[][] high = AudioFiles.sine(2, 44_100, 15_000, 3, 0.5);
    CommandRun rendered = render(AudioFiles.wav(folder.resolve("high.wav"), high, 44_100));

    assertThat(rendered.json().getFirst().get("warnings"))
        .anySatisfy(
            warning -> assertThat(warning.asString()).startsWith("low carries nothing of it"));
  }

  @Test
  void damageThatAChecksumFindsStandsInTheMetadataAndInTheReport() throws IOException {
    Path damaged =
        AudioFiles.flac(folder.resolve("rot.flac"), AudioFiles.noise(2, 88_200, 0.3, 1), 44_100);
    byte[] bytes = Files.readAllBytes(damaged);
    bytes[bytes.length / 2] ^= 0x10;
    Files.write(damaged, bytes);

    CommandRun rendered = render(damaged);

    assertThat(rendered.exitCode()).as(rendered.out() + rendered.err()).isZero();
    JsonNode metadata = JsonMapper.shared().readTree(out.resolve("rot/metadata.json").toFile());
    for (JsonNode warnings :
        List.of(metadata.get("warnings"), rendered.json().getFirst().get("warnings"))) {
      assertThat(warnings.valueStream().map(JsonNode::asString))
          .anySatisfy(warning -> assertThat(warning).contains("damaged: the checksum"));
    }
  }

  @Test
  void aSecondFileOfTheSameTrackIsSaidToReplaceTheFirst() {
    Path one = music("song.wav");
    Path other =
        AudioFiles.flac(
            folder.resolve("song.flac"), Signals.music(44_100, 2, Signals.at(-20, 2)), 44_100);

    CommandRun rendered = render(one, music("another.wav"), other);

    assertThat(rendered.exitCode()).isZero();
    assertThat(rendered.err())
        .containsOnlyOnce(
            "“song.flac” replaced “song.wav”: both are the track “song”."
                + " Rename one to keep both.")
        .doesNotContain("“another.wav” replaced", "replaced “another.wav”");
  }

  @Test
  void peopleReadACertificate() {
    render(music("song.wav"));

    CommandRun verified =
        CommandRun.of(
            "verify", "--from", out.toString(), "--workspace", workspace.toString(), "song");

    assertThat(verified.out())
        .startsWith("song: verified")
        .contains("LUFS", "dBTP", "25 of 28 HLS rules passed");
  }

  @Test
  void aRenderedTrackIsFoundByEitherSpellingOfAnAccentAndNotByAnotherCase() {
    render(music("Caf\u00e9.wav"));

    assertThat(verify("Cafe\u0301").exitCode()).isZero();
    CommandRun otherCase = verify("caf\u00e9");
    assertThat(otherCase.exitCode()).isEqualTo(1);
    assertThat(otherCase.json().getFirst().get("error").asString())
        .isEqualTo(
            "Nothing is published under the name “caf\u00e9”. There is “Caf\u00e9”: names"
                + " are case-sensitive.");
    assertThat(verify("other").json().getFirst().get("error").asString())
        .isEqualTo("Nothing is published under the name “other”.");
  }

  @Test
  void aFolderThatDoesNotExistIsTheEnvironmentsFault() {
    CommandRun verified = verify("song");

    assertThat(verified.exitCode()).isEqualTo(3);
    assertThat(verified.out()).isEmpty();
    assertThat(verified.err()).contains("There is no folder").doesNotContain("Exception");
  }

  @Test
  void filesThatAreNoMusicEndWithASentenceAndLeaveNothing() throws IOException {
    Path whole = music("whole.wav");
    Path truncated =
        AudioFiles.truncated(
            AudioFiles.wav(folder.resolve("long.wav"), Signals.silence(44_100, 8), 44_100),
            folder.resolve("truncated.wav"),
            0.4);
    Path text = Files.writeString(folder.resolve("text.mp3"), "This is no song.\n".repeat(50));
    Path empty = Files.createFile(folder.resolve("empty.flac"));
    Path list =
        Files.writeString(
            folder.resolve("list.mp3"), "ffconcat version 1.0\nfile '" + whole + "'\n");
    Path playlist =
        Files.writeString(
            folder.resolve("playlist.mp3"),
            "#EXTM3U\n#EXTINF:10,\n" + whole + "\n#EXT-X-ENDLIST\n");
    Path missing = folder.resolve("missing.wav");

    CommandRun rendered = render(truncated, text, empty, list, playlist, missing);

    assertThat(rendered.exitCode()).isEqualTo(1);
    assertThat(rendered.json())
        .hasSize(6)
        .allSatisfy(json -> {
          assertThat(json.get("ok").asBoolean()).isFalse();
          assertThat(json.get("error").asString())
              .endsWith(".")
              .doesNotContainPattern("Exception|org[.]|java[.]|0x");
        });
    assertThat(left(out)).isEmpty();
    assertThat(left(workspace)).isEmpty();
  }

  @Test
  void aNameThatLeavesItsFolderIsRefused() throws IOException {
    Path dots = Files.copy(music("dots.wav"), folder.resolve("...wav"));

    CommandRun rendered = render(dots);

    assertThat(rendered.exitCode()).isEqualTo(1);
    assertThat(left(out)).isEmpty();
  }

  private CommandRun verifyQuality(Path raw, String trackId) {
    return CommandRun.of(
        "verify",
        "--json",
        "--quality",
        "--from",
        out.toString(),
        "--raw",
        raw.toString(),
        "--workspace",
        workspace.toString(),
        trackId);
  }

  @Test
  void everyRenditionIsComparedWithItsRawFile() {
    render(music("song.wav"));
    long opened = NativeOwner.opened();

    CommandRun verified = verifyQuality(folder, "song");

    assertThat(verified.exitCode()).as(verified.out() + verified.err()).isZero();
    JsonNode json = verified.json().getFirst();
    assertThat(json.get("qualityError").isNull()).isTrue();
    JsonNode renditions = json.get("renditions");
    assertThat(renditions.at("/high").propertyNames())
        .containsExactly("integratedLufs", "truePeakDbtp", "durationSeconds", "odg", "score2f");
    assertThat(renditions.at("/low/score2f").asDouble()).isBetween(10.0, 70.0);
    assertThat(renditions.at("/high/score2f").asDouble())
        .isGreaterThan(renditions.at("/low/score2f").asDouble() + 10);
    assertThat(renditions.at("/high/odg").asDouble()).isBetween(-4.0, 0.22);
    assertThat(renditions.at("/m4a/odg")).isEqualTo(renditions.at("/high/odg"));
    assertThat(NativeOwner.opened() - opened).as("only resamplers in this process").isLessThan(20);
  }

  /** Of a track of four seconds the excerpt is the whole track, but for its faded ends. */
  @Test
  void renderComparesExcerptsIfItIsAskedTo() throws IOException {
    Path raw =
        AudioFiles.wav(
            folder.resolve("song.wav"), Signals.music(44_100, 2, Signals.at(-10, 4)), 44_100);
    CommandRun rendered =
        CommandRun.of(
            "render",
            "--json",
            "--quality",
            "--to",
            out.toString(),
            "--workspace",
            workspace.toString(),
            raw.toString());

    assertThat(rendered.exitCode()).as(rendered.out() + rendered.err()).isZero();
    JsonNode excerpts = rendered.json().getFirst().get("renditions");
    JsonNode whole = verifyQuality(folder, "song").json().getFirst().get("renditions");
    JsonNode metadata = JsonMapper.shared().readTree(out.resolve("song/metadata.json").toFile());
    for (String name : List.of("low", "med", "high", "m4a")) {
      double score = excerpts.at("/" + name + "/score2f").asDouble();
      assertThat(score).as(name).isBetween(10.0, 100.0);
      assertThat(whole.at("/" + name + "/score2f").asDouble()).isCloseTo(score, within(2.0));
      assertThat(whole.at("/" + name + "/odg").asDouble())
          .isCloseTo(excerpts.at("/" + name + "/odg").asDouble(), within(0.3));
      assertThat(metadata.at("/renditions/" + name + "/score_2f").asDouble()).isEqualTo(score);
    }
  }

  @Test
  void aRawFileThatIsMissingOrAnotherOneIsSaid() throws IOException {
    Path raw = music("song.wav");
    render(raw);
    AudioFiles.wav(raw, Signals.music(44_100, 9, Signals.at(-10, 2)), 44_100);

    CommandRun other = verifyQuality(folder, "song");

    assertThat(other.exitCode()).isEqualTo(1);
    assertThat(other.json().getFirst().get("ok").asBoolean()).isTrue();
    assertThat(other.json().getFirst().get("qualityError").asString()).contains("another one");
    assertThat(other.json().getFirst().at("/renditions/high/odg").isNull()).isTrue();
    Files.delete(raw);
    CommandRun missing = verifyQuality(folder, "song");
    assertThat(missing.exitCode()).isEqualTo(1);
    assertThat(missing.json().getFirst().get("qualityError").asString()).contains("not a file");
  }

  @Test
  void qualityOfAFolderNeedsTheRawFiles() {
    CommandRun run = CommandRun.of("verify", "--quality", "--from", folder.toString(), "song");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("needs --raw");
  }
}
