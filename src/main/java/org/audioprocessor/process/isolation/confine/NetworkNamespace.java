package org.audioprocessor.process.isolation.confine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs children in an empty network namespace, where Linux allows it. Such a child reaches no
 * network, not even the loopback interface. Probed once.
 */
public final class NetworkNamespace {
  private static final Logger LOG = LoggerFactory.getLogger(NetworkNamespace.class);
  private static final long PATIENCE_SECONDS = 10;

  /** The second form is for older systems: the child then is root without privileges. */
  private static final List<List<String>> FORMS =
      List.of(
          List.of("unshare", "--user", "--map-current-user", "--net", "--"),
          List.of("unshare", "--user", "--map-root-user", "--net", "--"));

  private NetworkNamespace() {}

  private static final class Found {
    static final List<String> PREFIX = find();

    private Found() {}
  }

  /** Prefix of a command that runs in such a namespace; empty where that is not possible. */
  static List<String> prefix() {
    return Found.PREFIX;
  }

  /** Whether such namespaces are available. */
  static boolean available() {
    return !prefix().isEmpty();
  }

  public static boolean onLinux() {
    return System.getProperty("os.name", "").equals("Linux");
  }

  private static List<String> find() {
    return onLinux()
        ? FORMS.stream().filter(NetworkNamespace::works).findFirst().orElse(List.of())
        : List.of();
  }

  private static boolean works(List<String> form) {
    List<String> command = new ArrayList<>(form);
    command.add("true");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (!ended) {
        process.destroyForcibly();
      }
      return ended && process.exitValue() == 0;
    } catch (IOException e) {
      LOG.debug("{} cannot be started", form, e);
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
