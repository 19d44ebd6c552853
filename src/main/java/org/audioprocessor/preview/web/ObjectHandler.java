package org.audioprocessor.preview.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.audioprocessor.hls.ContentTypes;
import org.audioprocessor.hls.PlaylistWords;
import org.audioprocessor.preview.web.LoopbackServer.ServedTrack;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.StoredObject;
import org.audioprocessor.text.PlainText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers requests; a request without the token gets no information, not even that the token is
 * wrong.
 */
final class ObjectHandler implements HttpHandler {
  private static final Logger LOG = LoggerFactory.getLogger(ObjectHandler.class);
  private static final int PARTIAL = 206;
  private static final int NOT_FOUND = 404;
  private static final int BAD_GATEWAY = 502;
  private static final int LONGEST_LINE = 100;
  private static final int NO_BODY = -1;
  private static final String PLAYLIST = ".m3u8";

  /** Above the size of a playlist of six hours. */
  private static final int MOST_PLAYLIST_BYTES = 4 << 20;

  private final String host;
  private final byte[] prefix;
  private final ServedTrack served;
  private final ObjectStore store;

  /**
   * @param host the only accepted Host header, which prevents DNS rebinding
   * @param prefix the path with the token, between slashes
   */
  ObjectHandler(String host, String prefix, ServedTrack served, ObjectStore store) {
    this.host = host;
    this.prefix = prefix.getBytes(UTF_8);
    this.served = served;
    this.store = store;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Optional<String> key = key(exchange);
      if (!List.of(host).equals(exchange.getRequestHeaders().get("Host"))) {
        refuse(exchange, 403);
      } else if (key.isEmpty()) {
        refuse(exchange, NOT_FOUND);
      } else if (!isReading(exchange)) {
        exchange.getResponseHeaders().set("Allow", "GET, HEAD");
        refuse(exchange, 405);
      } else {
        serve(exchange, key.get());
      }
    }
  }

  private static void refuse(HttpExchange exchange, int code) throws IOException {
    exchange.sendResponseHeaders(code, NO_BODY);
  }

  private static boolean isReading(HttpExchange exchange) {
    return exchange.getRequestMethod().equals("GET") || isHead(exchange);
  }

  private static boolean isHead(HttpExchange exchange) {
    return exchange.getRequestMethod().equals("HEAD");
  }

  /** Returns the object of a path; compares the token in constant time. */
  private Optional<String> key(HttpExchange exchange) {
    byte[] path = String.valueOf(exchange.getRequestURI().getPath()).getBytes(UTF_8);
    int length = Math.min(prefix.length, path.length);
    byte[] start = Arrays.copyOf(path, length);
    return MessageDigest.isEqual(start, prefix)
        ? served.key(new String(path, length, path.length - length, UTF_8))
        : Optional.empty();
  }

  private void serve(HttpExchange exchange, String key) throws IOException {
    try {
      Optional<StoredObject> object = store.head(key);
      if (object.isEmpty()) {
        refuse(exchange, NOT_FOUND);
      } else if (key.endsWith(PLAYLIST)) {
        servePlaylist(exchange, object.get());
      } else {
        serve(exchange, object.get());
      }
    } catch (StorageException e) {
      LOG.warn("{} cannot be served: {}", key, e.getMessage());
      if (exchange.getResponseCode() == NO_BODY) {
        refuse(exchange, e.kind() == StorageException.Kind.NOT_FOUND ? NOT_FOUND : BAD_GATEWAY);
      }
    }
  }

  /** A player follows every address in a playlist, so only those of this track are permitted. */
  private void servePlaylist(HttpExchange exchange, StoredObject object) throws IOException {
    byte[] bytes;
    try (InputStream in = store.get(object.key())) {
      bytes = in.readNBytes(MOST_PLAYLIST_BYTES + 1);
    }
    Optional<String> foreign =
        bytes.length > MOST_PLAYLIST_BYTES
            ? Optional.of("playlist is too large")
            : PlaylistWords.foreign(new String(bytes, UTF_8));
    if (foreign.isPresent()) {
      LOG.warn(
          "{} is refused: it has a line that this program does not write: {}",
          object.key(),
          PlainText.oneLine(foreign.get(), LONGEST_LINE));
      refuse(exchange, BAD_GATEWAY);
      return;
    }
    exchange.getResponseHeaders().set("Content-Type", contentType(object));
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    if (isHead(exchange)) {
      exchange.getResponseHeaders().set("Content-Length", Integer.toString(bytes.length));
      exchange.sendResponseHeaders(200, NO_BODY);
      return;
    }
    exchange.sendResponseHeaders(200, bytes.length == 0 ? NO_BODY : bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  private void serve(HttpExchange exchange, StoredObject object) throws IOException {
    Optional<String> header = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Range"));
    ByteRange.Asked asked = ByteRange.of(header, object.size());
    ByteRange range = asked.range().orElse(new ByteRange(0, object.size() - 1));
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", contentType(object));
    headers.set("Accept-Ranges", "bytes");
    headers.set("Cache-Control", "no-store");
    if (asked.meaning() == ByteRange.Meaning.OUTSIDE) {
      headers.set("Content-Range", "bytes */" + object.size());
      refuse(exchange, 416);
      return;
    }
    boolean part = asked.meaning() == ByteRange.Meaning.PART;
    if (part) {
      headers.set(
          "Content-Range", "bytes " + range.first() + "-" + range.last() + "/" + object.size());
    }
    send(exchange, object.key(), range, part ? PARTIAL : 200);
  }

  private void send(HttpExchange exchange, String key, ByteRange range, int code)
      throws IOException {
    if (isHead(exchange)) {
      exchange.getResponseHeaders().set("Content-Length", Long.toString(range.length()));
      exchange.sendResponseHeaders(code, NO_BODY);
      return;
    }
    try (InputStream in = store.get(key, range.first(), range.last())) {
      exchange.sendResponseHeaders(code, range.length() == 0 ? NO_BODY : range.length());
      try (OutputStream out = exchange.getResponseBody()) {
        in.transferTo(out);
      }
    }
  }

  private static String contentType(StoredObject object) {
    String stored = object.contentType();
    return stored == null ? ContentTypes.of(object.key()) : stored;
  }

  /** A part of an object (RFC 9110, 14.1.2), both ends inclusive. */
  private record ByteRange(long first, long last) {
    private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,15})-(\\d{0,15})");

    /** The meaning of a Range header. */
    enum Meaning {
      /** No header, or one to ignore: the whole object. */
      WHOLE,
      PART,
      /** The range is outside the object. */
      OUTSIDE
    }

    /** A parsed header. */
    record Asked(Meaning meaning, Optional<ByteRange> range) {}

    long length() {
      return last - first + 1;
    }

    /** Parses a single range; several ranges mean the whole object, which the RFC permits. */
    static Asked of(Optional<String> header, long size) {
      Matcher matcher = ONE.matcher(header.map(text -> text.replace(" ", "")).orElse(""));
      if (!matcher.matches() || (matcher.group(1).isEmpty() && matcher.group(2).isEmpty())) {
        return new Asked(Meaning.WHOLE, Optional.empty());
      }
      long first;
      long last = size - 1;
      if (matcher.group(1).isEmpty()) {
        first = Math.max(0, size - Long.parseLong(matcher.group(2)));
      } else {
        first = Long.parseLong(matcher.group(1));
        last = matcher.group(2).isEmpty() ? last : Math.min(last, Long.parseLong(matcher.group(2)));
      }
      return first > last
          ? new Asked(Meaning.OUTSIDE, Optional.empty())
          : new Asked(Meaning.PART, Optional.of(new ByteRange(first, last)));
    }
  }
}
