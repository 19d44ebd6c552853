package org.audioprocessor.process.isolation.confine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.audioprocessor.media.MediaLimits;
import org.audioprocessor.process.CancelToken;
import org.audioprocessor.process.Progress;
import org.audioprocessor.process.isolation.ChildLimits;
import org.audioprocessor.process.isolation.ChildProcess;
import org.audioprocessor.process.isolation.Children;
import org.audioprocessor.process.isolation.Children.Kept;
import org.audioprocessor.process.isolation.FaultyChild;
import org.audioprocessor.process.isolation.TaskExchange;
import org.audioprocessor.process.isolation.protocol.FrameKind;
import org.audioprocessor.process.isolation.protocol.Wire;
import org.audioprocessor.process.render.TrackOrder;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a child is kept from. */
class ConfinementTest {
  private static final Set<String> KNOWN =
      Set.of(
          "PATH",
          "LD_LIBRARY_PATH",
          "LANG",
          "LC_ALL",
          "LC_CTYPE",
          "TMPDIR",
          "TMP",
          "TEMP",
          "HOME",
          "MALLOC_ARENA_MAX",
          // the shell that sets the limits leaves these
          "PWD",
          "_",
          "SHLVL",
          "OLDPWD");

  @TempDir Path folder;
  private Children children;

  @BeforeEach
  void open() throws IOException {
    children = Children.faulty(folder, ChildLimits.of(MediaLimits.DEFAULT));
  }

  @AfterEach
  void close() throws IOException {
    children.close();
  }

  private String told(String fileName) throws Exception {
    TrackOrder order = children.order(children.music(fileName, 1));
    children.renderer().render(order, new Kept(), new CancelToken(), Progress.NONE);
    return Files.readString(children.find(FaultyChild.TOLD));
  }

  @Test
  void theEnvironmentIsAnAllowList() throws Exception {
    Map<String, String> given = Confinement.environment(folder);

    assertThat(KNOWN).containsAll(given.keySet());
    assertThat(System.getenv().keySet())
        .as("this process knows more")
        .anyMatch(n -> !KNOWN.contains(n));
    String told = told("TELL.wav");
    String environment = told.substring(0, told.indexOf('\n'));
    assertThat(environment.substring(1, environment.length() - 1).split(", [A-Za-z_]+="))
        .hasSizeLessThanOrEqualTo(KNOWN.size());
    System.getenv().keySet().stream()
        .filter(name -> !KNOWN.contains(name))
        .forEach(name -> assertThat(environment).doesNotContain(" " + name + "="));
  }

  @Test
  void aChildCannotContactThisMachineWhereTheSystemAllowsIt() throws Exception {
    assumeTrue(SystemCallFilter.available() || NetworkNamespace.available());
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      server.setSoTimeout(100);

      assertThat(told("CONNECT" + server.getLocalPort() + ".wav")).startsWith("refused");
      assertThat(accepted(server)).isFalse();
    }
  }

  @Test
  void aTakenOverChildReachesNothingButItsFolder() throws Exception {
    assumeTrue(Landlock.version() > 0 && SystemCallFilter.available());
    Path secret = Files.writeString(folder.resolve("secret.txt"), "hunter2");
    Path socket = folder.resolve("s");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));

      String told = told("ATTACK.wav");

      assertThat(told.lines().filter(line -> !line.contains(": refused")))
          .as(told)
          .containsExactlyInAnyOrder("own file: done", "NoNewPrivs:\t1", "Seccomp:\t2");
      assertThat(told).doesNotContain("hunter2").contains("secret file: refused");
    }
    assertThat(secret).hasContent("hunter2");
    assertThat(folder.resolve("planted")).doesNotExist();
  }

  /** With a home in which no library was ever unpacked. */
  @Test
  void theFirstChildOfAUserFindsAllLibraries() throws Exception {
    Path music = children.music("NONE.wav", 1);
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "-Duser.home=" + Files.createDirectory(folder.resolve("home")),
                "-cp",
                System.getProperty("java.class.path"),
                FirstChild.class.getName(),
                folder.resolve("first").toString(),
                music.toString())
            .redirectErrorStream(true)
            .start();

    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    assertThat(folder.resolve("home/.cache/audio-processor/natives")).isNotEmptyDirectory();
  }

  /** Makes a track in a child, and nothing in its own process. */
  static final class FirstChild {
    private FirstChild() {}

    public static void main(String[] args) throws Exception {
      try (Children first = Children.real(Path.of(args[0]))) {
        first.render(Path.of(args[1]));
      }
    }
  }

  @Test
  void theParentHidesItsMemoryAndItsEnvironment() throws Exception {
    assumeTrue(LinuxCalls.architecture() != null);
    children.render(children.music("NONE.wav", 1));

    assertThat(LinuxCalls.isDumpable()).isFalse();
  }

  private static boolean accepted(ServerSocket server) throws IOException {
    try {
      server.accept().close();
      return true;
    } catch (SocketTimeoutException nobody) {
      return false;
    }
  }

  @Test
  void aPlaylistDressedAsATrackReachesNoServer() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Children real = Children.real(folder.resolve("real"))) {
      server.setSoTimeout(100);
      String address = "http://127.0.0.1:" + server.getLocalPort() + "/x.mp3";
      Path file = folder.resolve("song.mp3");
      Files.writeString(file, "ffconcat version 1.0\nfile " + address + "\n");

      assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> real.files().probe(file)))
          .isInstanceOf(org.audioprocessor.media.MediaException.class);
      assertThat(accepted(server)).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"HANG.wav", "NONE.wav"})
  void aChildEndsWhenItsParentIsGoneWhateverItDoes(String fileName) throws Exception {
    Path file = children.music(fileName, 60);
    TrackOrder order = children.order(file);
    ChildProcess child = children.pool.take();
    try (TaskExchange busy =
        child.begin(
            file,
            Long.MAX_VALUE,
            task -> Wire.frame(FrameKind.RENDER, Wire.Render.of(task.number(), order)),
            () -> false)) {
      assertThat(busy.next().kind()).isEqualTo(FrameKind.PROGRESS);

      child.askToEnd();

      // a second is promised; a busy machine may need longer to notice
      Awaitility.await().until(() -> !child.isAlive());
    }
    assertThat(child.ended(null, null).getMessage()).contains("status 0");
    children.pool.release(child, false);
  }
}
