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

  public static Screen bar(Workbench bench) {
    return new MeterBarView(model(bench));
  }

  public static Screen screen(Workbench bench) {
    return new MetersView(model(bench));
  }

  private static MeterServices.Limits limits(Settings.Target target) {
    return new MeterServices.Limits(target.integratedLufs(), target.truePeakDbtp());
  }

  private static MetersViewModel model(Workbench bench) {
    return new MetersViewModel(
        new MeterServices(
            bench.nowPlaying(),
            bench.batch().runningProperty(),
            bench.selection(),
            bench.meterChoice(),
            limits(bench.parts().settings().settings().target())));
  }
}
