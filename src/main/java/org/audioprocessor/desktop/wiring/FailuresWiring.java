package org.audioprocessor.desktop.wiring;

import org.audioprocessor.desktop.controls.Screen;
import org.audioprocessor.desktop.failures.FailureServices;
import org.audioprocessor.desktop.failures.FailuresView;
import org.audioprocessor.desktop.failures.FailuresViewModel;

/** Puts the screen of failures together. */
public final class FailuresWiring {
  private FailuresWiring() {}

  public static Screen screen(Workbench bench) {
    FailureServices services =
        new FailureServices(
            bench.subject(),
            bench.actions(),
            new FailureServices.Places(bench.selection(), bench.desk().navigator()),
            bench.desk().notices(),
            bench.desk().threads().lanes());
    return new FailuresView(new FailuresViewModel(services));
  }
}
