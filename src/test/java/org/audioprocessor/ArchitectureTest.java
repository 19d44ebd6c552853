package org.audioprocessor;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
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

  /** What each package may import of ours, with the reason. */
  private record Allowed(Set<String> packages, String because) {}

  private static final String LEAF = "it is a leaf that must be usable and testable on its own";

  private static final Map<String, Allowed> ALLOWED =
      Map.ofEntries(
          Map.entry("loudness", new Allowed(Set.of(), LEAF)),
          Map.entry("quality", new Allowed(Set.of(), LEAF)),
          Map.entry("media", new Allowed(Set.of(), LEAF)),
          Map.entry("hls", new Allowed(Set.of(), LEAF)),
          Map.entry("storage", new Allowed(Set.of(), LEAF)),
          Map.entry("queue", new Allowed(Set.of(), LEAF)),
          Map.entry("settings", new Allowed(Set.of(), LEAF)),
          Map.entry("demo", new Allowed(Set.of(), LEAF)),
          Map.entry(
              "pipeline",
              new Allowed(
                  Set.of("loudness", "media", "hls", "storage"),
                  "one track is processed without knowing queues, workers or faces")),
          Map.entry(
              "isolation",
              new Allowed(
                  Set.of("pipeline", "loudness", "media", "hls", "storage"),
                  "it carries the pipeline's records to another process, and knows no queue")),
          Map.entry(
              "intake",
              new Allowed(
                  Set.of("queue", "storage", "media"),
                  "adding and moving uploads needs no processing")),
          Map.entry(
              "preview",
              new Allowed(
                  Set.of("loudness", "quality", "media", "hls", "storage"),
                  "what was published is heard without knowing queues, processing or screens; the"
                      + " playlists, segments and the timeline are read with hls")),
          Map.entry(
              "health",
              new Allowed(
                  Set.of("worker", "queue", "pipeline"),
                  "whoever watches a worker only hears its events and counts its queue")),
          Map.entry(
              "diagnosis",
              new Allowed(
                  Set.of("settings", "queue", "storage", "media", "isolation"),
                  "the command line and the window show the same steps; it shows none itself")),
          Map.entry(
              "worker",
              new Allowed(
                  Set.of("queue", "pipeline"),
                  "policies are passed in; a worker does not read settings")));

  private static final List<String> WIRING = List.of("cli", "desktop");

  @TestFactory
  Stream<DynamicTest> aPackageImportsOnlyWhatItMay() {
    return ALLOWED.entrySet().stream()
        .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> check(entry)));
  }

  private static void check(Map.Entry<String, Allowed> entry) {
    Set<String> forbidden = new TreeSet<>(ALLOWED.keySet());
    forbidden.addAll(WIRING);
    forbidden.remove(entry.getKey());
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
  void onlyTheDesktopAndOneMediaPlayerKnowJavaFx() {
    noClasses()
        .that(liveOutside("desktop"))
        .and()
        .resideOutsideOfPackage(ROOT + "preview.fx..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("javafx..")
        .because("everything else runs where there is no screen")
        .check(PROGRAM);
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
        .resideOutsideOfPackage(ROOT + "preview.fx")
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
        .because("what a screen knows and does is its view-model's")
        .check(PROGRAM);
  }

  @Test
  void screensDoNotKnowEachOtherNorTheWindow() {
    slices()
        .matching(ROOT + "desktop.(*)..")
        .should()
        .notDependOnEachOther()
        .ignoreDependency(alwaysTrue(), resideInAnyPackage(SHARED_BY_SCREENS))
        .because("a screen can be taken out, or built by somebody else")
        .check(PROGRAM);
    noClasses()
        .that()
        .resideInAPackage(ROOT + "desktop.(*)..")
        .and()
        .resideOutsideOfPackage(ROOT + "desktop")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + "desktop")
        .because("the window knows its screens, not the other way round")
        .check(PROGRAM);
  }

  private static final String[] SHARED_BY_SCREENS = {
    ROOT + "desktop.controls..", ROOT + "desktop.work.."
  };

  private static ArchCondition<JavaClass> knowOfOursOnlyTheirOwnPackageAnd(String shared) {
    return new ArchCondition<>("know of ours only their own package and " + shared) {
      @Override
      public void check(JavaClass view, ConditionEvents events) {
        view.getDirectDependenciesFromSelf().stream()
            .filter(one -> one.getTargetClass().getPackageName().startsWith(ROOT))
            .filter(one -> !one.getTargetClass().getPackageName().equals(shared))
            .filter(one -> !one.getTargetClass().getPackageName().equals(view.getPackageName()))
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
            ROOT + "worker..", ROOT + "health..", ROOT + "queue..", ROOT + "desktop.work..")
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

  /** They show the machine's time to people, or compare it with the database's. */
  private static final Set<String> SHOW_TIMES = Set.of("SessionLog", "DatabaseLook");

  @Test
  void packagesHaveNoCycles() {
    slices().matching("org.audioprocessor.(*)..").should().beFreeOfCycles().check(PROGRAM);
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
