package org.audioprocessor.cli.run;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;
import org.audioprocessor.app.Application;
import org.audioprocessor.app.BuildInfo;
import org.audioprocessor.cli.ExitCode.EnvironmentException;
import org.audioprocessor.health.HealthServer;
import org.audioprocessor.health.WorkerHealth;
import org.audioprocessor.health.WorkerMetrics;
import org.audioprocessor.queue.MonotonicClock;
import org.audioprocessor.settings.Settings;
import org.audioprocessor.worker.WorkerEvent;
import org.audioprocessor.worker.WorkerListener;
import org.audioprocessor.worker.WorkerPool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The optional health port of a worker, its health state and its metrics. */
public final class HealthEndpoint implements WorkerListener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HealthEndpoint.class);

  private final WorkerHealth health = new WorkerHealth();
  private final @Nullable Port port;

  private record Port(HealthServer server, WorkerMetrics metrics) {}

  private HealthEndpoint(Settings.HealthPort wanted) throws EnvironmentException {
    port = wanted.port() == 0 ? null : open(wanted);
  }

  /** Opens the port, unless it is 0. */
  public static HealthEndpoint start(Settings.HealthPort wanted) throws EnvironmentException {
    return new HealthEndpoint(wanted);
  }

  @SuppressWarnings("MustBeClosedChecker") // closed with this
  private Port open(Settings.HealthPort wanted) throws EnvironmentException {
    WorkerMetrics metrics = new WorkerMetrics();
    metrics.build(BuildInfo.version());
    try {
      HealthServer server =
          HealthServer.start(
              InetAddress.getByName(wanted.address()),
              wanted.port(),
              health::liveness,
              health::readiness,
              metrics::text);
      LOG.info("health port {} of {}", server.address().getPort(), wanted.address());
      return new Port(server, metrics);
    } catch (IOException e) {
      metrics.close();
      throw new EnvironmentException(String.valueOf(e.getMessage()), e);
    }
  }

  public void waits(String reason) {
    health.startDelayed(reason);
  }

  /** Adds the metrics of queue and store, once the application is open. */
  public void opened(Application application) {
    if (port != null) {
      port.metrics.watchQueue(application.queue(), new MonotonicClock());
      port.metrics.watchUploadRetries(application.store()::uploadRetries);
    }
  }

  void started(WorkerPool pool) {
    health.watchFaults(() -> Optional.ofNullable(pool.fault()));
    health.started(pool::hasProbed);
  }

  void stops() {
    health.stopping();
  }

  @Override
  public void on(WorkerEvent event) {
    health.on(event);
    if (port != null) {
      port.metrics.on(event);
    }
  }

  @Override
  public void close() {
    if (port != null) {
      port.server.close();
      port.metrics.close();
    }
  }
}
