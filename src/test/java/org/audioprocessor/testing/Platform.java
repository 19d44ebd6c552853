package org.audioprocessor.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.UploadQueue;
import org.audioprocessor.queue.connect.DatabaseAddress;
import org.audioprocessor.queue.connect.PlatformDatabase;
import org.audioprocessor.storage.Body;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.PutOptions;
import org.jspecify.annotations.Nullable;

/**
 * A platform as operators meet it: PostgreSQL with its table and a user of few rights, and a bucket
 * that grants workers get, put and delete only.
 */
public final class Platform implements AutoCloseable {
  public static final String PASSWORD = "hunter2-of-the-database";

  private final DatabaseAddress administration;
  private final DatabaseAddress address;
  private final S3Server bucket;
  private final ObjectStore store;
  private @Nullable PlatformDatabase database;

  private Platform(Path folder) throws IOException {
    PostgresServer server = PostgresServer.shared();
    administration = server.newDatabase();
    String user = "worker_" + System.nanoTime();
    server.run(
        administration,
        "CREATE USER " + user + " PASSWORD '" + PASSWORD + "'",
        "GRANT SELECT, INSERT, UPDATE ON Uploads TO " + user,
        "GRANT CREATE, USAGE ON SCHEMA public TO " + user);
    address = administration.withUser(user, PASSWORD);
    bucket = S3Server.start(folder).grantObjectsOnly().behaveLikeCeph();
    store = bucket.open();
  }

  /**
   * With an empty table and an empty bucket.
   *
   * @param folder where the bucket's objects lie
   */
  public static Platform open(Path folder) throws IOException {
    return new Platform(folder);
  }

  /** As an administrator of the database sees it. */
  public DatabaseAddress administration() {
    return administration;
  }

  /** As a worker sees it. */
  public DatabaseAddress address() {
    return address;
  }

  public S3Server bucket() {
    return bucket;
  }

  /** As a worker sees it. */
  public ObjectStore store() {
    return store;
  }

  /** Makes our own tables beside the platform's when it is first called, unless a worker did. */
  public synchronized UploadQueue queue() throws QueueException {
    if (database == null) {
      database = PlatformDatabase.open(address);
    }
    return database.queue();
  }

  /** What an operator gives a worker. */
  public Map<String, String> environment() {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("AUDIO_PROCESSOR_DB_URL", address.jdbcUrl());
    environment.put("AUDIO_PROCESSOR_DB_USER", address.user());
    environment.put("AUDIO_PROCESSOR_DB_PASSWORD", PASSWORD);
    environment.put("AUDIO_PROCESSOR_BUCKET", S3Server.BUCKET);
    environment.put("AUDIO_PROCESSOR_ENDPOINT", bucket.endpoint().toString());
    environment.put("AUDIO_PROCESSOR_REGION", S3Server.REGION);
    environment.put("AUDIO_PROCESSOR_PATH_STYLE", "true");
    environment.put("AWS_ACCESS_KEY_ID", S3Server.ACCESS_KEY);
    environment.put("AWS_SECRET_ACCESS_KEY", S3Server.SECRET);
    return environment;
  }

  /** A raw file and its row, as the platform writes them; the file's name is the upload's id. */
  public void upload(String fileName, byte[] file) throws IOException {
    store.put("tracks/" + fileName, Body.of(file), PutOptions.defaults());
    PostgresServer.shared()
        .run(
            administration,
            "INSERT INTO Uploads (upload_id, file_name) VALUES ('%1$s', '%1$s')"
                .formatted(fileName.replace("'", "''")));
  }

  @Override
  public synchronized void close() throws IOException {
    store.close();
    bucket.close();
    if (database != null) {
      database.close();
    }
  }
}
