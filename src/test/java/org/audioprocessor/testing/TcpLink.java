package org.audioprocessor.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection through a proxy: two directions, each read and written by a thread of its own. */
final class TcpLink {

  private static final Logger LOG = LoggerFactory.getLogger(TcpLink.class);

  private final Socket client;
  private final Socket server;
  private final TcpTrouble trouble;

  /**
   * @param dueNanos when it goes on, by {@link System#nanoTime()}
   * @param bytes none: the end
   */
  private record Piece(long dueNanos, ByteBuffer bytes) {}

  TcpLink(Socket client, Socket server, TcpTrouble trouble) {
    this.client = client;
    this.server = server;
    this.trouble = trouble;
  }

  void start(Runnable ended) {
    direction(client, server, false);
    Thread answers = direction(server, client, true);
    Thread.ofVirtual()
        .start(() -> {
          try {
            answers.join();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } finally {
            end(false);
            ended.run();
          }
        });
  }

  void reset() {
    end(true);
  }

  private Thread direction(Socket from, Socket to, boolean answers) {
    BlockingQueue<Piece> pieces = new ArrayBlockingQueue<>(1024);
    Thread.ofVirtual().start(() -> quietly(() -> read(from.getInputStream(), pieces)));
    return Thread.ofVirtual().start(() -> quietly(() -> write(pieces, to, answers)));
  }

  private void read(InputStream in, BlockingQueue<Piece> pieces)
      throws IOException, InterruptedException {
    byte[] block = new byte[64 * 1024];
    try {
      for (int n = in.read(block); n >= 0; n = in.read(block)) {
        pieces.put(new Piece(due(), ByteBuffer.wrap(Arrays.copyOf(block, n))));
      }
    } finally {
      pieces.put(new Piece(due(), ByteBuffer.allocate(0)));
    }
  }

  private long due() {
    return System.nanoTime() + trouble.oneWay().toNanos();
  }

  private void write(BlockingQueue<Piece> pieces, Socket to, boolean answers)
      throws IOException, InterruptedException {
    OutputStream out = to.getOutputStream();
    long written = 0;
    for (Piece piece = pieces.take(); piece.bytes().capacity() > 0; piece = pieces.take()) {
      TimeUnit.NANOSECONDS.sleep(piece.dueNanos() - System.nanoTime());
      trouble.awaitPassage();
      Optional<TcpTrouble.Ending> ending =
          answers ? trouble.take(written, piece.bytes().capacity()) : Optional.empty();
      if (ending.isPresent()) {
        out.write(piece.bytes().array(), 0, (int) ending.get().afterBytes());
        end(ending.get().byReset());
        return;
      }
      out.write(piece.bytes().array());
      written += piece.bytes().capacity();
    }
    to.shutdownOutput();
  }

  private void end(boolean byReset) {
    for (Socket socket : new Socket[] {client, server}) {
      quietly(() -> {
        if (byReset && !socket.isClosed()) {
          socket.setSoLinger(true, 0);
        }
        socket.close();
      });
    }
  }

  private interface Step {
    void run() throws IOException, InterruptedException;
  }

  /** A connection that breaks is what this class is for. */
  private static void quietly(Step step) {
    try {
      step.run();
    } catch (IOException e) {
      LOG.debug("a connection broke: {}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
