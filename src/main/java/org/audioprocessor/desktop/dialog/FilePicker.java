package org.audioprocessor.desktop.dialog;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Asks the user for files. UI thread only; returns when the dialog is closed. */
public interface FilePicker {
  /** Returns the chosen files; empty if the dialog was cancelled. */
  List<Path> audioFilesToAdd();

  /** Returns the file to write; empty if the dialog was cancelled. */
  Optional<Path> fileToWrite(String suggestedName);
}
