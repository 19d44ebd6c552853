package org.audioprocessor.testing;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** A worker's health port, as its watchers ask it. */
public record HealthPort(int number) {
  public record Answer(int status, String body) {}

  /** A port that is free at the moment. */
  public static HealthPort free() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return new HealthPort(socket.getLocalPort());
    }
  }

  /** Returns the response; status 0 without a server. */
  public Answer ask(String path) {
    URI uri = URI.create("http://127.0.0.1:" + number + path);
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(uri).timeout(Patience.LONGEST).build();
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      return new Answer(answer.statusCode(), answer.body());
    } catch (IOException e) {
      return new Answer(0, "");
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  public boolean isReady() {
    return ask("/ready").status() == 200;
  }

  /** The value of a metric, by the beginning of its line; 0 where there is none. */
  public double metric(String line) {
    return ask("/metrics")
        .body()
        .lines()
        .filter(text -> text.startsWith(line + " "))
        .mapToDouble(text -> Double.parseDouble(text.substring(line.length() + 1)))
        .findFirst()
        .orElse(0);
  }
}
