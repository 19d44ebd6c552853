package org.audioprocessor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.audioprocessor.Main;
import org.audioprocessor.testing.AudioFiles;
import org.audioprocessor.testing.Patience;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Names that a command line, a locale or a system treats specially; as processes of their own. */
class NamesAndPlacesTest {
  @TempDir private Path folder;

  private record Ended(int status, String out, String err) {}

  private Ended run(Map<String, String> environment, List<String> flags, String... arguments)
      throws Exception {
    List<String> command =
        Stream.of(
                Stream.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()),
                Stream.of("--enable-native-access=ALL-UNNAMED"),
                Stream.of("--sun-misc-unsafe-memory-access=allow", "-XX:TieredStopAtLevel=1"),
                flags.stream(),
                Stream.of("-cp", System.getProperty("java.class.path"), Main.class.getName()),
                Stream.of(arguments))
            .flatMap(parts -> parts)
            .toList();
    Path out = folder.resolveSibling(folder.getFileName() + ".out");
    Path err = folder.resolveSibling(folder.getFileName() + ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().keySet().removeAll(List.of("HOME", "XDG_DATA_HOME"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      assertThat(process.waitFor(Patience.LONGEST.toSeconds(), TimeUnit.SECONDS)).isTrue();
      return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    } finally {
      process.destroyForcibly();
      Files.deleteIfExists(out);
      Files.deleteIfExists(err);
    }
  }

  private void track(String name) throws IOException {
    AudioFiles.wav(folder.resolve(name), AudioFiles.sine(1, 8_000, 440, 1, 0.1), 8_000);
  }

  private static Map<String, String> utf8(Path home) {
    return Map.of("LC_ALL", "C.UTF-8", "HOME", home.toString());
  }

  @Test
  void namesThatBeginWithAnAtSignOrADashAreNames() throws Exception {
    track("@home.wav");
    track("-dash.wav");
    Ended both =
        run(
            utf8(folder),
            List.of("-Duser.home=" + folder),
            "measure",
            "--workspace",
            "w",
            "@home.wav",
            "--",
            "-dash.wav");
    assertThat(both.out()).contains("@home.wav", "-dash.wav");
    assertThat(both.status()).isEqualTo(ExitCode.DONE.code());
    Ended hint = run(utf8(folder), List.of(), "measure", "-dash.wav");
    assertThat(hint.err()).contains("after “--”");
    assertThat(hint.status()).isEqualTo(ExitCode.USAGE.code());
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aLocaleThatCannotReadANameIsNamed() throws Exception {
    Files.write(
        folder.resolve("script"), // the name's bytes must not pass through Java
        """
        exec "$@" "$(printf 'Caf\\303\\251 two.wav')"
        """
            .getBytes(StandardCharsets.US_ASCII));
    Map<String, String> ascii = Map.of("LC_ALL", "C", "HOME", folder.toString());
    List<String> java =
        List.of(
            "sh",
            "script",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "measure");
    ProcessBuilder builder = new ProcessBuilder(java).directory(folder.toFile());
    builder.environment().putAll(ascii);
    Path err = folder.resolve("err");
    Process process =
        builder.redirectError(err.toFile()).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    assertThat(process.waitFor(Patience.LONGEST.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(err, StandardCharsets.ISO_8859_1)).contains("LC_ALL=C.UTF-8");
    assertThat(process.exitValue()).isEqualTo(ExitCode.ENVIRONMENT.code());
  }

  @Test
  void aUserWithoutAHomeIsToldSoAndNothingIsMade() throws Exception {
    Ended ended = run(Map.of("LC_ALL", "C.UTF-8"), List.of("-Duser.home=?"), "list");
    assertThat(ended.err()).contains("has no home folder", "--workspace");
    assertThat(ended.status()).isEqualTo(ExitCode.ENVIRONMENT.code());
    try (Stream<Path> made = Files.list(folder)) {
      assertThat(made).isEmpty();
    }
  }
}
