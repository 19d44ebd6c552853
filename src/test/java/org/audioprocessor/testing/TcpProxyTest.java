package org.audioprocessor.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TcpProxyTest {

  private static final int ANSWER_BYTES = 100_000;
  private static final int LONGEST_MS = Math.toIntExact(Patience.LONGEST.toMillis());

  /** After which nothing is taken to be silence. */
  private static final int SILENCE_MS = 300;

  private ServerSocket server;
  private TcpProxy proxy;

  /** Answers a 1 with a hundred thousand bytes, and a 2 with one byte and silence. */
  @BeforeEach
  void open() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    proxy = TcpProxy.to("127.0.0.1", server.getLocalPort());
    Thread.ofVirtual()
        .start(() -> {
          while (!server.isClosed()) {
            answer();
          }
        });
  }

  private void answer() {
    try (Socket socket = server.accept()) {
      int question = socket.getInputStream().read();
      if (question == 1) {
        socket.getOutputStream().write(new byte[ANSWER_BYTES]);
      } else if (question == 2) {
        socket.getOutputStream().write(0);
        assertThat(socket.getInputStream().read()).isEqualTo(-1);
      }
    } catch (IOException cutOnPurpose) {
      assertThat(cutOnPurpose).isInstanceOf(SocketException.class);
    }
  }

  @AfterEach
  void close() throws IOException {
    proxy.close();
    server.close();
  }

  @Test
  void whatIsSentArrives() throws IOException {
    assertThat(ask()).isEqualTo(ANSWER_BYTES);
    assertThat(proxy.accepted()).isEqualTo(1);
  }

  @Test
  void latencyIsTheRoundTrips() throws IOException {
    proxy.latency(Duration.ofMillis(100));
    Instant begun = Instant.now();
    assertThat(ask()).isEqualTo(ANSWER_BYTES);
    assertThat(Duration.between(begun, Instant.now()))
        .isGreaterThanOrEqualTo(Duration.ofMillis(100));
  }

  @Test
  void aConnectionIsResetAfterANumberOfBytes() throws IOException {
    proxy.resetAfter(1000, 1);
    assertThatThrownBy(this::ask).isInstanceOf(SocketException.class);
    assertThat(ask()).isEqualTo(ANSWER_BYTES);
  }

  @Test
  void aConnectionIsClosedAfterANumberOfBytes() throws IOException {
    proxy.truncateAfter(1000, 2);
    assertThat(ask()).isEqualTo(1000);
    assertThat(ask()).isEqualTo(1000);
    assertThat(ask()).isEqualTo(ANSWER_BYTES);
  }

  @Test
  void aBlackHoleSaysNothing() throws IOException {
    proxy.blackHole();
    assertThatThrownBy(() -> ask(SILENCE_MS)).isInstanceOf(SocketTimeoutException.class);
    proxy.pass();
    assertThat(ask()).isEqualTo(ANSWER_BYTES);
  }

  @Test
  void whatIsRefusedCanBeOpenedAgainLater() throws IOException {
    proxy.refuse();
    assertThatThrownBy(this::ask).isInstanceOf(ConnectException.class);
    proxy.pass();
    assertThat(ask()).isEqualTo(ANSWER_BYTES);
  }

  @Test
  void openConnectionsAreCut() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
      socket.setSoTimeout(LONGEST_MS);
      socket.getOutputStream().write(2);
      assertThat(socket.getInputStream().read()).isZero();
      proxy.cut();
      assertThatThrownBy(() -> socket.getInputStream().readAllBytes())
          .isInstanceOf(SocketException.class);
    }
  }

  private int ask() throws IOException {
    return ask(LONGEST_MS);
  }

  private int ask(int longestMs) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        InputStream in = socket.getInputStream()) {
      socket.setSoTimeout(longestMs);
      socket.getOutputStream().write(1);
      return in.readAllBytes().length;
    }
  }
}
