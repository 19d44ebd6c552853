package org.audioprocessor.desktop.wiring;

import java.time.ZoneId;
import org.audioprocessor.desktop.controls.Screen;
import org.audioprocessor.desktop.log.LogServices;
import org.audioprocessor.desktop.log.LogView;
import org.audioprocessor.desktop.log.LogViewModel;
import org.audioprocessor.desktop.shell.DiagnosticBundle;

/** Puts the screen of the log together. */
public final class LogWiring {
  private LogWiring() {}

  public static Screen screen(Workbench bench) {
    Desk desk = bench.desk();
    LogServices services =
        new LogServices(
            desk.log(),
            new DiagnosticBundle(bench.options()),
            bench.parts().workspace().logs(),
            desk.ways().openFolder(),
            desk.people(),
            desk.threads().lanes());
    return new LogView(new LogViewModel(services, ZoneId.systemDefault()));
  }
}
