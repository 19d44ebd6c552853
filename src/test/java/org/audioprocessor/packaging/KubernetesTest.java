package org.audioprocessor.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.audioprocessor.cli.Cli;
import org.audioprocessor.health.HealthServer;
import org.audioprocessor.health.WorkerHealth.Readiness;
import org.audioprocessor.settings.SettingKey;
import org.audioprocessor.settings.SettingsSources.EnvironmentNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class KubernetesTest {
  private static final Path FOLDER = Path.of("packaging/kubernetes");

  /** A worker ends within this after SIGTERM. */
  private static final int DRAIN_SECONDS = 25;

  private static Manifest worker() {
    return Manifest.first("Deployment").at("spec/template/spec/containers/0");
  }

  static Stream<Manifest> kustomizations() {
    return Manifest.ofKubernetes().stream()
        .filter(m -> Set.of("Kustomization", "Component").contains(m.text("kind")));
  }

  @ParameterizedTest
  @MethodSource("kustomizations")
  void whatAFolderNamesIsThere(Manifest folder) {
    Path here = Path.of(folder.where()).resolveSibling(".");
    Set<String> named = new TreeSet<>(folder.texts("resources"));
    if (folder.has("components")) {
      named.addAll(folder.texts("components"));
    }
    if (folder.has("patches")) {
      folder.list("patches").forEach(patch -> named.add(patch.text("path")));
    }

    assertThat(named).allSatisfy(name -> assertThat(here.resolve(name)).exists());
  }

  @Test
  void theWorkersCommandIsOneOfTheProgram() {
    Stream<String> line = Stream.concat(worker().texts("args").stream(), Stream.of("--help"));

    assertThat(Cli.run(line.toArray(String[]::new))).isZero();
  }

  @Test
  void aPolicyLetsOnlyProbesInAndOnlyWhatAWorkerCallsOut() {
    Manifest policy = Manifest.first("NetworkPolicy").at("spec");
    Manifest base =
        Manifest.ofKind("Kustomization").stream()
            .filter(folder -> folder.where().contains("base"))
            .findFirst()
            .orElseThrow();
    Manifest labels = base.at("labels/0");

    assertThat(base.texts("resources")).contains("network-policy.yaml");
    assertThat(labels.text("includeTemplates")).as("pods have the labels").isEqualTo("true");
    assertThat(policy.map("podSelector/matchLabels").entrySet())
        .isNotEmpty()
        .allSatisfy(label ->
            assertThat(labels.map("pairs").get(label.getKey())).isEqualTo(label.getValue()));
    assertThat(policy.texts("policyTypes")).containsExactlyInAnyOrder("Ingress", "Egress");
    assertThat(ports(policy, "ingress")).containsExactly(worker().text("ports/0/containerPort"));
    assertThat(ports(policy, "egress"))
        .containsExactlyInAnyOrder("53", "53", "443", "3306", "5432", "80");
  }

  /** A rule without ports would let everything through. */
  private static List<String> ports(Manifest policy, String direction) {
    List<Manifest> rules = policy.list(direction);
    assertThat(rules).allSatisfy(rule -> assertThat(rule.list("ports")).isNotEmpty());
    return rules.stream()
        .flatMap(rule -> rule.list("ports").stream())
        .map(port -> port.text("port"))
        .toList();
  }

  @Test
  void allVariablesAreTheProgramsOrAmazons() {
    Set<String> names = new TreeSet<>();
    worker().list("env").forEach(variable -> names.add(variable.text("name")));
    Manifest.ofKind("ConfigMap")
        .forEach(m -> m.map("data").keySet().forEach(k -> names.add(k + "")));

    assertThat(names)
        .hasSizeGreaterThan(8)
        .allMatch(name -> name.startsWith("AWS_") || EnvironmentNames.all().contains(name));
  }

  @Test
  void theExamplesValuesAreAllowed() {
    Manifest example = Manifest.first("ConfigMap");
    List<SettingKey<?>> set =
        SettingKey.ALL.stream()
            .filter(
                key -> key.environmentVariable().filter(v -> example.has("data/" + v)).isPresent())
            .toList();

    assertThat(set).hasSizeGreaterThan(4);
    assertThat(set)
        .allSatisfy(key ->
            assertThat(key.read(example.text("data/" + key.environmentVariable().orElseThrow())))
                .as(key.name())
                .isPresent());
  }

  @ParameterizedTest
  @ValueSource(strings = {"startupProbe", "livenessProbe", "readinessProbe"})
  void aProbeAsksWhatTheProgramAnswers(String probe) throws Exception {
    Manifest asked = worker().at(probe + "/httpGet");

    assertThat(answer(asked.text("path"))).isEqualTo(200);
    assertThat(ports()).contains(asked.text("port"));
  }

  @Test
  void theMonitorReadsTheWorkersMetrics() throws Exception {
    Manifest endpoint = Manifest.first("ServiceMonitor").at("spec/endpoints/0");
    Manifest service = Manifest.first("Service").at("spec/ports/0");

    assertThat(answer(endpoint.text("path"))).isEqualTo(200);
    assertThat(service.text("name")).isEqualTo(endpoint.text("port"));
    assertThat(ports()).contains(service.text("targetPort"));
    assertThat(service.text("port")).isEqualTo(worker().text("ports/0/containerPort"));
  }

  private static int answer(String path) throws Exception {
    try (HealthServer health =
            HealthServer.start(
                InetAddress.getLoopbackAddress(),
                0,
                () -> new Readiness(true, ""),
                () -> new Readiness(true, ""),
                () -> "");
        HttpClient client = HttpClient.newHttpClient()) {
      URI uri = URI.create("http://127.0.0.1:" + health.address().getPort() + path);
      return client
          .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
          .statusCode();
    }
  }

  private static List<String> ports() {
    return worker().list("ports").stream().map(port -> port.text("name")).toList();
  }

  @Test
  void theHealthPortIsTheOneThatIsSet() {
    assertThat(worker().list("env"))
        .filteredOn(variable -> variable.text("name").equals("AUDIO_PROCESSOR_HEALTH_PORT"))
        .singleElement()
        .satisfies(variable ->
            assertThat(variable.text("value")).isEqualTo(worker().text("ports/0/containerPort")));
  }

  @Test
  void everySelectorFindsTheWorkers() {
    Manifest base = Manifest.in(FOLDER.resolve("base/kustomization.yaml")).getFirst();
    Map<?, ?> labels = base.map("labels/0/pairs");

    assertThat(base.text("labels/0/includeSelectors")).isEqualTo("true");
    assertThat(labels.entrySet().toString())
        .contains(entries("PodDisruptionBudget"))
        .contains(entries("ServiceMonitor"));
  }

  private static List<String> entries(String kind) {
    Map<?, ?> labels = Manifest.first(kind).map("spec/selector/matchLabels");
    assertThat(labels).isNotEmpty();
    return labels.entrySet().stream().map(Object::toString).toList();
  }

  @Test
  void theFleetIsScaledByItsName() {
    assertThat(Manifest.ofKind("ScaledObject"))
        .hasSize(2)
        .allSatisfy(scaled -> {
          assertThat(scaled.text("spec/scaleTargetRef/name"))
              .isEqualTo(Manifest.first("Deployment").text("metadata/name"));
          assertThat(Integer.parseInt(scaled.text("spec/cooldownPeriod")))
              .isGreaterThanOrEqualTo(300);
          assertThat(Integer.parseInt(scaled.text("spec/minReplicaCount"))).isZero();
        });
  }

  @Test
  void workersStartWhereTheirTablesAreNotThereYet() {
    String replicas = Manifest.first("Deployment").text("spec/replicas");

    assertThat(Manifest.ofKind("ScaledObject"))
        .allSatisfy(scaled -> {
          assertThat(scaled.text("spec/fallback/replicas")).isEqualTo(replicas);
          assertThat(Integer.parseInt(scaled.text("spec/fallback/failureThreshold"))).isPositive();
        });
  }

  @Test
  void aWorkerHasTimeToGiveBackWhatItHolds() {
    Manifest pod = Manifest.first("Deployment").at("spec/template/spec");

    assertThat(Integer.parseInt(pod.text("terminationGracePeriodSeconds")))
        .isGreaterThan(2 * DRAIN_SECONDS);
    assertThat(worker().has("lifecycle")).isFalse();
  }

  @Test
  void aWorkerWritesOnlyWhereSomethingIsMounted() {
    Manifest pod = Manifest.first("Deployment").at("spec/template/spec");
    List<String> volumes = pod.list("volumes").stream().map(v -> v.text("name")).toList();
    List<String> mounts =
        worker().list("volumeMounts").stream().map(m -> m.text("mountPath")).toList();
    List<String> arguments = worker().texts("args");

    assertThat(worker().text("securityContext/readOnlyRootFilesystem")).isEqualTo("true");
    assertThat(mounts).contains("/tmp", arguments.get(arguments.indexOf("--workspace") + 1));
    assertThat(volumes)
        .containsAll(worker().list("volumeMounts").stream().map(m -> m.text("name")).toList());
  }

  @Test
  void everySecretThatIsReadIsInTheExample() {
    Manifest secret = Manifest.first("Secret");
    Set<String> names = new TreeSet<>();
    worker().list("env").stream()
        .filter(variable -> variable.has("valueFrom"))
        .forEach(v -> names.add(v.text("valueFrom/secretKeyRef/key")));
    Manifest.ofKind("TriggerAuthentication")
        .forEach(m -> m.list("spec/secretTargetRef").forEach(t -> names.add(t.text("key"))));

    assertThat(names).contains("user", "keda").allMatch(key -> secret.has("stringData/" + key));
    assertThat(secret.text("metadata/name"))
        .isEqualTo(worker().text("env/0/valueFrom/secretKeyRef/name"));
  }

  @Test
  void theDashboardShowsOnlyWhatTheWorkerCounts(@TempDir Path folder) throws Exception {
    String dashboard = Files.readString(FOLDER.resolve("monitoring/dashboard.json"));

    assertThat(DashboardMetrics.namedIn(dashboard)).hasSizeGreaterThan(8);
    assertThat(DashboardMetrics.ofTheWorker(folder))
        .containsAll(DashboardMetrics.namedIn(dashboard));
  }
}
