package org.audioprocessor.bench.sizing;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * One day of a queue: uploads come by the hour's rate, the oldest is claimed by the worker that has
 * been free the longest, claims pass the database one after the other. Simulated are 28 hours from
 * 4 in the morning; the first four fill the queue and are not counted. Exact for a queue that is
 * first in, first out, so it needs no list of events.
 */
final class SimulatedDay {
  private static final double FROM_SECONDS = 4 * 3_600;
  private static final double COUNTED_FROM_SECONDS = 8 * 3_600;
  private static final double TO_SECONDS = 32 * 3_600;

  /** An idle worker looks for work this often. */
  private static final double POLL_SECONDS = 2;

  private final ArrivalProfile arrivals;
  private final ServiceTimes service;
  private final double claimsPerSecond;
  private final long seed;

  /**
   * @param claimsPerSecond what the database can do
   * @param seed the same seed gives the same uploads at the same moments, whatever the fleet
   */
  SimulatedDay(ArrivalProfile arrivals, ServiceTimes service, double claimsPerSecond, long seed) {
    this.arrivals = arrivals;
    this.service = service;
    this.claimsPerSecond = claimsPerSecond;
    this.seed = seed;
  }

  /**
   * What a fleet achieved.
   *
   * @param waitingSeconds95 from uploaded to published, for all but the slowest 5 %
   * @param busyShare of the workers' time
   * @param claimsShare of what the database can do, over the day
   */
  record Outcome(long tracks, double waitingSeconds95, double busyShare, double claimsShare) {}

  Outcome run(long tracksADay, int workers) {
    SplittableRandom random = new SplittableRandom(seed);
    FreeTimes free = new FreeTimes(workers, FROM_SECONDS);
    Percentiles waits = new Percentiles();
    double databaseFree = FROM_SECONDS;
    double busySeconds = 0;
    double at = FROM_SECONDS;
    while (true) {
      at = arrivals.nextAfter(at, tracksADay, random);
      if (at >= TO_SECONDS) {
        break;
      }
      double seconds = service.drawSeconds(random);
      double seenAfter = random.nextDouble() * POLL_SECONDS;
      double worker = free.earliest();
      double asked = worker <= at ? at + seenAfter : worker;
      double claimed = Math.max(asked, databaseFree) + 1 / claimsPerSecond;
      databaseFree = Math.max(at, databaseFree) + 1 / claimsPerSecond;
      free.replaceEarliest(claimed + seconds);
      if (at >= COUNTED_FROM_SECONDS) {
        waits.add(claimed + seconds - at);
        busySeconds += seconds;
      }
    }
    double day = TO_SECONDS - COUNTED_FROM_SECONDS;
    return new Outcome(
        waits.count(),
        waits.at(0.95),
        busySeconds / day / workers,
        waits.count() / day / claimsPerSecond);
  }

  /**
   * The least fleet with 95 % done within the time; 0 if no fleet can, because the database cannot.
   */
  int workersFor(long tracksADay, double seconds95) {
    double load = service.meanSeconds() * arrivals.busiestPerSecond(tracksADay);
    int most = (int) Math.ceil(load * 2) + 20;
    if (run(tracksADay, most).waitingSeconds95() > seconds95) {
      return 0;
    }
    int least = (int) (load / 3); // the mean load: fewer are never done
    int enough = most;
    while (enough - least > Math.max(1, enough / 200)) {
      int middle = (least + enough) >>> 1;
      if (run(tracksADay, middle).waitingSeconds95() <= seconds95) {
        enough = middle;
      } else {
        least = middle;
      }
    }
    return enough;
  }

  /** When each worker is free again: a heap, the earliest first. */
  private static final class FreeTimes {
    private final double[] heap;

    FreeTimes(int workers, double from) {
      heap = new double[workers];
      Arrays.fill(heap, from);
    }

    double earliest() {
      return heap[0];
    }

    void replaceEarliest(double time) {
      int at = 0;
      while (true) {
        int child = 2 * at + 1;
        if (child >= heap.length) {
          break;
        }
        if (child + 1 < heap.length && heap[child + 1] < heap[child]) {
          child++;
        }
        if (heap[child] >= time) {
          break;
        }
        heap[at] = heap[child];
        at = child;
      }
      heap[at] = time;
    }
  }
}
