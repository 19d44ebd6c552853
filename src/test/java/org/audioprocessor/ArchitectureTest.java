package org.audioprocessor;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Who may import whom; ARCHITECTURE.md says the same in words. */
class ArchitectureTest {
  private static final String ROOT = "org.audioprocessor.";

  private static final JavaClasses PROGRAM =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.audioprocessor");

  /** The packages that each package may import, with the reason. */
  private record Allowed(Set<String> packages, String because) {}

  private static final String LEAF = "it is a leaf that must be usable and testable on its own";

  private static final Map<String, Allowed> ALLOWED =
      Map.ofEntries(
          Map.entry("text", new Allowed(Set.of(), LEAF)),
          Map.entry("io", new Allowed(Set.of(), LEAF)),
          Map.entry("loudness", new Allowed(Set.of(), LEAF)),
          Map.entry("quality", new Allowed(Set.of(), LEAF)),
          Map.entry("media", new Allowed(Set.of(), LEAF)),
          Map.entry("hls", new Allowed(Set.of(), LEAF)),
          Map.entry("storage", new Allowed(Set.of(), LEAF)),
          Map.entry("queue", new Allowed(Set.of(), LEAF)),
          Map.entry(
              "settings",
              new Allowed(
                  Set.of("storage"), "encryption and checksums of a bucket are one type for both")),
          Map.entry("demo", new Allowed(Set.of(), LEAF)),
          Map.entry(
              "process",
              new Allowed(
                  Set.of("loudness", "quality", "media", "hls", "storage"),
                  "one track is processed without knowing queues, workers or screens")),
          Map.entry(
              "intake",
              new Allowed(
                  Set.of("queue", "storage", "media"),
                  "adding and moving uploads needs no processing")),
          Map.entry(
              "preview",
              new Allowed(
                  Set.of("loudness", "quality", "media", "hls", "storage"),
                  "the player knows no queue, no processing and no screen; it reads playlists,"
                      + " segments and the timeline with hls")),
          Map.entry(
              "health",
              new Allowed(
                  Set.of("worker", "queue", "process"),
                  "metrics and probes only receive a worker's events and count its queue")),
          Map.entry(
              "diagnosis",
              new Allowed(
                  Set.of("app", "settings", "queue", "storage", "media", "process"),
                  "the command line and the window show the same steps; it shows none itself")),
          Map.entry(
              "worker",
              new Allowed(
                  Set.of("queue", "process"),
                  "policies are passed in; a worker does not read settings")));

  /** All packages may import them; they import no other package. */
  private static final Set<String> SHARED = Set.of("text", "io");

  /** They import everything; who imports {@code app} says so. */
  private static final List<String> WIRING = List.of("app", "cli", "desktop");

  @TestFactory
  Stream<DynamicTest> aPackageImportsOnlyWhatItMay() {
    return ALLOWED.entrySet().stream()
        .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> check(entry)));
  }

  private static void check(Map.Entry<String, Allowed> entry) {
    Set<String> forbidden = new TreeSet<>(ALLOWED.keySet());
    forbidden.addAll(WIRING);
    forbidden.remove(entry.getKey());
    if (!SHARED.contains(entry.getKey())) {
      forbidden.removeAll(SHARED);
    }
    forbidden.removeAll(entry.getValue().packages());
    String[] packages = forbidden.stream().map(name -> ROOT + name + "..").toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage(ROOT + entry.getKey() + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages)
        .because(entry.getValue().because())
        .allowEmptyShould(true)
        .check(PROGRAM);
  }

  @Test
  void onlyMediaKnowsFfmpeg() {
    only("org.bytedeco..", "media", "native memory has one owner").check(PROGRAM);
  }

  @Test
  void onlyQueueKnowsJdbc() {
    only("java.sql..", "queue", "SQL stands in one place").check(PROGRAM);
    only("com.zaxxer..", "queue", "SQL stands in one place").check(PROGRAM);
    only("org.flywaydb..", "queue", "SQL stands in one place").check(PROGRAM);
  }

  @Test
  void onlyHealthCountsWithMicrometer() {
    only("io.micrometer..", "health", "events are counted in one place").check(PROGRAM);
  }

  @Test
  void onlySettingsAskTheKeychain() {
    only("com.github.javakeyring..", "settings", "secrets come through one door").check(PROGRAM);
  }

  @Test
  void onlyStorageKnowsTheClientOfS3() {
    only("software.amazon..", "storage", "a bucket is an ObjectStore everywhere else")
        .check(PROGRAM);
  }

  @Test
  void onlyHlsReadsPlaylistsWithTheParser() {
    only("io.lindstrom..", "hls", "playlists are values everywhere else").check(PROGRAM);
  }

  @Test
  void onlyTheDesktopKnowsJavaFx() {
    noClasses()
        .that(liveOutside("desktop"))
        .and()
        .resideOutsideOfPackage(ROOT + "preview.fx..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("javafx..")
        .because("everything else runs without a screen, but for JavaFX's own player")
        .check(PROGRAM);
    only("atlantafx..", "desktop", "everything else runs without a screen").check(PROGRAM);
    only("org.kordamp..", "desktop", "everything else runs without a screen").check(PROGRAM);
  }

  @Test
  void aViewModelKnowsNoScene() {
    noClasses()
        .that()
        .haveSimpleNameEndingWith("ViewModel")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("javafx.scene..", "javafx.stage..", "javafx.animation..")
        .because("it is tested without a toolkit, on one thread")
        .check(PROGRAM);
  }

  @Test
  void aViewKnowsOnlyItsViewModelAndSharedControls() {
    classes()
        .that()
        .resideInAPackage(ROOT + "desktop.(*)..")
        .and()
        .haveSimpleNameEndingWith("View")
        .should(knowOfOursOnlyTheirOwnPackageAnd(ROOT + "desktop.controls"))
        .because("the view-model holds what a screen knows and does")
        .check(PROGRAM);
  }

  @Test
  void screensDoNotKnowEachOtherNorTheWindow() {
    slices()
        .matching(ROOT + "desktop.(*)..")
        .should()
        .notDependOnEachOther()
        .ignoreDependency(alwaysTrue(), resideInAnyPackage(SHARED_BY_SCREENS))
        .ignoreDependency(resideInAnyPackage(WINDOW), alwaysTrue())
        .because("a screen can be removed, or replaced, without touching another one")
        .check(PROGRAM);
    noClasses()
        .that()
        .resideInAPackage(ROOT + "desktop.(*)..")
        .and()
        .resideOutsideOfPackages(WINDOW)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(WINDOW)
        .because("the window knows its screens, not the other way round")
        .check(PROGRAM);
  }

  private static final String[] SHARED_BY_SCREENS = {
    ROOT + "desktop.controls..",
    ROOT + "desktop.work..",
    ROOT + "desktop.batch..",
    ROOT + "desktop.dialog.."
  };

  private static final String[] WINDOW = {
    ROOT + "desktop", ROOT + "desktop.shell..", ROOT + "desktop.wiring.."
  };

  private static boolean isIn(JavaClass type, String parent) {
    return type.getPackageName().equals(parent) || type.getPackageName().startsWith(parent + ".");
  }

  private static ArchCondition<JavaClass> knowOfOursOnlyTheirOwnPackageAnd(String shared) {
    return new ArchCondition<>("know only their own package and " + shared) {
      @Override
      public void check(JavaClass view, ConditionEvents events) {
        view.getDirectDependenciesFromSelf().stream()
            .filter(one -> one.getTargetClass().getPackageName().startsWith(ROOT))
            .filter(one -> !one.getTargetClass().getPackageName().equals(shared))
            .filter(one -> !isIn(one.getTargetClass(), view.getPackageName()))
            .forEach(one -> events.add(SimpleConditionEvent.violated(one, one.getDescription())));
      }
    };
  }

  @Test
  void onlyTheCommandLinePrintsOrExits() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + "cli..")
        .and()
        .doNotHaveFullyQualifiedName("org.audioprocessor.Main")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(System.class, "exit", int.class)
        .because("a library and a window have no standard output")
        .check(PROGRAM);
  }

  @Test
  void spansAreMeasuredByAMonotonicClock() {
    noClasses()
        .that()
        .resideInAnyPackage(
            ROOT + "worker..",
            ROOT + "health..",
            ROOT + "queue..",
            ROOT + "desktop.work..",
            ROOT + "desktop.batch..")
        .and()
        .doNotHaveSimpleName("MonotonicClock")
        .and()
        .doNotHaveSimpleName("ClockJumps")
        .and(
            DescribedPredicate.describe(
                "do not show times", type -> !SHOW_TIMES.contains(type.getSimpleName())))
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(InstantSource.class, "system")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .because("the machine's clock may be set while a lease, a pause or a batch lasts")
        .check(PROGRAM);
  }

  @Test
  void soundDoesNotDependOnSystemProperties() {
    DescribedPredicate<JavaClass> machine =
        resideInAnyPackage(
            ROOT + "media.ffmpeg..", ROOT + "media.encode.coder..", ROOT + "process.isolation..");
    noClasses()
        .that()
        .resideInAnyPackage(
            ROOT + "media..",
            ROOT + "loudness..",
            ROOT + "quality..",
            ROOT + "hls..",
            ROOT + "process..")
        .and(DescribedPredicate.not(machine))
        .should()
        .callMethod(System.class, "getProperty", String.class)
        .orShould()
        .callMethod(System.class, "getProperty", String.class, String.class)
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .orShould()
        .callMethod(Integer.class, "getInteger", String.class)
        .orShould()
        .callMethod(Integer.class, "getInteger", String.class, int.class)
        .orShould()
        .callMethod(Boolean.class, "getBoolean", String.class)
        .because("a certificate must mean the same on every machine")
        .check(PROGRAM);
  }

  /** They show the machine's time to people, or compare it with the database's. */
  private static final Set<String> SHOW_TIMES = Set.of("SessionLog", "DatabaseProbe");

  @Test
  void packagesHaveNoCyclesNorDoesTheRoot() {
    slices()
        .assignedFrom(
            new SliceAssignment() {
              @Override
              public SliceIdentifier getIdentifierOf(JavaClass type) {
                String name = type.getPackageName() + ".";
                int first = name.indexOf('.', ROOT.length());
                return SliceIdentifier.of(first < 0 ? "root" : name.substring(0, first));
              }

              @Override
              public String getDescription() {
                return "packages below the root, and the root itself";
              }
            })
        .should()
        .beFreeOfCycles()
        .check(PROGRAM);
  }

  @Test
  void aPackageHasAtMostTwentyFiles() throws IOException {
    assertThat(sources().collect(groupingBy(Path::getParent, counting())))
        .allSatisfy(
            (folder, files) -> assertThat(files).as(folder.toString()).isLessThanOrEqualTo(20));
  }

  @Test
  void aFileHasAtMostThreeHundredLines() throws IOException {
    assertThat(sources())
        .allSatisfy(
            file -> assertThat(Files.readAllLines(file)).as(file.toString()).hasSizeLessThan(301));
  }

  @Test
  void noSimpleClassNameOccursTwice() throws IOException {
    assertThat(
            sources()
                .map(file -> file.getFileName().toString())
                .filter(name -> !name.equals("package-info.java")))
        .doesNotHaveDuplicates();
  }

  private static Stream<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    }
  }

  private static ArchRule only(String library, String ours, String reason) {
    return noClasses()
        .that(liveOutside(ours))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .because(reason);
  }

  private static DescribedPredicate<JavaClass> liveOutside(String ours) {
    return DescribedPredicate.describe(
        "live outside " + ours,
        type ->
            !type.getPackageName().equals(ROOT + ours)
                && !type.getPackageName().startsWith(ROOT + ours + "."));
  }
}
