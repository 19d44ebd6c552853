package org.audioprocessor.diagnosis;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.audioprocessor.app.ConnectionFactory;
import org.audioprocessor.diagnosis.Diagnosis.Finding;
import org.audioprocessor.diagnosis.Diagnosis.Steps;
import org.audioprocessor.settings.Connection;
import org.audioprocessor.settings.StoreConfig;
import org.audioprocessor.settings.Workspace;
import org.audioprocessor.storage.Body;
import org.audioprocessor.storage.Capabilities;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.PutOptions;
import org.audioprocessor.storage.PutOptions.Condition;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.StoredObject;
import org.audioprocessor.storage.s3.S3ObjectStore;
import org.audioprocessor.storage.s3.client.S3Credentials;

/** Tests the bucket: runs each operation once on a probe object, which is deleted. */
record BucketSteps(Workspace workspace, Steps steps) {
  private static final byte[] PROBE = "a probe of the doctor".getBytes(StandardCharsets.UTF_8);
  private static final PutOptions ONLY_NEW =
      PutOptions.defaults().withCondition(Condition.ifAbsent());
  private static final String POLICY =
      "packaging/s3/policy-recommended.json is a policy with the required permissions.";

  void run(Connection connection, String processedPrefix) {
    String folder =
        processedPrefix.isEmpty() || processedPrefix.endsWith("/")
            ? processedPrefix
            : processedPrefix + "/";
    String key = folder + "doctor-" + UUID.randomUUID() + ".probe";
    switch (connection.store()) {
      case StoreConfig.Bucket bucket -> platform(bucket, folder, key);
      case StoreConfig other ->
          steps.step("bucket", "Check the folder's permissions.", () -> inFiles(connection, key));
    }
  }

  private Finding inFiles(Connection connection, String key) throws IOException {
    try (ObjectStore store = ConnectionFactory.store(connection, workspace)) {
      StoredObject put = store.put(key, Body.of(PROBE), ONLY_NEW);
      try {
        requireReadable(store, put);
        requireThat(refusesSecond(store, put), "Conditional puts do not work.");
        try (Stream<StoredObject> listed = store.list(put.key())) {
          requireThat(listed.count() == 1, "The probe is not listed.");
        }
      } finally {
        store.delete(key);
      }
      requireThat(!store.exists(key), "The deleted probe still exists.");
    }
    String name = connection.store().name();
    return Finding.works(
        "bucket",
        (name.isEmpty() ? workspace.bucket() : name)
            + "; put, conditional put, read, list and delete work");
  }

  private void platform(StoreConfig.Bucket bucket, String folder, String key) {
    steps.report(address(bucket));
    if (!steps.step(
        "bucket, credentials",
        "",
        () -> Finding.works("bucket, credentials", S3Credentials.whereFound()))) {
      return;
    }
    try (S3ObjectStore store = S3ObjectStore.open(ConnectionFactory.settings(bucket))) {
      boolean isPut =
          steps.step(
              "bucket, put",
              POLICY,
              () -> {
                store.put(key, Body.of(PROBE), PutOptions.defaults());
                return Finding.works("bucket, put", "A probe was put.");
              });
      if (!isPut) {
        return;
      }
      steps.step("bucket, read", POLICY, () -> read(store, key));
      steps.step("bucket, delete", POLICY, () -> delete(store, key));
      capabilities(store, folder);
    } catch (StorageException e) {
      steps.report(Finding.broken("bucket", Steps.sentence(e), POLICY));
    }
  }

  private static Finding address(StoreConfig.Bucket bucket) {
    URI uri = bucket.endpoint().uri();
    String where = uri == null ? "Amazon S3" : uri.toString();
    String region = bucket.endpoint().region();
    String shown = bucket.name() + " at " + where + (region == null ? "" : ", region " + region);
    boolean isOpen =
        uri != null
            && "http".equals(uri.getScheme())
            && !List.of("127.0.0.1", "localhost", "[::1]").contains(uri.getHost());
    return isOpen
        ? Finding.note("bucket", shown, "The connection is not encrypted. Use an https address.")
        : Finding.works("bucket", shown);
  }

  private static Finding read(ObjectStore store, String key) throws IOException {
    StoredObject put =
        store
            .head(key)
            .orElseThrow(() ->
                new StorageException(
                    StorageException.Kind.NOT_FOUND, "The probe cannot be found."));
    requireReadable(store, put);
    return Finding.works("bucket, read", "The probe was read back.");
  }

  private static Finding delete(ObjectStore store, String key) throws IOException {
    store.delete(key);
    requireThat(!store.exists(key), "The deleted probe still exists.");
    return Finding.works("bucket, delete", "The probe was deleted.");
  }

  private void capabilities(S3ObjectStore store, String folder) {
    try {
      Capabilities found = store.capabilities(folder);
      capability("bucket, conditions", found.conditionalPuts(), "");
      capability("bucket, copies", found.conditionalCopies(), "");
      capability("bucket, listing", found.listing(), POLICY);
    } catch (StorageException e) {
      steps.report(Finding.broken("bucket, conditions", Steps.sentence(e), POLICY));
    }
  }

  private void capability(String check, Capabilities.Feature feature, String advice) {
    steps.report(
        feature.available()
            ? Finding.works(check, feature.sentence())
            : Finding.note(check, feature.sentence(), advice));
  }

  private static void requireReadable(ObjectStore store, StoredObject put) throws IOException {
    try (InputStream in = store.get(put.key())) {
      requireThat(
          Arrays.equals(in.readAllBytes(), PROBE),
          "The content read differs from the content put.");
    }
    boolean same = store.head(put.key()).filter(now -> now.etag().equals(put.etag())).isPresent();
    requireThat(same, "The probe cannot be found.");
  }

  private static boolean refusesSecond(ObjectStore store, StoredObject put)
      throws StorageException {
    try {
      store.put(put.key(), Body.of(new byte[1]), ONLY_NEW);
      return false;
    } catch (StorageException e) {
      if (e.kind() == StorageException.Kind.PRECONDITION_FAILED) {
        return true;
      }
      throw e;
    }
  }

  private static void requireThat(boolean holds, String otherwise) throws StorageException {
    if (!holds) {
      throw new StorageException(StorageException.Kind.IO, otherwise);
    }
  }
}
