package org.audioprocessor.cli;

import java.nio.file.Path;
import org.audioprocessor.Parts;
import org.audioprocessor.PartsException;
import org.audioprocessor.PartsOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every command takes. */
final class GlobalOptions {
  @Option(
      names = "--workspace",
      paramLabel = "DIR",
      description = "where the program keeps its things (default: the user's data folder)")
  private @Nullable Path workspace;

  @Option(names = "--json", description = "print JSON lines, and nothing else, on standard output")
  private boolean json;

  Path workspaceFolder() {
    return workspaceFolderOr(PartsOptions.defaultWorkspace());
  }

  Path workspaceFolderOr(Path unlessTold) {
    return workspace == null ? unlessTold : workspace;
  }

  /** The caller closes them. */
  Parts openParts() throws PartsException {
    return Parts.open(PartsOptions.in(workspaceFolder()));
  }

  /** Where files may stand while they are worked on. */
  Path temporary() {
    return workspaceFolder().resolve("tmp");
  }

  Output output() {
    return new Output(System.out, System.err, json);
  }
}
