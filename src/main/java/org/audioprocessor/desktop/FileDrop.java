package org.audioprocessor.desktop;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Scene;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;

/** Files may be dropped anywhere in the window. */
final class FileDrop {
  private FileDrop() {}

  static void into(Scene scene, Consumer<List<Path>> take) {
    scene.setOnDragOver(FileDrop::dragged);
    scene.setOnDragDropped(event -> {
      take.accept(event.getDragboard().getFiles().stream().map(File::toPath).toList());
      event.setDropCompleted(true);
      event.consume();
    });
  }

  private static void dragged(DragEvent event) {
    if (event.getDragboard().hasFiles()) {
      event.acceptTransferModes(TransferMode.COPY);
    }
    event.consume();
  }
}
