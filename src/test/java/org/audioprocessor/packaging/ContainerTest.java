package org.audioprocessor.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.audioprocessor.cli.Cli;
import org.audioprocessor.settings.SettingsSources.EnvironmentNames;
import org.junit.jupiter.api.Test;

class ContainerTest {
  private static final Path DOCKERFILE = Path.of("packaging/docker/Dockerfile");
  private static final Manifest COMPOSE = Manifest.in(Path.of("packaging/compose.yaml")).getFirst();

  /** What stands after a word at the beginning of a line, lines that go on joined. */
  private static String instruction(String word) throws IOException {
    return Files.readString(DOCKERFILE)
        .replace("\\\n", " ")
        .lines()
        .filter(line -> line.startsWith(word + " "))
        .map(line -> line.substring(word.length() + 1))
        .reduce((first, last) -> last)
        .orElseThrow();
  }

  private static List<String> execForm(String instruction) {
    assertThat(instruction).startsWith("[").endsWith("]");
    return Arrays.stream(instruction.substring(1, instruction.length() - 1).split(","))
        .map(word -> word.strip().replace("\"", ""))
        .toList();
  }

  @Test
  void theImagesCommandIsOneOfTheProgram() throws IOException {
    Stream<String> line = Stream.concat(execForm(instruction("CMD")).stream(), Stream.of("--help"));

    assertThat(Cli.run(line.toArray(String[]::new))).isZero();
  }

  /** A shell in between would keep SIGTERM for itself. */
  @Test
  void signalsReachTheProgram() throws IOException {
    assertThat(execForm(instruction("ENTRYPOINT")))
        .containsExactly("/opt/audio-processor/bin/audio-processor");
    assertThat(Files.readString(Path.of("packaging/build/Headless.java"))).contains("\\nexec ");
  }

  @Test
  void theImageIsNotRootAndHasAUtf8Locale() throws IOException {
    assertThat(instruction("USER")).isEqualTo("10001:10001");
    assertThat(instruction("ENV")).contains("LC_ALL=C.UTF-8");
  }

  @Test
  void variablesAreTheProgramsOrAmazons() throws IOException {
    Set<String> names = new TreeSet<>();
    Pattern.compile("AUDIO_PROCESSOR_\\w+")
        .matcher(instruction("ENV"))
        .results()
        .forEach(found -> names.add(found.group()));
    COMPOSE.map("services/worker/environment").keySet().forEach(name -> names.add(name + ""));

    assertThat(names)
        .hasSizeGreaterThan(8)
        .allMatch(name -> name.startsWith("AWS_") || EnvironmentNames.all().contains(name));
  }

  @Test
  void whatTheImageIsBuiltFromIsThere() {
    Path context = Path.of("packaging").resolve(COMPOSE.text("services/worker/build/context"));

    assertThat(context.resolve(COMPOSE.text("services/worker/build/dockerfile"))).exists();
    assertThat(COMPOSE.map("services/worker/depends_on").keySet())
        .allMatch(name -> COMPOSE.has("services/" + name));
    assertThat(Path.of("packaging").resolve(COMPOSE.text("secrets/database-password/file")))
        .exists();
    assertThat(Path.of("packaging/platform-table.sql")).exists();
  }

  /** A tag that moves would change what is tried. */
  @Test
  void imagesOfOthersHaveTagsOfOneRelease() {
    assertThat(COMPOSE.map("services").keySet())
        .hasSizeGreaterThan(3)
        .allSatisfy(service ->
            assertThat(COMPOSE.text("services/" + service + "/image"))
                .matches(
                    "[\\w/.-]+:(\\d+\\.\\d+(\\.\\d+)?|RELEASE\\.[\\dTZ-]+)(@sha256:[0-9a-f]{64})?"));
    assertThat(Manifest.first("Deployment").text("spec/template/spec/containers/0/image"))
        .matches("audio-processor:\\d+\\.\\d+\\.\\d+");
  }

  @Test
  void aContainerIsGivenTimeToDrain() {
    assertThat(COMPOSE.text("services/worker/stop_grace_period")).isEqualTo("60s");
    assertThat(COMPOSE.text("services/worker/read_only")).isEqualTo("true");
  }
}
