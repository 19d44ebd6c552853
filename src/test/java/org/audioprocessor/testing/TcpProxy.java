package org.audioprocessor.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a server on this machine that goes wrong when told to. What is set holds for
 * connections of that moment and later ones until {@link #pass()}.
 */
public final class TcpProxy implements AutoCloseable {

  private final InetSocketAddress server;
  private final Set<TcpLink> links = ConcurrentHashMap.newKeySet();
  private final AtomicInteger accepted = new AtomicInteger();
  private final TcpTrouble trouble = new TcpTrouble();
  private final int port;
  private @Nullable Listener listener;

  private record Listener(ServerSocket socket, Thread thread) {}

  private TcpProxy(InetSocketAddress server) throws IOException {
    this.server = server;
    port = listen(0);
  }

  /** Listens on a free port of 127.0.0.1. */
  public static TcpProxy to(String host, int port) throws IOException {
    return new TcpProxy(new InetSocketAddress(host, port));
  }

  public int port() {
    return port;
  }

  /** The connections that were accepted so far. */
  public int accepted() {
    return accepted.get();
  }

  /** Nothing goes wrong any more; connections can be opened again. */
  public synchronized void pass() throws IOException {
    trouble.end();
    if (listener == null) {
      listen(port);
    }
  }

  /** Every byte is late by half of it, in both directions; throughput stays. */
  public TcpProxy latency(Duration roundTrip) {
    trouble.delay(roundTrip.dividedBy(2));
    return this;
  }

  /** The next {@code connections} are reset after this number of bytes of the server's answers. */
  public void resetAfter(long bytes, int connections) {
    trouble.endAfter(bytes, connections, true);
  }

  /** As {@link #resetAfter}, but with an orderly end, as if that had been all. */
  public void truncateAfter(long bytes, int connections) {
    trouble.endAfter(bytes, connections, false);
  }

  /** Connections are accepted, and then nothing comes or goes. */
  public void blackHole() {
    trouble.blackHole();
  }

  /** Open connections are reset, new ones refused. */
  public synchronized void refuse() throws IOException {
    Listener open = listener;
    listener = null;
    if (open != null) {
      open.socket().close();
      awaitEnd(open.thread());
    }
    cut();
  }

  /** Until the thread lets go of it the system goes on accepting. */
  private static void awaitEnd(Thread thread) throws IOException {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** Open connections are reset; new ones work. */
  public void cut() {
    links.forEach(TcpLink::reset);
  }

  private synchronized int listen(int wanted) throws IOException {
    ServerSocket socket = new ServerSocket();
    socket.setReuseAddress(true);
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), 200);
    Thread thread = Thread.ofVirtual().name("tcp-proxy").start(() -> acceptAll(socket));
    listener = new Listener(socket, thread);
    return socket.getLocalPort();
  }

  private void acceptAll(ServerSocket socket) {
    while (!socket.isClosed()) {
      try {
        accept(socket.accept());
      } catch (IOException e) {
        if (!socket.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void accept(Socket client) throws IOException {
    accepted.incrementAndGet();
    Socket upstream = new Socket();
    try {
      upstream.connect(server, 5_000);
    } catch (IOException serverAway) {
      upstream.close();
      client.close();
      return;
    }
    TcpLink link = new TcpLink(client, upstream, trouble);
    links.add(link);
    link.start(() -> links.remove(link));
  }

  @Override
  public synchronized void close() throws IOException {
    refuse();
    trouble.end();
  }
}
