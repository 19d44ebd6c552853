package org.audioprocessor.worker;

import java.util.Collection;
import java.util.concurrent.atomic.AtomicInteger;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.process.Published;
import org.audioprocessor.process.RunContext;
import org.audioprocessor.process.TrackProcessor;

/** Runs real tracks with actions of a test before and after each run. */
final class InterceptedRuns implements TrackProcessor {
  /** The actions of a test around a run. */
  @FunctionalInterface
  interface Step {
    void run(String fileName, RunContext context) throws ProcessingException;
  }

  private final TrackProcessor real;
  private final AtomicInteger now = new AtomicInteger();
  final AtomicInteger runs = new AtomicInteger();
  final AtomicInteger mostAtOnce = new AtomicInteger();
  volatile Step before = (fileName, context) -> {};
  volatile Step after = (fileName, context) -> {};

  InterceptedRuns(TrackProcessor real) {
    this.real = real;
  }

  @Override
  public Published run(String fileName, int generation, int tryNumber, RunContext context)
      throws ProcessingException {
    runs.incrementAndGet();
    mostAtOnce.accumulateAndGet(now.incrementAndGet(), Math::max);
    try {
      before.run(fileName, context);
      Published published = real.run(fileName, generation, tryNumber, context);
      after.run(fileName, context);
      return published;
    } finally {
      now.decrementAndGet();
    }
  }

  @Override
  public void probe(String fileName) throws ProcessingException {
    real.probe(fileName);
  }

  @Override
  public void probeWriting() throws ProcessingException {
    real.probeWriting();
  }

  @Override
  public void discard(Collection<String> keys) throws ProcessingException {
    real.discard(keys);
  }
}
