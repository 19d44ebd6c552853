package org.audioprocessor.desktop.wiring;

import org.audioprocessor.desktop.controls.Screen;
import org.audioprocessor.desktop.failures.FailureServices;
import org.audioprocessor.desktop.failures.FailuresView;
import org.audioprocessor.desktop.failures.FailuresViewModel;

/** Puts the screen of failures together. */
public final class FailuresWiring {
  private FailuresWiring() {}

  public static Screen screen(WorkspaceContext context) {
    FailureServices services =
        new FailureServices(
            context.subject(),
            context.actions(),
            new FailureServices.Places(context.selection(), context.desk().navigator()),
            context.desk().notices(),
            context.desk().threads().lanes());
    return new FailuresView(new FailuresViewModel(services));
  }
}
