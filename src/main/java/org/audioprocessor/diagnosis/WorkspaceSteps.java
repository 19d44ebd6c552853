package org.audioprocessor.diagnosis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.audioprocessor.io.DiskSpace;
import org.audioprocessor.io.TemporaryFolders;
import org.audioprocessor.settings.Workspace;

/** The folder in which the program keeps its things. */
record WorkspaceSteps(Workspace place, Steps steps) {
  private static final long SCARCE_BYTES = 2L << 30;
  private static final long TOO_LITTLE_BYTES = 64L << 20;

  boolean run() {
    boolean works =
        steps.step(
                "workspace",
                "Check that you may write there, or choose one with --workspace.",
                this::workspace)
            && steps.step("temporary files", "Check who may write there.", this::temporaryFiles);
    if (works) {
      steps.step("free space", "Free some space on this disk.", this::freeSpace);
    }
    return works;
  }

  private Finding workspace() throws IOException {
    Workspace workspace = Workspace.open(place.folder());
    Path probe = Files.createTempFile(workspace.folder(), "doctor", ".probe");
    Files.writeString(probe, "probe");
    Files.delete(probe);
    return Finding.works("workspace", workspace.folder().toString());
  }

  private Finding temporaryFiles() throws IOException {
    try (TemporaryFolders folders = TemporaryFolders.open(place.temporary())) {
      Files.delete(folders.newFolder());
    }
    return Finding.works("temporary files", place.temporary().toString());
  }

  private Finding freeSpace() throws IOException {
    long usable = DiskSpace.usableBytes(place.folder());
    String shown = String.format(Locale.ROOT, "%.1f GB", usable / 1e9);
    String advice = "A track needs four times the size of its raw file. Free some space.";
    if (usable < TOO_LITTLE_BYTES) {
      return Finding.broken("free space", shown, advice);
    }
    return usable < SCARCE_BYTES
        ? Finding.note("free space", shown, advice)
        : Finding.works("free space", shown);
  }
}
