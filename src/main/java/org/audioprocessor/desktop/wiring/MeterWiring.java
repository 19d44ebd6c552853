package org.audioprocessor.desktop.wiring;

import org.audioprocessor.desktop.controls.Screen;
import org.audioprocessor.desktop.meters.MeterBarView;
import org.audioprocessor.desktop.meters.MeterServices;
import org.audioprocessor.desktop.meters.MetersView;
import org.audioprocessor.desktop.meters.MetersViewModel;
import org.audioprocessor.settings.Settings;

/** Puts the meters together: the small ones and their screen show the same, each by itself. */
public final class MeterWiring {
  private MeterWiring() {}

  public static Screen bar(WorkspaceContext context) {
    return new MeterBarView(model(context));
  }

  public static Screen screen(WorkspaceContext context) {
    return new MetersView(model(context));
  }

  private static MeterServices.Limits limits(Settings.Target target) {
    return new MeterServices.Limits(target.integratedLufs(), target.truePeakDbtp());
  }

  private static MetersViewModel model(WorkspaceContext context) {
    return new MetersViewModel(
        new MeterServices(
            context.nowPlaying(),
            context.batch().runningProperty(),
            context.selection(),
            context.meterChoice(),
            limits(context.parts().settings().settings().target())));
  }
}
