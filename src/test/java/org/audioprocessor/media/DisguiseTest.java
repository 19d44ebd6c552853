package org.audioprocessor.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.audioprocessor.media.decode.AudioFile;
import org.audioprocessor.testing.AudioFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that point at other files and at servers open neither, whatever they are called. */
class DisguiseTest {
  private static final List<String> EXTENSIONS =
      List.of("mp3", "flac", "wav", "m4a", "ogg", "m3u8", "ffconcat", "sdp");

  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  @TempDir Path folder;

  @Test
  void noDisguiseOpensAnotherFileOrAConnection() throws IOException, InterruptedException {
    Path canary =
        AudioFiles.wav(folder.resolve("canary.wav"), AudioFiles.noise(1, 48_000, 0.5, 9), 48_000);
    try (ServerSocketChannel server = ServerSocketChannel.open()) {
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      server.configureBlocking(false);
      int port = ((InetSocketAddress) server.getLocalAddress()).getPort();
      Map<String, byte[]> disguises =
          disguises(canary, "http://127.0.0.1:" + port + "/x.mp3", port);
      for (Map.Entry<String, byte[]> disguise : disguises.entrySet()) {
        for (String extension : EXTENSIONS) {
          Path file = folder.resolve(disguise.getKey() + "." + extension);
          requireRefused(AudioFiles.write(file, disguise.getValue()), canary);
        }
      }
      Thread.sleep(50);
      assertThat(server.accept()).as("a connection").isNull();
    }
  }

  private static void requireRefused(Path file, Path canary) {
    List<Path> opened = new ArrayList<>();
    MediaException e =
        catchThrowableOfType(MediaException.class, () -> decode(file, canary, opened));
    assertThat(opened).as("%s opened the canary", file.getFileName()).isEmpty();
    assertThat(e).as("%s is refused", file.getFileName()).isNotNull();
    assertThat(e.kind())
        .as(e.getMessage())
        .isIn(MediaFault.NOT_AUDIO, MediaFault.CORRUPT, MediaFault.EMPTY, MediaFault.UNSUPPORTED);
  }

  @Test
  void theWatchOnTheCanarySeesItOpen() throws IOException {
    assumeTrue(Files.isDirectory(DESCRIPTORS));
    Path canary = AudioFiles.wav(folder.resolve("canary.wav"), new float[1][10], 48_000);
    List<Path> opened = new ArrayList<>();
    try (FileChannel channel = FileChannel.open(canary)) {
      assertThat(channel.isOpen()).isTrue();
      watch(canary, opened);
    }
    assertThat(opened).isNotEmpty();
  }

  /** Looks, where /proc shows it, which files this process has open while FFmpeg reads. */
  private static void decode(Path file, Path canary, List<Path> opened) throws MediaException {
    BooleanSupplier watching =
        () -> {
          watch(canary, opened);
          return false;
        };
    try (AudioFile audio = AudioFile.open(file, MediaLimits.DEFAULT, watching)) {
      AudioBlock block = new AudioBlock();
      while (audio.read(block)) {
        watch(canary, opened);
      }
    }
  }

  private static void watch(Path canary, List<Path> opened) {
    if (!Files.isDirectory(DESCRIPTORS)) {
      return;
    }
    try (Stream<Path> links = Files.list(DESCRIPTORS)) {
      links.filter(link -> pointsTo(link, canary)).forEach(opened::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean pointsTo(Path link, Path target) {
    try {
      return Files.readSymbolicLink(link).equals(target.toRealPath());
    } catch (IOException e) {
      return false; // closed meanwhile
    }
  }

  private static Map<String, byte[]> disguises(Path canary, String url, int port) {
    Map<String, byte[]> all = new TreeMap<>();
    all.put("ffconcat", text("ffconcat version 1.0\nfile '" + canary + "'\nfile '" + url + "'\n"));
    all.put("ffconcat-no-header", text("file '" + canary + "'\nfile '" + url + "'\n"));
    all.put(
        "hls",
        text(
            "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n"
                + canary
                + "\n#EXTINF:10,\n"
                + url
                + "\n#EXT-X-ENDLIST\n"));
    all.put("m3u", text("#EXTM3U\n" + url + "\n" + canary + "\n"));
    all.put("pls", text("[playlist]\nFile1=" + url + "\nNumberOfEntries=1\n"));
    all.put(
        "sdp",
        text(
            "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=audio "
                + port
                + " RTP/AVP 0\n"));
    all.put(
        "dash",
        text(
            "<?xml version=\"1.0\"?><MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\""
                + " type=\"static\"><Period><AdaptationSet mimeType=\"audio/mp4\"><Representation"
                + " id=\"1\" bandwidth=\"1\"><BaseURL>"
                + url
                + "</BaseURL></Representation></AdaptationSet>"
                + "</Period></MPD>"));
    all.put("asx", text("<ASX version=\"3.0\"><ENTRY><REF HREF=\"" + url + "\"/></ENTRY></ASX>"));
    all.put("rtsp-redirect", text("RTSPtext\n" + url.replace("http", "rtsp") + "\n"));
    all.put("asf-redirect", text("[Reference]\nRef1=" + url + "\n"));
    all.put("mov-dref", MovWithReference.to(canary.toString()));
    all.put("mov-dref-url", MovWithReference.to(url));
    return all;
  }

  private static byte[] text(String content) {
    return content.getBytes(StandardCharsets.UTF_8);
  }
}
