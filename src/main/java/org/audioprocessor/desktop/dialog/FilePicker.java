package org.audioprocessor.desktop.dialog;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Asks a person for files. UI thread only; returns when they have chosen. */
public interface FilePicker {
  /** Empty if they changed their mind. */
  List<Path> audioFilesToAdd();

  /** Where to write a file that is called so unless they say otherwise. */
  Optional<Path> fileToWrite(String suggestedName);
}
