package org.audioprocessor.desktop.wiring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.audioprocessor.app.Application;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.queue.QueueServices;
import org.audioprocessor.desktop.work.ConnectionBadgeState.Kind;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.keys.ObjectKeys;
import org.jspecify.annotations.Nullable;

/** Finds uploaded files, also those of failed uploads, in the workspace folder. */
record UploadFolders(ObjectStore store, ObjectKeys keys, Consumer<Path> open, Executor ui)
    implements QueueServices.Folders {

  /** Returns null where the uploads are in a bucket. */
  static @Nullable UploadFolders of(WorkspaceContext context) {
    Application application = context.application();
    return context.connection().kind() == Kind.EMBEDDED
        ? new UploadFolders(
            application.store(),
            application.keys(),
            context.window().environment().openFolder(),
            context.window().executors().ui())
        : null;
  }

  @Override
  public void show(String fileName) throws IOException {
    for (String key : List.of(keys.raw(fileName), keys.failed(fileName))) {
      Optional<Path> file = store.localFile(key).filter(Files::exists);
      if (file.isPresent()) {
        Path folder = file.get().toAbsolutePath().getParent();
        ui.execute(() -> open.accept(folder));
        return;
      }
    }
    throw new IOException(Messages.text("queue.folder.gone", fileName));
  }
}
