package org.audioprocessor.packaging;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.audioprocessor.health.WorkerMetrics;
import org.audioprocessor.process.ProgressEvent;
import org.audioprocessor.process.Stage;
import org.audioprocessor.queue.Claim;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.Upload;
import org.audioprocessor.queue.connect.EmbeddedDatabase;
import org.audioprocessor.worker.WorkerEvent;

/** The metrics' names on both sides. */
final class DashboardMetrics {
  private static final Pattern OURS_OR_JAVAS =
      Pattern.compile("\\b(audio_processor|jvm|process|system)_[a-z_]+");

  private DashboardMetrics() {}

  static Set<String> namedIn(String dashboard) {
    return names(dashboard);
  }

  /** Of a worker that has seen a track begin and fail. */
  static Set<String> ofTheWorker(Path folder) throws QueueException {
    Claim claim = new Claim(new Upload("id", "a.wav"), "me", 1, 1);
    try (EmbeddedDatabase database = EmbeddedDatabase.open(folder);
        WorkerMetrics metrics = new WorkerMetrics()) {
      metrics.watchQueue(database.queue(), InstantSource.system());
      metrics.build("1");
      metrics.watchUploadRetries(() -> 0);
      metrics.on(new WorkerEvent.TrackClaimed(claim));
      for (double fraction : new double[] {0, 1}) {
        ProgressEvent progress = new ProgressEvent(Stage.FETCH, fraction, 0, 0, null);
        metrics.on(new WorkerEvent.TrackProgress(claim, progress));
      }
      metrics.on(new WorkerEvent.TrackFailed(claim, "CORRUPT", "It is broken."));
      return names(metrics.text());
    }
  }

  private static Set<String> names(String text) {
    Set<String> names = new TreeSet<>();
    Matcher matcher = OURS_OR_JAVAS.matcher(text);
    while (matcher.find()) {
      names.add(matcher.group());
    }
    return names;
  }
}
