package org.audioprocessor.preview.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.audioprocessor.hls.MediaPlaylist;
import org.audioprocessor.preview.PlaybackException;
import org.audioprocessor.preview.PreviewTrack;
import org.audioprocessor.preview.PublishedClicks;
import org.audioprocessor.preview.Rendition;
import org.audioprocessor.preview.source.LocalPublishedSound;
import org.audioprocessor.storage.Body;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.PutOptions;
import org.audioprocessor.storage.keys.TrackId;
import org.audioprocessor.storage.keys.TrackKeys;
import org.audioprocessor.testing.Patience;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each claim about the server, over a plain socket so that no client tidies the request. */
class LoopbackServerTest {
  private final ObjectStore store = PublishedClicks.store();
  private final PreviewTrack track = PublishedClicks.track(store);
  private final LoopbackServer server;
  private final URI playlist;

  LoopbackServerTest() throws PlaybackException {
    server = LoopbackServer.open(track);
    playlist = server.address(Rendition.rung("low"));
  }

  @AfterEach
  void close() throws IOException {
    server.close();
    store.close();
  }

  /** A response: status, headers in lower case, body. */
  @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
  private record Answer(int status, String headers, byte[] body) {
    String header(String name) {
      return headers
          .lines()
          .filter(line -> line.startsWith(name + ":"))
          .map(line -> line.substring(name.length() + 1).strip())
          .findFirst()
          .orElse("");
    }
  }

  private Answer ask(String method, String path, String... headers) throws IOException {
    return askAs("127.0.0.1:" + playlist.getPort(), method, path, headers);
  }

  private Answer askAs(String host, String method, String path, String... headers)
      throws IOException {
    try (Socket socket =
        new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), playlist.getPort())) {
      socket.setSoTimeout(Math.toIntExact(Patience.LONGEST.toMillis()));
      StringBuilder request = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
      request.append("Host: ").append(host).append("\r\nConnection: close\r\n");
      for (String header : headers) {
        request.append(header).append("\r\n");
      }
      socket.getOutputStream().write(request.append("\r\n").toString().getBytes(UTF_8));
      return answer(socket.getInputStream().readAllBytes());
    }
  }

  private static Answer answer(byte[] bytes) {
    String text = new String(bytes, ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    String head = text.substring(0, end).toLowerCase(Locale.ROOT);
    int status = Integer.parseInt(head.substring(9, 12));
    return new Answer(status, head, Arrays.copyOfRange(bytes, end + 4, bytes.length));
  }

  private byte[] stored(String key) throws IOException {
    try (InputStream in = store.get(key)) {
      return in.readAllBytes();
    }
  }

  private static String token(URI address) {
    String path = address.getPath();
    return path.substring(1, path.indexOf('/', 1));
  }

  private String token() {
    return token(playlist);
  }

  @Test
  void playlistsSegmentsAndTheM4aAreServedWithTheirTypesAsTheyLieInTheStore() throws Exception {
    byte[] text = stored(track.keys().playlist("low"));
    String segment = MediaPlaylist.parse(new String(text, UTF_8)).entries().getFirst().uri();
    Answer served = ask("GET", playlist.getPath());
    Answer ts = ask("GET", playlist.resolve(segment).getPath());
    Answer m4a = ask("GET", server.address(Rendition.M4A).getPath());
    assertThat(served.status()).isEqualTo(200);
    assertThat(served.body()).isEqualTo(text);
    assertThat(served.header("content-type")).isEqualTo("application/vnd.apple.mpegurl");
    assertThat(ts.body()).isEqualTo(stored(track.keys().segment("low", segment)));
    assertThat(ts.header("content-type")).isEqualTo("video/mp2t");
    assertThat(m4a.body()).isEqualTo(stored(track.keys().m4a()));
    assertThat(m4a.header("content-type")).isEqualTo("audio/mp4");
    assertThat(ask("GET", server.multivariantPlaylist().getPath()).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://elsewhere/segment.ts",
        "//elsewhere/segment.ts",
        "../../elsewhere.ts",
        "#EXT-X-KEY:METHOD=AES-128,URI=\"http://127.0.0.1:1/key\"",
        "#EXT-X-DATERANGE:ID=\"a\",X-ASSET-LIST=\"https://elsewhere\"",
      })
  void aPlaylistThatLeadsThePlayerElsewhereIsNotServed(String line) throws Exception {
    Map<String, byte[]> before = new HashMap<>();
    for (String key : List.of(track.keys().playlist("low"), track.keys().multivariantPlaylist())) {
      before.put(key, stored(key));
      put(key, (new String(stored(key), UTF_8) + line + "\n").getBytes(UTF_8));
    }
    try {
      for (URI hostile : List.of(playlist, server.multivariantPlaylist())) {
        Answer answer = ask("GET", hostile.getPath());
        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.body()).isEmpty();
      }
    } finally {
      // the other tests play the same track
      for (Map.Entry<String, byte[]> one : before.entrySet()) {
        put(one.getKey(), one.getValue());
      }
    }
  }

  private void put(String key, byte[] bytes) throws IOException {
    store.put(key, Body.of(bytes), PutOptions.defaults());
  }

  /** In a process of its own, since the limits are read once. */
  @Test
  void requestsThatAreNeverFinishedAreCutOffAndThePlayerIsServed() throws Exception {
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx96m",
                "-cp",
                System.getProperty("java.class.path"),
                HalfRequests.class.getName())
            .redirectErrorStream(true)
            .start();

    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said).contains("served after them");
  }

  /** Opens more connections than are allowed, sends half a request on each, and asks properly. */
  static final class HalfRequests {
    private static final int MANY = 300;

    private HalfRequests() {}

    public static void main(String[] args) throws Exception {
      LoopbackServerTest test = new LoopbackServerTest();
      List<Socket> open = new ArrayList<>();
      for (int i = 0; i < MANY; i++) {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), test.playlist.getPort());
        open.add(socket);
        try {
          socket.getOutputStream().write("GET / HTTP/1.1\r\nX-Half: ".getBytes(UTF_8));
        } catch (IOException refused) {
          // the limit
        }
      }
      // each is cut off by the server: nothing here ends a read
      for (Socket socket : open) {
        try (socket) {
          socket.getInputStream().readAllBytes();
        } catch (IOException cut) {
          // by a reset
        }
      }
      if (test.ask("GET", test.playlist.getPath()).status() == 200) {
        System.out.println("served after them");
      }
      test.close();
      System.exit(0);
    }
  }

  @Test
  void itListensOnTheLoopbackAddressOnly() throws IOException {
    assertThat(playlist.getHost()).isEqualTo("127.0.0.1");
    for (NetworkInterface network : NetworkInterface.networkInterfaces().toList()) {
      for (InetAddress address : network.inetAddresses().toList()) {
        if (!address.isLoopbackAddress()) {
          assertThatThrownBy(
                  () -> {
                    try (Socket socket = new Socket()) {
                      socket.connect(new InetSocketAddress(address, playlist.getPort()), 1000);
                    }
                  })
              .isInstanceOf(IOException.class);
        }
      }
    }
  }

  @Test
  void theTokenHas128BitsAndIsNewEachTime() throws PlaybackException {
    Set<String> tokens = new HashSet<>(List.of(token()));
    for (int i = 0; i < 4; i++) {
      try (LoopbackServer other = LoopbackServer.open(track)) {
        tokens.add(token(other.multivariantPlaylist()));
      }
    }
    assertThat(tokens).hasSize(5).allMatch(token -> token.matches("[0-9a-f]{32}"));
  }

  @Test
  void withoutTheRightTokenNothingIsThere() throws IOException {
    String wrong = (token().charAt(0) == '0' ? "1" : "0") + token().substring(1);
    for (String path :
        List.of(
            "/",
            "/low/playlist.m3u8",
            "/" + wrong + "/low/playlist.m3u8",
            "/" + token(),
            "/" + token().substring(1) + "/low/playlist.m3u8",
            "//" + token() + "/low/playlist.m3u8")) {
      Answer answer = ask("GET", path);
      assertThat(answer.status()).as(path).isEqualTo(404);
      assertThat(answer.body()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "example.org",
        "127.0.0.1",
        "127.0.0.1:1",
        "[::1]",
        "127.0.0.1.example.org"
      })
  void anotherHostIsRefused(String host) throws IOException {
    assertThat(askAs(host, "GET", playlist.getPath()).status()).isEqualTo(403);
    assertThat(askAs(host + ":" + playlist.getPort(), "GET", playlist.getPath()).status())
        .isEqualTo(host.equals("127.0.0.1") ? 200 : 403);
  }

  @Test
  void aSecondHostIsRefused() throws IOException {
    assertThat(ask("GET", playlist.getPath(), "Host: example.org").status()).isIn(400, 403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../low/playlist.m3u8",
        "low/../low/playlist.m3u8",
        "low/../../../other/playlist.m3u8",
        "%2e%2e/other/playlist.m3u8",
        "low/%2e%2e/%2e%2e/secret.ts",
        "low%2fplaylist.m3u8x",
        "low\\playlist.m3u8",
        "low//playlist.m3u8",
        "low/segment_../../x.ts",
        "low/segment_%00.ts",
        "low/other.ts",
        "other/playlist.m3u8",
        "generations/g0001/playlist.m3u8",
        "other.m4a",
        ""
      })
  void nothingButTheTracksOwnNamesCanBeAskedFor(String path) throws IOException {
    store.put("published/secret.ts", Body.of(new byte[10]), PutOptions.defaults());
    Answer answer = ask("GET", "/" + token() + "/" + path);
    assertThat(answer.status()).isIn(400, 404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH"})
  void nothingButReadingIsAllowed(String method) throws IOException {
    Answer answer = ask(method, playlist.getPath(), "Origin: http://example.org");
    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("allow")).isEqualTo("get, head");
  }

  @Test
  void noAnswerAllowsAForeignPageToReadIt() throws IOException {
    for (String method : List.of("GET", "HEAD", "OPTIONS")) {
      Answer answer =
          ask(
              method,
              playlist.getPath(),
              "Origin: http://example.org",
              "Access-Control-Request-Method: GET");
      assertThat(answer.headers()).doesNotContain("access-control");
    }
  }

  @Test
  void headTellsWhatGetWouldSend() throws IOException {
    Answer answer = ask("HEAD", playlist.getPath());
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.header("content-length"))
        .isEqualTo(Integer.toString(stored(track.keys().playlist("low")).length));
  }

  @Test
  void partsAreServedAsPlayersAskForThem() throws IOException {
    String path = "/" + token() + "/clicks.m4a";
    byte[] whole = stored(track.keys().m4a());
    int size = whole.length;
    Answer middle = ask("GET", path, "Range: bytes=100-199");
    assertThat(middle.status()).isEqualTo(206);
    assertThat(middle.body()).isEqualTo(Arrays.copyOfRange(whole, 100, 200));
    assertThat(middle.header("content-range")).isEqualTo("bytes 100-199/" + size);
    assertThat(ask("GET", path, "Range: bytes=" + (size - 5) + "-").body()).hasSize(5);
    assertThat(ask("GET", path, "Range: bytes=-7").body())
        .isEqualTo(Arrays.copyOfRange(whole, size - 7, size));
    assertThat(ask("GET", path, "Range: bytes=0-99999999").body()).isEqualTo(whole);
    assertThat(ask("GET", path, "Range: bytes=" + size + "-").status()).isEqualTo(416);
    assertThat(ask("GET", path, "Range: lines=1-2").status()).isEqualTo(200);
    assertThat(ask("HEAD", path, "Range: bytes=0-9").header("content-length")).isEqualTo("10");
  }

  @Test
  void aNameOfAnyCharactersIsServed() throws Exception {
    TrackKeys keys = new TrackKeys("odd/", new TrackId("ça & 100% 日本 #1?"));
    store.put(keys.m4a(), Body.of(new byte[] {1, 2, 3}), PutOptions.defaults());
    try (LoopbackServer odd =
        LoopbackServer.open(PreviewTrack.of(store, keys, new LocalPublishedSound()))) {
      try (InputStream in = odd.address(Rendition.M4A).toURL().openStream()) {
        assertThat(in.readAllBytes()).hasSize(3);
      }
    }
  }

  @Test
  void aMissingObjectIsNotThere() throws IOException {
    assertThat(ask("GET", "/" + token() + "/low/segment_9.ts").status()).isEqualTo(404);
  }

  @Test
  void theRawFileIsNeverServed() {
    assertThatThrownBy(() -> server.address(Rendition.RAW))
        .isInstanceOf(PlaybackException.class)
        .hasMessageContaining("built-in player");
  }

  @Test
  void aClosedServerDoesNotListen() {
    server.close();
    assertThatThrownBy(() -> ask("GET", playlist.getPath())).isInstanceOf(ConnectException.class);
  }
}
