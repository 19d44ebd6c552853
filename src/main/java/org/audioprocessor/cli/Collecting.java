package org.audioprocessor.cli;

import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.audioprocessor.intake.CollectGenerations;
import org.audioprocessor.intake.CollectGenerations.Collected;
import org.audioprocessor.intake.IntakeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes old generations in the background: now, and every hour. */
final class Collecting implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Collecting.class);

  private final CollectGenerations collect;
  private final ScheduledExecutorService hourly =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("collecting").daemon().factory());

  private Collecting(CollectGenerations collect) {
    this.collect = collect;
  }

  static Collecting start(CollectGenerations collect) {
    Collecting collecting = new Collecting(collect);
    // its result is never there; what fails is caught where it happens
    Future<?> _ = collecting.hourly.scheduleWithFixedDelay(collecting::run, 0, 1, TimeUnit.HOURS);
    return collecting;
  }

  private void run() {
    try {
      Collected collected = collect.run();
      if (collected.tries() > 0) {
        LOG.info(
            "collected {} objects of {} old generations", collected.objects(), collected.tries());
      }
    } catch (IntakeException e) {
      LOG.warn("old generations stay for another hour: {}", e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("A fault of the program", e); // the schedule would end without a word
    }
  }

  /** What is cut short goes on at the next start. */
  @Override
  public void close() {
    hourly.shutdownNow();
  }
}
