package org.audioprocessor.desktop.wiring;

import java.time.Duration;
import org.audioprocessor.app.Application;
import org.audioprocessor.desktop.controls.Screen;
import org.audioprocessor.desktop.dialog.People;
import org.audioprocessor.desktop.track.TrackReader;
import org.audioprocessor.desktop.track.TrackServices;
import org.audioprocessor.desktop.track.TrackView;
import org.audioprocessor.desktop.track.TrackViewModel;
import org.audioprocessor.desktop.track.graph.LoudnessGraphs;
import org.audioprocessor.settings.Settings;

/** Puts the track's screen together: beside other screens, and alone. */
public final class TrackWiring {
  private static final Duration SETTLE = Duration.ofMillis(400);

  private TrackWiring() {}

  public static Screen screen(WorkspaceContext context) {
    People people = context.people();
    String person = System.getProperty("user.name", "unknown");
    Settings.Target target = context.parts().settings().settings().target();
    TrackServices services =
        new TrackServices(
            context.subject(),
            new TrackServices.Sources(
                new TrackReader(
                    context.parts().queue(), context.parts().store(), context.parts().keys()),
                context.loudnessGraphs(),
                target.integratedLufs(),
                target.truePeakDbtp()),
            new TrackServices.Deeds(context.actions(), context.parts().rollback(person), person),
            new TrackServices.Places(context.selection(), context.listenRequests()),
            new TrackServices.Outside(people, context.desk().threads().lanes()));
    return new TrackView(new TrackViewModel(services));
  }

  /** One for both places, so that nothing is listened to twice. */
  static LoudnessGraphs loudnessGraphs(Application application) {
    return new LoudnessGraphs(new TrackSounds(application)::trace, SETTLE);
  }
}
