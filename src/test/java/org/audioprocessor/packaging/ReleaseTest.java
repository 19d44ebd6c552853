package org.audioprocessor.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.audioprocessor.testing.Patience;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The workflow that makes a release, and what the build states about its packages. */
class ReleaseTest {
  private static final Path WORKFLOWS = Path.of(".github/workflows");
  private static final Path BUILD = Path.of("packaging/build");

  private static Manifest job(String name) {
    return Manifest.in(WORKFLOWS.resolve("release.yml")).getFirst().at("jobs/" + name);
  }

  private static List<Manifest> steps(String job) {
    return job(job).list("steps");
  }

  private static String run(String job, String nameStart) {
    return steps(job).stream()
        .filter(step -> step.has("name") && step.text("name").startsWith(nameStart))
        .map(step -> step.text("run"))
        .findFirst()
        .orElseThrow();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The hosting service replaces spaces in the names of files. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void theChecksumsAreOfTheNamesThatArePublished(@TempDir Path folder) throws Exception {
    Path release = Files.createDirectory(folder.resolve("release"));
    Files.writeString(release.resolve("Audio Processor-0.1.0.msi"), "msi");
    Files.writeString(release.resolve("audio-processor_0.1.0_amd64.deb"), "deb");
    Files.writeString(folder.resolve("CHANGELOG.md"), "# Changelog\n\n## 0.1.0\n\n- a change\n");

    ProcessBuilder step =
        new ProcessBuilder("bash", "-e", "-c", run("publish", "Names without spaces"))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile());
    step.environment().putAll(Map.of("GITHUB_REF_NAME", "v0.1.0", "LC_ALL", "C.UTF-8"));
    Process process = step.start();
    assertThat(process.waitFor(Patience.LONGEST)).isTrue();

    assertThat(process.exitValue()).as(text(folder.resolve("log"))).isZero();
    try (Stream<Path> files = Files.list(release)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "Audio-Processor-0.1.0.msi", "audio-processor_0.1.0_amd64.deb", "SHA256SUMS");
    }
    assertThat(text(release.resolve("SHA256SUMS")))
        .contains("  Audio-Processor-0.1.0.msi\n", "  audio-processor_0.1.0_amd64.deb\n");
  }

  @Test
  void actionsArePinnedToCommits() throws IOException {
    try (Stream<Path> files = Files.list(WORKFLOWS)) {
      List<String> used =
          files
              .flatMap(file -> text(file).lines())
              .filter(line -> line.contains("uses: "))
              .map(line -> line.substring(line.indexOf("uses: ") + "uses: ".length()))
              .toList();
      assertThat(used).isNotEmpty().allMatch(action -> action.matches("\\S+@[0-9a-f]{40}( #.*)?"));
    }
  }

  @Test
  void baseImagesAreBuiltFromTheirDigests() {
    String digests = run("image", "The base images by their digests");

    assertThat(digests).contains("BUILD_IMAGE", "RUN_IMAGE", "RepoDigests");
    assertThat(text(Path.of("packaging/docker/Dockerfile")))
        .contains("FROM ${BUILD_IMAGE}", "FROM ${RUN_IMAGE}");
  }

  /** Without the secrets of a signature the step is left out, and the rest is still attested. */
  @Test
  void whatCanBeSignedIsSignedAndEverythingIsAttested() {
    for (String step : List.of("The certificate of macOS", "Notarisation", "Authenticode")) {
      assertThat(steps("installers"))
          .filteredOn(one -> one.has("name") && one.text("name").equals(step))
          .singleElement()
          .satisfies(one -> assertThat(one.text("if")).contains("env.HAS_"));
    }
    assertThat(steps("publish"))
        .anySatisfy(one -> assertThat(one.text("if")).contains("env.HAS_GPG_KEY"));
    for (String job : List.of("publish", "image-of-all-architectures")) {
      assertThat(steps(job))
          .anySatisfy(one -> assertThat(one.text("uses")).contains("attest-build-provenance"));
    }
  }

  @Test
  void theImageIsMadeForBothArchitectures() {
    assertThat(job("image").list("strategy/matrix/include"))
        .extracting(one -> one.text("architecture"))
        .containsExactlyInAnyOrder("amd64", "arm64");
  }

  /** The line would make every build ask a registry for a builder's front end. */
  @Test
  void theDockerfileNeedsNoOtherFrontEnd() {
    assertThat(text(Path.of("packaging/docker/Dockerfile"))).doesNotContain("# syntax");
  }

  @Test
  void packagesHaveTheDateOfTheSourcesAndTheirOneDifferenceIsDocumented() {
    assertThat(text(BUILD.resolve("Deb.java"))).contains("SOURCE_DATE_EPOCH");
    assertThat(text(BUILD.resolve("Dist.java"))).contains("SOURCE_DATE_EPOCH");
    assertThat(text(Path.of("src/docs/packaging.md"))).contains("reproducible", "cache");
  }

  @Test
  void theBuildAndItsPageNameTheToolsThatAreNeeded() {
    assertThat(text(BUILD.resolve("Dist.java"))).contains("Install the package fakeroot");
    assertThat(text(Path.of("src/docs/packaging.md")))
        .contains("`dpkg-deb` and `fakeroot`", "`docker compose` means version 2");
  }
}
