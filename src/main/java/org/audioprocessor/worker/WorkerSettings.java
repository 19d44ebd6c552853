package org.audioprocessor.worker;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a pool.
 *
 * @param owner name of the holder of its claims, which an operator recognises
 * @param patience length of a pause after which the pool ends with a reason; null: never
 */
public record WorkerSettings(
    String owner, Pace pace, RetryPolicy retry, @Nullable Duration patience) {
  private static final String PROCESS = ", process ";

  public WorkerSettings(
      String owner, Duration lease, Duration poll, RetryPolicy retry, @Nullable Duration patience) {
    this(owner, new Pace(lease, poll), retry, patience);
  }

  /** Settings of a worker that waits for its environment without a limit. */
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

  /** Whether a claim's owner is a process of this computer that has ended. */
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

  /** The computer of a claim's owner, without the process; other owners are returned unchanged. */
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
