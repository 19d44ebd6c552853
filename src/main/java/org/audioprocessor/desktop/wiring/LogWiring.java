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

  public static Screen screen(WorkspaceContext context) {
    WindowContext windowContext = context.desk();
    LogServices services =
        new LogServices(
            windowContext.log(),
            new DiagnosticBundle(context.options()),
            context.parts().workspace().logs(),
            windowContext.ways().openFolder(),
            windowContext.people(),
            windowContext.threads().lanes());
    return new LogView(new LogViewModel(services, ZoneId.systemDefault()));
  }
}
