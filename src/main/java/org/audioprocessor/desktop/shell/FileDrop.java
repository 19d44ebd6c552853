package org.audioprocessor.desktop.shell;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.Scene;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;

/** Accepts files that are dropped anywhere in the window. */
public final class FileDrop {
  private static final PseudoClass DROPPING = PseudoClass.getPseudoClass("dropping");

  private FileDrop() {}

  public static void into(Scene scene, Consumer<List<Path>> take) {
    scene.setOnDragOver(FileDrop::dragged);
    scene.setOnDragEntered(event -> mark(scene, event.getDragboard().hasFiles()));
    scene.setOnDragExited(event -> mark(scene, false));
    scene.setOnDragDropped(event -> {
      take.accept(event.getDragboard().getFiles().stream().map(File::toPath).toList());
      event.setDropCompleted(true);
      event.consume();
    });
  }

  static void mark(Scene scene, boolean wanted) {
    scene.getRoot().pseudoClassStateChanged(DROPPING, wanted);
  }

  private static void dragged(DragEvent event) {
    if (event.getDragboard().hasFiles()) {
      event.acceptTransferModes(TransferMode.COPY);
    }
    event.consume();
  }
}
