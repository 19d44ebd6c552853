package org.audioprocessor.health;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.audioprocessor.health.WorkerHealth.Readiness;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves {@code GET} and {@code HEAD} of {@code /live}, {@code /ready} and {@code /metrics} only.
 * On a loopback address it requires a loopback Host header, which prevents DNS rebinding by web
 * pages.
 */
public final class HealthServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HealthServer.class);

  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String METRICS = "text/plain; version=0.0.4; charset=utf-8";
  private static final int MAX_CONCURRENT = 4;
  private static final Pattern LOOPBACK_HOST =
      Pattern.compile("(localhost|127(\\.\\d{1,3}){3}|\\[::1\\])(:\\d{1,5})?");

  static {
    // read once, when the server's classes load: no client may hold connections open forever
    limit("sun.net.httpserver.maxReqTime", "5");
    limit("sun.net.httpserver.maxRspTime", "10");
    limit("sun.net.httpserver.idleInterval", "30");
    limit("sun.net.httpserver.maxReqHeaders", "50");
    limit("jdk.httpserver.maxConnections", "64");
  }

  private final HttpServer server;
  private final ExecutorService threads;
  private final Semaphore permits = new Semaphore(MAX_CONCURRENT);
  private final Supplier<Readiness> liveness;
  private final Supplier<Readiness> readiness;
  private final Supplier<String> metrics;

  private HealthServer(
      HttpServer server,
      Supplier<Readiness> liveness,
      Supplier<Readiness> readiness,
      Supplier<String> metrics) {
    this.server = server;
    this.liveness = liveness;
    this.readiness = readiness;
    this.metrics = metrics;
    threads = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("health-", 0).factory());
  }

  private static void limit(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  /**
   * Opens the port and starts the server.
   *
   * @param port 0 for any free port
   * @param liveness false only if a restart is required
   * @param metrics in Prometheus' text format 0.0.4
   * @throws IOException with a message to be shown to users if the port cannot be opened
   */
  public static HealthServer start(
      InetAddress address,
      int port,
      Supplier<Readiness> liveness,
      Supplier<Readiness> readiness,
      Supplier<String> metrics)
      throws IOException {
    HttpServer server;
    try {
      server = HttpServer.create(new InetSocketAddress(address, port), 16);
    } catch (IOException e) {
      throw new IOException(
          "The health port "
              + port
              + " of "
              + address.getHostAddress()
              + " cannot be opened: "
              + e.getMessage()
              + ". Choose another one with --health-port.",
          e);
    }
    HealthServer health = new HealthServer(server, liveness, readiness, metrics);
    server.setExecutor(health.threads);
    server.createContext("/", health::answer);
    server.start();
    return health;
  }

  public InetSocketAddress address() {
    return server.getAddress();
  }

  private record Answer(int status, String type, String text) {
    static Answer of(int status, String line) {
      return new Answer(status, TEXT, line + "\n");
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!permits.tryAcquire()) {
        send(exchange, Answer.of(503, "Too many concurrent requests."));
        return;
      }
      try {
        send(exchange, answerTo(exchange));
      } finally {
        permits.release();
      }
    }
  }

  private Answer answerTo(HttpExchange exchange) {
    String method = exchange.getRequestMethod();
    if (!method.equals("GET") && !method.equals("HEAD")) {
      return Answer.of(405, "Only GET and HEAD are allowed.");
    }
    if (!hasAllowedHost(exchange)) {
      return Answer.of(421, "Use a loopback address as the host.");
    }
    try {
      return switch (exchange.getRequestURI().toString()) {
        case "/live" -> answerOf(liveness.get());
        case "/ready" -> answerOf(readiness.get());
        case "/metrics" -> new Answer(200, METRICS, metrics.get());
        default -> Answer.of(404, "Available: /live, /ready and /metrics.");
      };
    } catch (RuntimeException e) {
      LOG.error("Health request failed", e);
      return Answer.of(500, "Internal error; see the program's log.");
    }
  }

  private static Answer answerOf(Readiness now) {
    return Answer.of(now.isReady() ? 200 : 503, now.sentence());
  }

  private boolean hasAllowedHost(HttpExchange exchange) {
    String host = exchange.getRequestHeaders().getFirst("Host");
    return !server.getAddress().getAddress().isLoopbackAddress()
        || (host != null && LOOPBACK_HOST.matcher(host).matches());
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    byte[] body = answer.text().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", answer.type());
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
      exchange.sendResponseHeaders(answer.status(), -1);
      return;
    }
    exchange.sendResponseHeaders(answer.status(), body.length);
    exchange.getResponseBody().write(body);
  }

  /** Closes the port at once. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
