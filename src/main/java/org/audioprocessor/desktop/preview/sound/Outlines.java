package org.audioprocessor.desktop.preview.sound;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.audioprocessor.desktop.work.UiExecutors;
import org.audioprocessor.preview.PlaybackException;
import org.audioprocessor.preview.PreviewTrack;
import org.audioprocessor.preview.Rendition;
import org.audioprocessor.preview.navigation.TrackScan.Navigation;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Scans renditions in the background for jump targets and caches the latest results. */
public final class Outlines {
  private static final Logger LOG = LoggerFactory.getLogger(Outlines.class);

  /** Each takes about 40 kB. */
  private static final int KEPT = 40;

  private final Scan scan;
  private final UiExecutors executors;
  private final Map<Key, Navigation> kept = new LinkedHashMap<>();
  private volatile @Nullable Key wanted;
  private @Nullable Key running;

  private record Key(String uploadId, Rendition rendition) {}

  /** Scans a whole rendition. */
  @FunctionalInterface
  public interface Scan {
    Navigation of(PreviewTrack track, Rendition rendition, BooleanSupplier cancelled)
        throws PlaybackException, InterruptedException;
  }

  public Outlines(Scan scan, UiExecutors executors) {
    this.scan = scan;
    this.executors = executors;
  }

  /** Returns the result; null if the rendition has not been scanned. */
  @Nullable
  public Navigation known(FoundTrack found, Rendition rendition) {
    return kept.get(new Key(found.upload().uploadId(), rendition));
  }

  /** Returns the segment boundaries, which are the same for all rungs. */
  public List<Double> joints(FoundTrack found) {
    return kept.entrySet().stream()
        .filter(entry -> entry.getKey().uploadId().equals(found.upload().uploadId()))
        .map(entry -> entry.getValue().jointSeconds())
        .filter(joints -> !joints.isEmpty())
        .findFirst()
        .orElse(List.of());
  }

  /** Scans a rendition unless the result is cached; replaces the pending request. */
  public void want(FoundTrack found, Rendition rendition, Runnable then) {
    Key key = new Key(found.upload().uploadId(), rendition);
    wanted = key;
    if (!kept.containsKey(key) && !key.equals(running)) {
      running = key;
      executors.background().execute(() -> look(key, found.track(), then));
    }
  }

  private void look(Key key, PreviewTrack track, Runnable then) {
    try {
      Navigation navigation = scan.of(track, key.rendition(), () -> !key.equals(wanted));
      executors
          .ui()
          .execute(() -> {
            keep(key, navigation);
            ended(key);
            then.run();
          });
    } catch (PlaybackException e) {
      // the player reports the same failure to the user
      LOG.debug("{} has no outline", key, e);
      executors.ui().execute(() -> ended(key));
    } catch (InterruptedException e) {
      executors.ui().execute(() -> ended(key));
    }
  }

  private void keep(Key key, Navigation navigation) {
    kept.put(key, navigation);
    if (kept.size() > KEPT) {
      kept.remove(kept.keySet().iterator().next());
    }
  }

  private void ended(Key key) {
    if (key.equals(running)) {
      running = null;
    }
  }

  /** Drops the results of an upload whose new generation sounds different. */
  public void forget(String uploadId) {
    kept.keySet().removeIf(key -> key.uploadId().equals(uploadId));
  }

  public void stop() {
    wanted = null;
  }
}
