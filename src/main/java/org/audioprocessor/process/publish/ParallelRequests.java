package org.audioprocessor.process.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.audioprocessor.storage.StorageException;

/** Sends independent requests to a store in parallel. */
public final class ParallelRequests {
  private static final int AT_ONCE = 16;

  private ParallelRequests() {}

  /** One request. */
  @FunctionalInterface
  public interface Request<T> {
    T send() throws StorageException;
  }

  /**
   * Returns when all have ended.
   *
   * @return the answers in the order of the requests
   * @throws StorageException the first failure in that order; the others are suppressed in it
   */
  public static <T> List<T> all(List<Request<T>> requests) throws StorageException {
    Semaphore places = new Semaphore(AT_ONCE);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> sent = new ArrayList<>();
      for (Request<T> request : requests) {
        sent.add(threads.submit(() -> send(request, places)));
      }
      return answers(sent);
    } catch (InterruptedException e) {
      // closing has stopped the requests
      throw new StorageException(
          StorageException.Kind.INTERRUPTED, "Work with the store was interrupted.", e);
    }
  }

  private static <T> T send(Request<T> request, Semaphore places)
      throws StorageException, InterruptedException {
    places.acquire();
    try {
      return request.send();
    } finally {
      places.release();
    }
  }

  private static <T> List<T> answers(List<Future<T>> sent)
      throws StorageException, InterruptedException {
    List<T> answers = new ArrayList<>();
    List<Throwable> failures = new ArrayList<>();
    for (Future<T> one : sent) {
      try {
        answers.add(one.get());
      } catch (ExecutionException e) {
        failures.add(e.getCause() == null ? e : e.getCause());
      } catch (InterruptedException e) {
        // for the executor's close, which stops the running requests
        Thread.currentThread().interrupt();
        throw e;
      }
    }
    if (!failures.isEmpty()) {
      throw first(failures);
    }
    return answers;
  }

  private static StorageException first(List<Throwable> failures) {
    Throwable first = failures.getFirst();
    failures.stream().skip(1).filter(other -> !other.equals(first)).forEach(first::addSuppressed);
    return switch (first) {
      case StorageException e -> e;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new IllegalStateException(first);
    };
  }
}
