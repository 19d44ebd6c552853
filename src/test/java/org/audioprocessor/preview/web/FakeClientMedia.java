package org.audioprocessor.preview.web;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;
import org.audioprocessor.preview.PublishedClicks;

/** A client that reads the address it is given, and moves with the test's time. */
final class FakeClientMedia implements ClientMedia {
  private final AtomicLong nanos;
  private final AtomicLong looks;
  private final Listener listener;
  private double position;
  private long since;
  private boolean running;

  private FakeClientMedia(AtomicLong nanos, AtomicLong looks, Listener listener) {
    this.nanos = nanos;
    this.looks = looks;
    this.listener = listener;
    since = nanos.get();
  }

  /**
   * @param looks counts how often a position was asked for
   */
  static Opener opener(AtomicLong nanos, AtomicLong looks) {
    return (address, listener) -> {
      FakeClientMedia media = new FakeClientMedia(nanos, looks, listener);
      Thread reading = Thread.ofVirtual().unstarted(() -> media.read(address));
      reading.start();
      return media;
    };
  }

  private void read(URI address) {
    try (InputStream in = address.toURL().openStream()) {
      if (in.readAllBytes().length > 0) {
        listener.ready(OptionalDouble.of(PublishedClicks.SECONDS));
      }
    } catch (IOException e) {
      listener.failed("it cannot read what it was given");
    }
  }

  private synchronized void advance() {
    long now = nanos.get();
    if (running) {
      position += (now - since) / 1e9;
    }
    since = now;
    if (running && position >= PublishedClicks.SECONDS) {
      position = PublishedClicks.SECONDS;
      running = false;
      listener.ended();
    }
  }

  @Override
  public synchronized void play() {
    advance();
    running = true;
  }

  @Override
  public synchronized void pause() {
    advance();
    running = false;
  }

  @Override
  public synchronized void seek(double seconds) {
    advance();
    position = seconds;
  }

  @Override
  public void volume(double share) {}

  @Override
  public synchronized double positionSeconds() {
    advance();
    looks.incrementAndGet();
    return position;
  }

  @Override
  public synchronized void close() {
    running = false;
  }
}
