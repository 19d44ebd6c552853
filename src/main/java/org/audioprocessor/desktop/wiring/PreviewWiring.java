package org.audioprocessor.desktop.wiring;

import java.nio.file.Path;
import java.time.Duration;
import org.audioprocessor.app.Application;
import org.audioprocessor.app.IsolatedSound;
import org.audioprocessor.app.IsolatedSound.IsolatedRaw;
import org.audioprocessor.desktop.controls.Screen;
import org.audioprocessor.desktop.preview.ChosenPlayer.PreviewServices;
import org.audioprocessor.desktop.preview.PreviewView;
import org.audioprocessor.desktop.preview.PreviewViewModel;
import org.audioprocessor.desktop.preview.sound.RawCopies;
import org.audioprocessor.desktop.preview.sound.RawCopies.LocalRaw;
import org.audioprocessor.desktop.preview.sound.StoredTracks;
import org.audioprocessor.preview.deck.DecodedPlayer;
import org.audioprocessor.preview.fx.FxClientMedia;
import org.audioprocessor.preview.web.HlsClientPlayer;

/** Creates the player's screen. */
public final class PreviewWiring {
  private static final Duration SETTLE = Duration.ofMillis(200);

  private PreviewWiring() {}

  public static Screen screen(WorkspaceContext context) {
    Application application = context.application();
    Path folder = application.temporary().folder();
    double targetLufs = application.settings().settings().target().integratedLufs();
    PreviewServices.Players players =
        new PreviewServices.Players(
            () -> new DecodedPlayer(context.window().environment().lines(), folder, targetLufs),
            () -> new HlsClientPlayer(FxClientMedia::open, System::nanoTime),
            folder);
    PreviewServices.Wishes wishes =
        new PreviewServices.Wishes(
            context.selection(),
            context.listenRequests(),
            context.poller(),
            context.nowPlaying(),
            SETTLE);
    PreviewServices services =
        new PreviewServices(
            new StoredTracks(
                application.store(),
                application.keys(),
                IsolatedSound.of(application.isolatedFiles()),
                raw(application)),
            players,
            wishes,
            context.window().state(),
            context.window().executors());
    return new PreviewView(new PreviewViewModel(services));
  }

  private static StoredTracks.Raw raw(Application application) {
    RawCopies copies =
        new RawCopies(application.store(), application.keys(), application.temporary()::newPath);
    return application
        .isolatedFiles()
        .<StoredTracks.Raw>map(files -> upload -> new IsolatedRaw(files, () -> copies.of(upload)))
        .orElseGet(() -> upload -> new LocalRaw(copies, upload));
  }
}
