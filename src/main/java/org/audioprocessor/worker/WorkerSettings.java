package org.audioprocessor.worker;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a pool works.
 *
 * @param owner who holds its claims, in words that an operator recognises
 * @param lease how long a claim lives without a heartbeat; the heart beats three times in it
 * @param poll how often an idle pool looks for work, with jitter
 * @param patience after so long a pause the pool ends and says why; null: it waits for ever
 */
public record WorkerSettings(
    String owner, Duration lease, Duration poll, RetryPolicy retry, @Nullable Duration patience) {
  private static final String PROCESS = ", process ";
  private static final Duration LEASE = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofSeconds(2);

  /** A worker that waits for its surroundings. */
  public static WorkerSettings standard() {
    return new WorkerSettings(thisProcess(), LEASE, POLL, RetryPolicy.standard(), null);
  }

  public WorkerSettings withPatience(Duration longest) {
    return new WorkerSettings(owner, lease, poll, retry, longest);
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
