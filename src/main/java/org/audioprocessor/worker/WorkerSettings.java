package org.audioprocessor.worker;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a pool works.
 *
 * @param owner who holds its claims, in words that an operator recognises
 * @param patience after so long a pause the pool ends and says why; null: it waits for ever
 */
public record WorkerSettings(
    String owner, Pace pace, RetryPolicy retry, @Nullable Duration patience) {
  private static final String PROCESS = ", process ";

  public WorkerSettings(
      String owner, Duration lease, Duration poll, RetryPolicy retry, @Nullable Duration patience) {
    this(owner, new Pace(lease, poll), retry, patience);
  }

  /** A worker that waits for its surroundings. */
  public static WorkerSettings of(Pace pace) {
    return new WorkerSettings(thisProcess(), pace, RetryPolicy.standard(), null);
  }

  public WorkerSettings withPatience(Duration longest) {
    return new WorkerSettings(owner, pace, retry, longest);
  }

  public Duration lease() {
    return pace.lease();
  }

  Duration poll() {
    return pace.poll();
  }

  private static String thisProcess() {
    return host() + PROCESS + ProcessHandle.current().pid();
  }

  /** Whether a claim's owner was a process of this computer that is no more. */
  public static boolean isOfDeadProcessHere(String owner) {
    String here = host() + PROCESS;
    if (!owner.startsWith(here)) {
      return false;
    }
    try {
      return ProcessHandle.of(Long.parseLong(owner.substring(here.length()))).isEmpty();
    } catch (NumberFormatException anotherKindOfOwner) {
      return false;
    }
  }

  /** The computer of a claim's owner, without its process; another kind of owner as it is. */
  public static String computerOf(String owner) {
    int process = owner.lastIndexOf(PROCESS);
    return process < 0 ? owner : owner.substring(0, process);
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "this computer"; // a computer without a name
    }
  }
}
