package org.audioprocessor.testing;

import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;

/** What an S3 server answers instead of doing what it was asked. */
@FunctionalInterface
public interface S3Answers {

  /**
   * An error of S3.
   *
   * @param status the HTTP status; 200 for an error that came too late for another
   * @param code S3's own, such as {@code SlowDown}; or the page of a proxy, which begins with
   *     {@code <}
   */
  record Answer(int status, String code) {
    boolean isPage() {
      return code.startsWith("<");
    }
  }

  /** Nothing: the request is carried out. Called by many threads. */
  Optional<Answer> instead(S3Request request);

  static S3Answers none() {
    return request -> Optional.empty();
  }

  static S3Answers when(Predicate<S3Request> which, int status, String code) {
    return request ->
        which.test(request) ? Optional.of(new Answer(status, code)) : Optional.empty();
  }

  /** This share of all requests is answered with 503 SlowDown. */
  static S3Answers busy(long seed, double share) {
    Random random = new Random(seed);
    return request -> {
      synchronized (random) {
        return random.nextDouble() < share
            ? Optional.of(new Answer(503, "SlowDown"))
            : Optional.empty();
      }
    };
  }
}
