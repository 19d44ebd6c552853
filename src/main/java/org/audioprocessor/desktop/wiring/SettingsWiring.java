package org.audioprocessor.desktop.wiring;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.audioprocessor.app.BuildInfo;
import org.audioprocessor.app.ThirdPartyLibrary;
import org.audioprocessor.desktop.about.AboutView;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.controls.Screen;
import org.audioprocessor.desktop.settings.ConnectionsViewModel;
import org.audioprocessor.desktop.settings.ProcessingViewModel;
import org.audioprocessor.desktop.settings.SettingsServices;
import org.audioprocessor.desktop.settings.SettingsStore;
import org.audioprocessor.desktop.settings.SettingsView;
import org.audioprocessor.desktop.shell.Theme;
import org.audioprocessor.diagnosis.Diagnosis;

/** Puts the screen of settings together. */
public final class SettingsWiring {
  private SettingsWiring() {}

  public static Screen screen(WorkspaceContext context) {
    Path workspace = context.parts().workspace().folder();
    SettingsServices services =
        new SettingsServices(
            new SettingsStore(context.options()),
            new SettingsServices.Outside(
                (connection, password, prefix, findings) ->
                    new Diagnosis(workspace, findings).connection(connection, password, prefix),
                context.desk().ways().reopening()),
            theme(context),
            context.desk().people(),
            context.desk().threads().lanes());
    return new SettingsView(
        new ConnectionsViewModel(services), new ProcessingViewModel(services), about(workspace));
  }

  private static SettingsServices.ThemeChoice theme(WorkspaceContext context) {
    return new SettingsServices.ThemeChoice(
        () -> Theme.kept(context.desk().state()).name().toLowerCase(Locale.ROOT),
        word -> {
          Theme chosen = Theme.valueOf(word.toUpperCase(Locale.ROOT));
          chosen.keep(context.desk().state());
          chosen.apply();
        });
  }

  private static AboutView about(Path workspace) {
    return new AboutView(
        List.of(
            new AboutView.Fact(Messages.text("about.version"), BuildInfo.version()),
            new AboutView.Fact(
                Messages.text("about.system"),
                System.getProperty("os.name", "") + ", " + System.getProperty("os.arch", "")),
            new AboutView.Fact(Messages.text("about.workspace"), workspace.toString())),
        ThirdPartyLibrary.all().stream()
            .map(part -> new AboutView.Part(part.name(), part.version(), part.licences()))
            .toList());
  }
}
