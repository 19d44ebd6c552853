package org.audioprocessor.testing;

import java.time.Duration;
import java.util.Optional;

/** What goes wrong on the connections of a proxy. */
final class TcpTrouble {

  private boolean blackHole;
  private Duration oneWay = Duration.ZERO;
  private long endAfterBytes;
  private int connectionsToEnd;
  private boolean byReset;

  /** A connection's end before its time. */
  record Ending(long afterBytes, boolean byReset) {}

  synchronized void end() {
    blackHole = false;
    oneWay = Duration.ZERO;
    connectionsToEnd = 0;
    notifyAll();
  }

  synchronized void delay(Duration wanted) {
    oneWay = wanted;
  }

  synchronized void blackHole() {
    blackHole = true;
  }

  synchronized void endAfter(long bytes, int connections, boolean reset) {
    endAfterBytes = bytes;
    connectionsToEnd = connections;
    byReset = reset;
  }

  synchronized Duration oneWay() {
    return oneWay;
  }

  /** Blocks as long as nothing comes or goes. */
  synchronized void awaitPassage() throws InterruptedException {
    while (blackHole) {
      wait();
    }
  }

  /** Returns how a connection ends after this number of bytes of answers; empty before that. */
  synchronized Optional<Ending> take(long answeredBytes, int moreBytes) {
    if (connectionsToEnd == 0 || answeredBytes + moreBytes <= endAfterBytes) {
      return Optional.empty();
    }
    connectionsToEnd--;
    return Optional.of(new Ending(Math.max(endAfterBytes - answeredBytes, 0), byReset));
  }
}
