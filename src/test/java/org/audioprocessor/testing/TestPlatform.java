package org.audioprocessor.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.UploadQueue;
import org.audioprocessor.storage.ObjectStore;

/**
 * A platform of its own: a database of PostgreSQL and a bucket of S3, each behind a proxy that can
 * be made to fail. While it is open this process has the bucket's credentials.
 */
public final class TestPlatform implements AutoCloseable {
  public static final String PASSWORD = Platform.PASSWORD;
  private static final int RATE = 8_000;
  private static final String ACCESS_KEY = "aws.accessKeyId";
  private static final String SECRET_KEY = "aws.secretAccessKey";

  private final Path folder;
  private final Platform platform;
  private final UploadQueue queue;
  private final TcpProxy wayToDatabase;
  private final TcpProxy wayToBucket;
  private Runnable letGo = () -> {};

  /**
   * The bucket grants get, put and delete on objects, and the database's user no more than need.
   */
  public TestPlatform(Path folder) throws IOException, QueueException {
    this.folder = folder;
    platform = Platform.open(folder.resolve("s3"));
    queue = platform.queue();
    wayToDatabase = TcpProxy.to("127.0.0.1", PostgresServer.shared().port());
    wayToBucket = TcpProxy.to("127.0.0.1", bucket().port());
    System.setProperty(ACCESS_KEY, S3Server.ACCESS_KEY);
    System.setProperty(SECRET_KEY, S3Server.SECRET);
  }

  /** As another worker sees it, past the proxy. */
  public UploadQueue queue() {
    return queue;
  }

  public ObjectStore store() {
    return platform.store();
  }

  public S3Server bucket() {
    return platform.bucket();
  }

  public TcpProxy wayToDatabase() {
    return wayToDatabase;
  }

  public TcpProxy wayToBucket() {
    return wayToBucket;
  }

  /** Through the proxy. */
  public String databaseUrl() {
    int direct = PostgresServer.shared().port();
    return platform
        .address()
        .jdbcUrl()
        .replace(":" + direct + "/", ":" + wayToDatabase.port() + "/");
  }

  public String databaseUser() {
    return platform.address().user();
  }

  /** Through the proxy. */
  public String bucketEndpoint() {
    return S3Server.endpoint(wayToBucket.port()).toString();
  }

  /** A tone, as a waiting upload whose id is its file name. */
  public void upload(String fileName, double seconds) throws IOException, QueueException {
    Path wav = folder.resolve("made.wav");
    AudioFiles.wav(wav, AudioFiles.sine(1, RATE, 440, seconds, 0.1), RATE);
    upload(fileName, Files.readAllBytes(wav));
  }

  public void upload(String fileName, byte[] bytes) throws IOException, QueueException {
    platform.upload(fileName, bytes);
  }

  /** Whether its multivariant playlist is there. */
  public boolean isPublished(String trackId) throws IOException {
    return store().exists("mwonya_audio_tracks/" + trackId + "/playlist.m3u8");
  }

  /** Every fetch of a raw file waits from now on, until this is called. */
  public Runnable holdRawFiles() {
    CountDownLatch open = new CountDownLatch(1);
    bucket()
        .answer(request -> {
          if (request.method().equals("GET") && request.key().startsWith("tracks/")) {
            await(open);
          }
          return Optional.empty();
        });
    letGo =
        () -> {
          bucket().answer(S3Answers.none());
          open.countDown();
        };
    return letGo;
  }

  private static void await(CountDownLatch open) {
    try {
      open.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the server ends
    }
  }

  /** Settings that hold this platform under a name, as an object of JSON. */
  public String saved(String name, boolean production) {
    return String.format(
        Locale.ROOT,
        """
        "%s": {"production": %s,
          "database": {"url": "%s", "user": "%s"},
          "bucket": {"name": "%s", "endpoint": "%s", "region": "%s", "pathStyle": true}}\
        """,
        name,
        production,
        databaseUrl(),
        databaseUser(),
        S3Server.BUCKET,
        bucketEndpoint(),
        S3Server.REGION);
  }

  @Override
  public void close() throws IOException {
    System.clearProperty(ACCESS_KEY);
    System.clearProperty(SECRET_KEY);
    letGo.run();
    wayToBucket.close();
    wayToDatabase.close();
    platform.close();
  }
}
