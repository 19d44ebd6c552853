package org.audioprocessor.preview.web;

import java.net.URI;
import java.util.OptionalDouble;

/**
 * A foreign player of one address, for one thread. What it has to tell comes through its {@link
 * Listener}, on any thread.
 */
public interface ClientMedia extends AutoCloseable {

  /** What a foreign player tells. Nothing at all is a possibility too. */
  interface Listener {
    /**
     * It can play.
     *
     * @param seconds its length, where it knows
     */
    void ready(OptionalDouble seconds);

    /** It waits for data. */
    void stalled();

    /** It plays. */
    void playing();

    void ended();

    /**
     * It cannot go on.
     *
     * @param reason its own words
     */
    void failed(String reason);
  }

  /** Makes a foreign player and lets it look at an address. */
  @FunctionalInterface
  interface Opener {
    /**
     * Opens an address; what comes of it is told later.
     *
     * @throws RuntimeException or an error of linkage, where the system lacks something
     */
    ClientMedia open(URI address, Listener listener);
  }

  void play();

  void pause();

  void seek(double seconds);

  void volume(double share);

  /** Any thread. */
  double positionSeconds();

  /** Gives everything back; nothing is told afterwards. */
  @Override
  void close();
}
