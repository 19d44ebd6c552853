package org.audioprocessor.testing;

import java.time.Duration;
import java.util.Random;
import org.audioprocessor.storage.StorageException;

/** The plan of a flaky store: what goes wrong at which call. */
@FunctionalInterface
public interface Faults {

  /**
   * Number of bytes after which a get that {@linkplain FailAfter fails after} its response breaks.
   */
  int BYTES_BEFORE_RESET = 10;

  /** What is being done to the store. */
  enum Operation {
    PUT,
    GET,
    HEAD,
    LIST,
    COPY,
    DELETE
  }

  /** What goes wrong. */
  sealed interface Fault {}

  /** Nothing. */
  record None() implements Fault {}

  /** The call fails and the store has not seen it. */
  record FailBefore(StorageException.Kind kind) implements Fault {}

  /** The store did it, but its answer is lost; a get breaks after its first bytes. */
  record FailAfter(StorageException.Kind kind) implements Fault {}

  /** A get ends early after a number of bytes; other calls are not affected. */
  record Truncate(long bytes) implements Fault {}

  /** The call is late. */
  record Delay(Duration time) implements Fault {}

  /**
   * What happens at this call.
   *
   * @param call counted from 1
   */
  Fault next(int call, Operation operation, String key);

  static Faults none() {
    return (call, operation, key) -> new None();
  }

  /** Only the n-th call, counted from 1, is disturbed. */
  static Faults atCall(int n, Fault fault) {
    return (call, operation, key) -> call == n ? fault : new None();
  }

  /** Every call of this kind whose key ends so is disturbed. */
  static Faults at(Operation wanted, String keyEnd, Fault fault) {
    return (call, operation, key) ->
        operation == wanted && key.endsWith(keyEnd) ? fault : new None();
  }

  /** This share of the calls fails, half of them before and half after the store did it. */
  static Faults seeded(long seed, double share) {
    Random random = new Random(seed);
    return (call, operation, key) -> {
      synchronized (random) {
        if (random.nextDouble() >= share) {
          return new None();
        }
        return random.nextBoolean()
            ? new FailBefore(StorageException.Kind.UNAVAILABLE)
            : new FailAfter(StorageException.Kind.UNAVAILABLE);
      }
    };
  }
}
