package org.audioprocessor.cli;

import java.time.Duration;
import org.audioprocessor.Parts;
import org.audioprocessor.intake.CollectGenerations;
import org.audioprocessor.intake.CollectGenerations.Collected;
import org.audioprocessor.intake.IntakeException;
import org.audioprocessor.storage.StorageException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes old generations and uploads that broke off, in the background: now, and every hour. */
final class Collecting implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Collecting.class);

  private static final Duration PAUSE = Duration.ofHours(1);

  private final CollectGenerations collect;
  private final LeftoverSweep sweep;
  private final Thread thread;

  private Collecting(CollectGenerations collect, LeftoverSweep sweep) {
    this.collect = collect;
    this.sweep = sweep;
    thread = Thread.ofPlatform().name("collecting").daemon().unstarted(this::collectAndRest);
  }

  static Collecting start(Parts parts) {
    Collecting collecting = new Collecting(parts.collectGenerations(), parts::sweepLeftovers);
    collecting.thread.start();
    return collecting;
  }

  private interface LeftoverSweep {
    int run() throws StorageException;
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
      sweep();
    } catch (IntakeException | StorageException e) {
      LOG.warn("what is left over stays for another hour: {}", e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("A fault of the program", e); // the thread would end without a word
    }
  }

  private void sweep() throws StorageException {
    try {
      int swept = sweep.run();
      if (swept > 0) {
        LOG.info("removed {} uploads that broke off", swept);
      }
    } catch (StorageException e) {
      if (e.kind() != StorageException.Kind.DENIED) {
        throw e;
      }
      // the platform may leave it at that; the doctor says what it costs
      LOG.debug("Leftovers may not be looked for", e);
    }
  }

  /** What is cut short goes on at the next start. */
  @Override
  public void close() {
    thread.interrupt();
  }
}
