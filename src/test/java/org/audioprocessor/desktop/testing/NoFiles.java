package org.audioprocessor.desktop.testing;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.audioprocessor.desktop.dialog.People.FilePicker;

/** Cancels every file dialog. */
public final class NoFiles implements FilePicker {
  @Override
  public List<Path> audioFilesToAdd() {
    return List.of();
  }

  @Override
  public Optional<Path> fileToWrite(String suggestedName) {
    return Optional.empty();
  }
}
