package org.audioprocessor.preview.web;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.audioprocessor.hls.Rung;
import org.audioprocessor.preview.PlaybackException;
import org.audioprocessor.preview.PreviewTrack;
import org.audioprocessor.preview.Rendition;

/**
 * Serves the published objects of one track to a player on this machine, streamed from the store:
 * on 127.0.0.1 only, at a random port, under a secret path.
 */
public final class LoopbackServer implements AutoCloseable {
  private static final int TOKEN_BYTES = 16;

  static {
    // read once, when the server's classes load: connections cost memory before any token is
    // checked
    limit("sun.net.httpserver.maxReqTime", "5");
    limit("sun.net.httpserver.idleInterval", "30");
    limit("sun.net.httpserver.maxReqHeaders", "50");
    limit("jdk.httpserver.maxConnections", "64");
  }

  private final HttpServer server;
  private final ExecutorService executor;
  private final PreviewTrack track;
  private final URI root;

  private LoopbackServer(PreviewTrack track) throws IOException {
    this.track = track;
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    server = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
    String host = "127.0.0.1:" + server.getAddress().getPort();
    byte[] token = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(token);
    String prefix = "/" + HexFormat.of().formatHex(token) + "/";
    root = URI.create("http://" + host + prefix);
    executor =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("preview serve ", 0).factory());
    server.setExecutor(executor);
    ServedTrack served = new ServedTrack(track);
    server.createContext("/", new ObjectHandler(host, prefix, served, track.store()));
    server.start();
  }

  private static void limit(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  /** Starts a server. */
  public static LoopbackServer open(PreviewTrack track) throws PlaybackException {
    try {
      return new LoopbackServer(track);
    } catch (IOException e) {
      throw new PlaybackException(
          "No port of this computer could be opened for the player: "
              + e.getMessage()
              + ". Allow programs to listen on 127.0.0.1.",
          e);
    }
  }

  /** The address of the multivariant playlist. */
  public URI multivariantPlaylist() {
    return root.resolve("playlist.m3u8");
  }

  /**
   * The address of one rendition: a media playlist, or the M4A.
   *
   * @throws PlaybackException for the raw file, which is never served
   */
  public URI address(Rendition rendition) throws PlaybackException {
    return switch (rendition.kind()) {
      case RUNG -> root.resolve(rendition.name() + "/playlist.m3u8");
      case M4A -> root.resolve(ServedTrack.encoded(track.keys().id().value() + ".m4a"));
      case RAW ->
          throw new PlaybackException(
              "The HLS client plays what was published, not the raw file."
                  + " Switch to the built-in player for that.");
    };
  }

  /** Ends at once, also during a response. */
  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }

  /** Maps the permitted paths to the objects of a track. */
  static final class ServedTrack {
    private static final Pattern SEGMENT = Pattern.compile("segment_[A-Za-z0-9_-]{1,100}\\.ts");

    private final String folder;
    private final String m4a;
    private final Set<String> rungs;

    ServedTrack(PreviewTrack track) {
      folder = track.keys().folder();
      m4a = track.keys().id().value() + ".m4a";
      rungs = track.ladder().rungs().stream().map(Rung::name).collect(Collectors.toSet());
    }

    /**
     * The key of an object.
     *
     * @param path relative to the track, decoded
     */
    Optional<String> key(String path) {
      return isServed(path) ? Optional.of(folder + path) : Optional.empty();
    }

    private boolean isServed(String path) {
      if (path.equals("playlist.m3u8") || path.equals("metadata.json") || path.equals(m4a)) {
        return true;
      }
      int slash = path.indexOf('/');
      if (slash < 0 || !rungs.contains(path.substring(0, slash))) {
        return false;
      }
      String name = path.substring(slash + 1);
      return name.equals("playlist.m3u8") || SEGMENT.matcher(name).matches();
    }

    /** A file name in an address. */
    static String encoded(String name) {
      try {
        return new URI(null, null, "/" + name, null).toASCIIString().substring(1);
      } catch (URISyntaxException e) {
        throw new IllegalArgumentException("not a file name: " + name, e);
      }
    }
  }
}
