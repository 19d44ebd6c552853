package org.audioprocessor.process.isolation.confine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.audioprocessor.io.TemporaryFolders;
import org.audioprocessor.media.MediaLimits;
import org.audioprocessor.process.isolation.ChildLimits;
import org.audioprocessor.process.isolation.child.Child;

/**
 * The command that starts a child: this program with another main class.
 *
 * @param main the class and its arguments
 * @param jvmOptions flags of the program, which precede those of the child
 * @param logs the folder for crash files
 * @param temporary contains one folder for each child
 * @param limits limits of a child
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
   * Returns the command for this program.
   *
   * @param mainClass calls {@link Child#serve} where its only argument is {@link Child#COMMAND}
   */
  public static ChildProgram of(
      String mainClass, Path logs, TemporaryFolders temporary, MediaLimits limits) {
    return new ChildProgram(
        List.of(mainClass, Child.COMMAND),
        JavaLauncher.programFlags(),
        logs,
        temporary,
        ChildLimits.of(limits));
  }

  /** The same program with another main class, for tests. */
  public ChildProgram withMain(List<String> other) {
    return new ChildProgram(other, jvmOptions, logs, temporary, limits);
  }

  public ChildProgram withLimits(ChildLimits other) {
    return new ChildProgram(main, jvmOptions, logs, temporary, other);
  }

  /** Returns a builder whose environment contains only allowed variables of the parent. */
  public ProcessBuilder builder(Path childFolder) throws IOException {
    List<String> flags = new ArrayList<>(jvmOptions);
    flags.addAll(JavaLauncher.childFlags(childFolder));
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
