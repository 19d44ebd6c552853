package org.audioprocessor.process.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.audioprocessor.hls.MediaPlaylist;
import org.audioprocessor.hls.MultivariantPlaylist;
import org.audioprocessor.hls.PlaylistException;
import org.audioprocessor.hls.SegmentNames;
import org.audioprocessor.process.RenderedTracks;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.StorageException;
import org.jspecify.annotations.Nullable;

/**
 * Reloads every playlist repeatedly and reads all objects that it lists, at once and again at the
 * end.
 */
final class PollingReader implements AutoCloseable {
  private static final List<String> RUNGS = List.of("low", "med", "high");

  private final ObjectStore store;
  private final List<String> complaints = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  private final Set<String> segments = new HashSet<>();
  private final AtomicInteger rounds = new AtomicInteger();
  private final Thread thread;
  private volatile boolean leaving;

  PollingReader(ObjectStore store) {
    this.store = store;
    thread = Thread.ofPlatform().name("reader").start(this::run);
  }

  private void run() {
    while (!leaving) {
      look();
      rounds.incrementAndGet();
      Thread.onSpinWait();
    }
  }

  private void look() {
    String multivariant = read(RenderedTracks.KEYS.multivariantPlaylist());
    if (multivariant != null && seen.add(multivariant)) {
      try {
        if (MultivariantPlaylist.parse(multivariant).variants().size() != RUNGS.size()) {
          complaints.add("half a multivariant playlist");
        }
      } catch (PlaylistException e) {
        complaints.add("a damaged multivariant playlist");
      }
    }
    for (String rung : RUNGS) {
      String text = read(RenderedTracks.KEYS.playlist(rung));
      if (text == null) {
        if (multivariant != null) {
          complaints.add(rung + " is named and missing");
        }
      } else if (seen.add(rung + text)) {
        newPlaylist(rung, text);
      }
    }
    String m4a = read(RenderedTracks.KEYS.m4a());
    if (m4a != null && !(m4a.startsWith("M4A") && m4a.endsWith("!"))) {
      complaints.add("half an M4A");
    }
  }

  private void newPlaylist(String rung, String text) {
    Set<Integer> generations = new HashSet<>();
    try {
      MediaPlaylist playlist = MediaPlaylist.parse(text);
      if (!playlist.kind().ended()) {
        complaints.add("half a playlist of " + rung);
      }
      for (MediaPlaylist.Entry entry : playlist.entries()) {
        SegmentNames.parse(entry.uri())
            .ifPresent(name -> generations.add(name.names().generation()));
        String key = RenderedTracks.KEYS.segment(rung, entry.uri());
        segments.add(key);
        require(key);
      }
    } catch (PlaylistException e) {
      complaints.add("a damaged playlist of " + rung);
    }
    if (generations.size() > 1) {
      complaints.add(rung + " mixes the generations " + generations);
    }
  }

  private void require(String key) {
    try (InputStream in = store.get(key)) {
      if (!Arrays.equals(in.readAllBytes(), RenderedTracks.segmentBytes(key))) {
        complaints.add(key + " has other bytes");
      }
    } catch (IOException e) {
      complaints.add(key + " is named and cannot be had");
    }
  }

  private @Nullable String read(String key) {
    try (InputStream in = store.get(key)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (StorageException e) {
      if (e.kind() != StorageException.Kind.NOT_FOUND) {
        complaints.add(key + ": " + e.getMessage());
      }
    } catch (IOException e) {
      complaints.add(key + " broke off");
    }
    return null;
  }

  /** Lets the reader see what stands there now. */
  void lookAround() throws InterruptedException {
    int until = rounds.get() + 2;
    while (rounds.get() < until && thread.isAlive()) {
      Thread.sleep(1);
    }
  }

  /** Fails if a playlist that was ever seen named something that is not there, then or now. */
  void assertContent() {
    close();
    segments.forEach(this::require);
    assertThat(complaints).isEmpty();
  }

  /** How many different playlists were seen. */
  int seen() {
    return seen.size();
  }

  @Override
  public void close() {
    leaving = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
