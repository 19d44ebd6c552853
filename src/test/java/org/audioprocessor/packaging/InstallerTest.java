package org.audioprocessor.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.audioprocessor.Main;
import org.audioprocessor.cli.Cli;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstallerTest {
  private static List<String> lines(String file) throws IOException {
    return Files.readAllLines(Path.of(file));
  }

  private static Set<String> modules(String line) {
    return new TreeSet<>(Arrays.asList(line.split(",")));
  }

  /** The modules of the JDK that our own classes name. */
  private static Set<String> needed() throws URISyntaxException {
    Path classes = Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    StringWriter said = new StringWriter();
    int end =
        ToolProvider.findFirst("jdeps")
            .orElseThrow()
            .run(
                new PrintWriter(said),
                new PrintWriter(said),
                "--ignore-missing-deps",
                "--print-module-deps",
                "--multi-release",
                "25",
                classes.toString());
    assertThat(end).as(said.toString()).isZero();
    return modules(said.toString().strip());
  }

  @Test
  void theImageHasTheModulesThatTheProgramNames() throws Exception {
    Set<String> shipped =
        lines("jpackage.cfg").stream()
            .filter(line -> line.startsWith("--add-modules "))
            .map(line -> modules(line.substring("--add-modules ".length())))
            .findFirst()
            .orElseThrow();

    assertThat(needed()).contains("java.base", "java.sql");
    assertThat(shipped).containsAll(needed());
  }

  @Test
  void theMenuEntryOpensTheWindowWithTheFiles() throws IOException {
    List<String> entry = lines("packaging/linux/share/applications/audio-processor.desktop");

    assertThat(entry)
        .contains(
            "Exec=/opt/audio-processor/bin/audio-processor desktop %F", "Icon=audio-processor")
        .anyMatch(line -> line.startsWith("MimeType=") && line.contains("audio/flac;"));
    assertThat(Cli.run("desktop", "a.flac", "--help")).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"linux", "windows", "macos"})
  void whatThePlatformsOptionsNameIsThere(String platform) throws IOException {
    Set<String> named =
        Stream.of("jpackage.cfg", "installer.cfg")
            .flatMap(file -> read("packaging/" + platform + "/" + file))
            .flatMap(line -> Arrays.stream(line.split("[ =]")))
            .filter(word -> word.startsWith("packaging/") || word.startsWith("icons/"))
            .collect(Collectors.toSet());

    assertThat(named).isNotEmpty().allSatisfy(file -> assertThat(Path.of(file)).exists());
  }

  @Test
  void theRpmListsEveryKindOfSharedFileThatTheBuildMakes() throws IOException {
    String spec = Files.readString(Path.of("packaging/linux/audio-processor.spec"));

    assertThat(spec.substring(spec.indexOf("%files")))
        .contains("applications", "bash-completion", "doc", "icons", "man1", "metainfo");
  }

  @Test
  void theLicencesOfFfmpegAreShipped() throws IOException {
    assertThat(Files.readString(Path.of("packaging/licences/LGPL-3.0.txt")))
        .contains("GNU LESSER GENERAL PUBLIC LICENSE");
    assertThat(Files.readString(Path.of("packaging/licences/GPL-3.0.txt")))
        .contains("GNU GENERAL PUBLIC LICENSE");
  }

  @Test
  void softwareCentresGetThePagesOfTheMenuEntry() throws IOException {
    assertThat(
            Files.readString(
                Path.of(
                    "packaging/linux/share/metainfo/org.audioprocessor.audio-processor.metainfo.xml")))
        .contains("<launchable type=\"desktop-id\">audio-processor.desktop</launchable>");
  }

  private static Stream<String> read(String file) {
    try {
      return lines(file).stream().filter(line -> !line.startsWith("#"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A changed drawing needs new icons; the committed copy shows the difference. */
  @Test
  void theIconsAreOfTheDrawing() throws IOException {
    assertThat(Path.of("icons/hicolor/scalable/apps/audio-processor.svg"))
        .hasSameTextualContentAs(Path.of("icons/audio-processor.svg"));
    assertThat(Files.readAllBytes(Path.of("icons/audio-processor.icns")))
        .startsWith('i', 'c', 'n', 's');
    assertThat(Files.readAllBytes(Path.of("icons/audio-processor.ico"))).startsWith(0, 0, 1, 0);
  }
}
