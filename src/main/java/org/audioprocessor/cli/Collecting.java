package org.audioprocessor.cli;

import java.time.Duration;
import org.audioprocessor.intake.CollectGenerations;
import org.audioprocessor.intake.CollectGenerations.Collected;
import org.audioprocessor.intake.IntakeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes old generations in the background: now, and every hour. */
final class Collecting implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Collecting.class);

  private static final Duration PAUSE = Duration.ofHours(1);

  private final CollectGenerations collect;
  private final Thread thread;

  private Collecting(CollectGenerations collect) {
    this.collect = collect;
    thread = Thread.ofPlatform().name("collecting").daemon().unstarted(this::collectAndRest);
  }

  static Collecting start(CollectGenerations collect) {
    Collecting collecting = new Collecting(collect);
    collecting.thread.start();
    return collecting;
  }

  private void collectAndRest() {
    try {
      while (true) {
        run();
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException closed) {
      LOG.debug("collecting ends");
    }
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
      LOG.error("A fault of the program", e); // the thread would end without a word
    }
  }

  /** What is cut short goes on at the next start. */
  @Override
  public void close() {
    thread.interrupt();
  }
}
