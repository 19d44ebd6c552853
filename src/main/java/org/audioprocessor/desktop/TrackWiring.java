package org.audioprocessor.desktop;

import java.time.Duration;
import org.audioprocessor.Parts;
import org.audioprocessor.desktop.controls.Screen;
import org.audioprocessor.desktop.track.LoudnessGraphs;
import org.audioprocessor.desktop.track.TrackReader;
import org.audioprocessor.desktop.track.TrackServices;
import org.audioprocessor.desktop.track.TrackView;
import org.audioprocessor.desktop.track.TrackViewModel;
import org.audioprocessor.desktop.work.People;
import org.audioprocessor.settings.Settings;

/** Puts the track's screen together: beside other screens, and alone. */
final class TrackWiring {
  private static final Duration SETTLE = Duration.ofMillis(400);

  private TrackWiring() {}

  static Screen screen(Workbench bench) {
    People people = bench.people();
    String person = System.getProperty("user.name", "unknown");
    Settings.Target target = bench.parts().settings().settings().target();
    TrackServices services =
        new TrackServices(
            bench.subject(),
            new TrackServices.Sources(
                new TrackReader(bench.parts().queue(), bench.parts().store(), bench.parts().keys()),
                bench.loudnessGraphs(),
                target.integratedLufs(),
                target.truePeakDbtp()),
            new TrackServices.Deeds(bench.actions(), bench.parts().rollback(person), person),
            new TrackServices.Places(bench.selection(), bench.listenRequests()),
            new TrackServices.Outside(people, bench.desk().threads().lanes()));
    return new TrackView(new TrackViewModel(services));
  }

  /** One for both places, so that nothing is listened to twice. */
  static LoudnessGraphs loudnessGraphs(Parts parts) {
    return new LoudnessGraphs(new TrackSounds(parts)::trace, SETTLE);
  }
}
