package org.audioprocessor.desktop.wiring;

import java.nio.file.Path;
import java.time.Duration;
import org.audioprocessor.app.Parts;
import org.audioprocessor.desktop.controls.Screen;
import org.audioprocessor.desktop.preview.PreviewServices;
import org.audioprocessor.desktop.preview.PreviewView;
import org.audioprocessor.desktop.preview.PreviewViewModel;
import org.audioprocessor.desktop.preview.sound.IsolatedRaw;
import org.audioprocessor.desktop.preview.sound.IsolatedSound;
import org.audioprocessor.desktop.preview.sound.LocalRaw;
import org.audioprocessor.desktop.preview.sound.RawCopies;
import org.audioprocessor.desktop.preview.sound.StoredTracks;
import org.audioprocessor.preview.deck.DecodedPlayer;
import org.audioprocessor.preview.fx.FxClientMedia;
import org.audioprocessor.preview.web.HlsClientPlayer;

/** Puts the player's region together. */
public final class PreviewWiring {
  private static final Duration SETTLE = Duration.ofMillis(200);

  private PreviewWiring() {}

  public static Screen screen(Workbench bench) {
    Parts parts = bench.parts();
    Path folder = parts.temporary().folder();
    double targetLufs = parts.settings().settings().target().integratedLufs();
    PreviewServices.Players players =
        new PreviewServices.Players(
            () -> new DecodedPlayer(bench.desk().lines(), folder, targetLufs),
            () -> new HlsClientPlayer(FxClientMedia::open, System::nanoTime),
            folder);
    PreviewServices.Wishes wishes =
        new PreviewServices.Wishes(
            bench.selection(), bench.listenRequests(), bench.counts(), bench.nowPlaying(), SETTLE);
    PreviewServices services =
        new PreviewServices(
            new StoredTracks(
                parts.store(), parts.keys(), IsolatedSound.of(parts.isolatedFiles()), raw(parts)),
            players,
            wishes,
            bench.desk().state(),
            bench.desk().threads().lanes());
    return new PreviewView(new PreviewViewModel(services));
  }

  private static StoredTracks.Raw raw(Parts parts) {
    RawCopies copies = new RawCopies(parts.store(), parts.keys(), parts.temporary()::newPath);
    return parts
        .isolatedFiles()
        .<StoredTracks.Raw>map(files -> upload -> new IsolatedRaw(copies, files, upload))
        .orElseGet(() -> upload -> new LocalRaw(copies, upload));
  }
}
