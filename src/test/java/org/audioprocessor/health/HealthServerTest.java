package org.audioprocessor.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.audioprocessor.health.WorkerHealth.Readiness;
import org.audioprocessor.testing.Patience;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HealthServerTest {
  private final AtomicReference<Readiness> readiness =
      new AtomicReference<>(new Readiness(false, "The worker is starting."));
  private final AtomicReference<Readiness> liveness =
      new AtomicReference<>(new Readiness(true, "OK."));
  private HealthServer server;

  @BeforeEach
  void start() throws IOException {
    server = start(InetAddress.getLoopbackAddress(), 0);
  }

  private HealthServer start(InetAddress address, int port) throws IOException {
    return HealthServer.start(address, port, liveness::get, readiness::get, () -> "a_metric 1\n");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<String> ask(String method, String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + server.address().getPort() + path);
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.noBody()).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  /** Sends raw bytes, because a client would correct an invalid request. */
  private String say(String request) throws IOException {
    try (Socket socket = new Socket(server.address().getAddress(), server.address().getPort())) {
      socket.setSoTimeout(Math.toIntExact(Patience.LONGEST.toMillis()));
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      String answer =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      return answer.lines().findFirst().orElse("");
    }
  }

  @Test
  void aWorkerLivesBeforeItIsReady() throws Exception {
    assertThat(ask("GET", "/live").statusCode()).isEqualTo(200);
    assertThat(ask("GET", "/ready").statusCode()).isEqualTo(503);
    assertThat(ask("GET", "/ready").body()).isEqualTo("The worker is starting.\n");

    readiness.set(new Readiness(true, "The worker claims uploads."));

    assertThat(ask("GET", "/ready").statusCode()).isEqualTo(200);
  }

  @Test
  void aWorkerWithADeadThreadIsNotAliveAndSaysWhich() throws Exception {
    liveness.set(new Readiness(false, "The thread worker-0 has ended unexpectedly."));

    assertThat(ask("GET", "/live").statusCode()).isEqualTo(503);
    assertThat(ask("GET", "/live").body()).contains("worker-0");
  }

  @Test
  void metricsAreText() throws Exception {
    HttpResponse<String> answer = ask("GET", "/metrics");
    assertThat(answer.body()).isEqualTo("a_metric 1\n");
    assertThat(answer.headers().firstValue("Content-Type"))
        .contains("text/plain; version=0.0.4; charset=utf-8");
    HttpResponse<String> head = ask("HEAD", "/metrics");
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/live/", "/live/x", "/metrics?name=x", "/ready/../live", "/%6Cive", "/env"})
  void noOtherPathIsAnswered(String path) throws Exception {
    assertThat(ask("GET", path).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH"})
  void noOtherMethodIsAnswered(String method) throws Exception {
    assertThat(ask(method, "/live").statusCode()).isEqualTo(405);
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.example.com", "127.0.0.1.evil.example.com", "localhost@evil", ""})
  void onLoopbackNoOtherHostIsAnswered(String host) throws IOException {
    String end = " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
    assertThat(say("GET /metrics" + end)).contains("421");
    assertThat(say("GET http://127.0.0.1/metrics" + end)).contains("421");
  }

  @Test
  void aPrometheusAtLoopbackIsAnswered() throws IOException {
    int port = server.address().getPort();
    for (String host : new String[] {"localhost:" + port, "127.0.0.1", "[::1]:" + port}) {
      String request = "GET /live HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
      assertThat(say(request)).as(host).contains("200");
    }
  }

  @Test
  void whatIsNotHttpEndsAndTheNextIsAnswered() throws Exception {
    for (String noise : new String[] {"\u0000\u0001\u0002\r\n\r\n", "GET\r\n\r\n", "x"}) {
      try (Socket socket = new Socket(server.address().getAddress(), server.address().getPort())) {
        socket.getOutputStream().write(noise.getBytes(StandardCharsets.ISO_8859_1));
      }
    }
    assertThat(ask("GET", "/live").statusCode()).isEqualTo(200);
  }

  @Test
  void aPortThatIsTakenIsSaidInWords() {
    int taken = server.address().getPort();
    assertThatThrownBy(() -> start(InetAddress.getLoopbackAddress(), taken).close())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("The health port " + taken)
        .hasMessageContaining("--health-port");
  }

  @Test
  void aFaultOfTheMetricsDoesNotAffectOtherRequests() throws Exception {
    server.close();
    server =
        HealthServer.start(
            InetAddress.getLoopbackAddress(),
            0,
            liveness::get,
            readiness::get,
            () -> {
              throw new UncheckedIOException(new IOException("of its innards"));
            });
    assertThat(ask("GET", "/metrics").statusCode()).isEqualTo(500);
    assertThat(ask("GET", "/metrics").body()).doesNotContain("innards");
    assertThat(ask("GET", "/live").statusCode()).isEqualTo(200);
  }
}
