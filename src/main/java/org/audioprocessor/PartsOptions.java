package org.audioprocessor;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.audioprocessor.settings.SettingKey;
import org.audioprocessor.settings.Workspace;

/**
 * From what the parts are made.
 *
 * @param workspace the folder in which the program keeps its things
 * @param flags what the command line or a program sets, as text; it wins over everything else
 * @param environment the variables of the process
 * @param isolation where files are decoded
 */
public record PartsOptions(
    Path workspace,
    Map<SettingKey<?>, String> flags,
    Map<String, String> environment,
    Isolation isolation) {
  public PartsOptions {
    flags = Map.copyOf(flags);
    environment = Map.copyOf(environment);
  }

  /** Files are decoded in children. */
  public PartsOptions(
      Path workspace, Map<SettingKey<?>, String> flags, Map<String, String> environment) {
    this(workspace, flags, environment, Isolation.CHILD);
  }

  /** This process's environment and nothing else. */
  public static PartsOptions in(Path workspace) {
    return new PartsOptions(workspace, Map.of(), System.getenv());
  }

  /** The workspace in the user's data folder. */
  public static Path defaultWorkspace() {
    return Workspace.defaultFolder(
        System.getenv(),
        System.getProperty("os.name", ""),
        Path.of(System.getProperty("user.home", ".")));
  }

  public PartsOptions with(SettingKey<?> key, String value) {
    Map<SettingKey<?>, String> more = new HashMap<>(flags);
    more.put(key, value);
    return new PartsOptions(workspace, more, environment, isolation);
  }

  public PartsOptions with(Isolation other) {
    return new PartsOptions(workspace, flags, environment, other);
  }
}
