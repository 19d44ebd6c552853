package org.audioprocessor.process.isolation.confine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.audioprocessor.media.MediaLimits;
import org.audioprocessor.process.isolation.ChildLimits;
import org.audioprocessor.process.isolation.child.Child;
import org.audioprocessor.storage.TemporaryFolders;

/**
 * How a child is started: this program once more.
 *
 * @param main the class and its arguments
 * @param jvmOptions of the program; the child's own come after them
 * @param logs the folder that gets the files about crashes
 * @param temporary in which each child has a folder
 * @param limits what a child may take
 */
public record ChildProgram(
    List<String> main,
    List<String> jvmOptions,
    Path logs,
    TemporaryFolders temporary,
    ChildLimits limits) {

  public ChildProgram {
    main = List.copyOf(main);
    jvmOptions = List.copyOf(jvmOptions);
    logs = logs.toAbsolutePath();
  }

  /**
   * A child of this program.
   *
   * @param mainClass which calls {@link Child#serve} where its only argument is {@link
   *     Child#COMMAND}
   */
  public static ChildProgram of(
      String mainClass, Path logs, TemporaryFolders temporary, MediaLimits limits) {
    return new ChildProgram(
        List.of(mainClass, Child.COMMAND),
        JvmOptions.ofThisProgram(),
        logs,
        temporary,
        ChildLimits.of(limits));
  }

  /** The same, started differently: for tests. */
  public ChildProgram withMain(List<String> other) {
    return new ChildProgram(other, jvmOptions, logs, temporary, limits);
  }

  public ChildProgram withLimits(ChildLimits other) {
    return new ChildProgram(main, jvmOptions, logs, temporary, other);
  }

  /** Ready to be started, without anything that the parent's environment holds. */
  public ProcessBuilder builder(Path childFolder) throws IOException {
    List<String> flags = new ArrayList<>(jvmOptions);
    flags.addAll(ChildFlags.of(childFolder));
    List<String> command = new ArrayList<>(Confinement.prefix(limits));
    Map<String, String> environment = Confinement.environment(childFolder);
    JavaLauncher launcher = JavaLauncher.find();
    command.addAll(launcher.command(flags, main));
    environment.putAll(launcher.environment(flags));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder;
  }
}
