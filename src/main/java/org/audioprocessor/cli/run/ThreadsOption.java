package org.audioprocessor.cli.run;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option for the number of tracks that are processed at once. */
public final class ThreadsOption {
  private static final int MOST = 64;

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec spec;

  private int count;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "tracks at once, 1 to 64 (default: from the machine's cores and memory)")
  void setCount(int wanted) {
    if (wanted < 1 || wanted > MOST) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(),
          "--threads takes 1 to " + MOST + ", not " + wanted);
    }
    count = wanted;
  }

  /** Tracks at once; 0: from the settings. */
  public int count() {
    return count;
  }
}
