package org.audioprocessor.storage.s3.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;
import org.audioprocessor.storage.FileErrors;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.s3.client.S3Failures.Doing;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/** A bucket and its client; converts failures of the client. */
public record S3Bucket(S3Client client, S3Settings settings) {

  public String name() {
    return settings.bucket();
  }

  /** Runs one request and converts its failure. */
  public <T> T call(Doing doing, String key, Supplier<T> request) throws StorageException {
    try {
      return request.get();
    } catch (SdkException e) {
      throw failure(doing, key, e);
    } catch (UncheckedIOException e) {
      throw FileErrors.of(
          "The source of “" + key + "” could not be read",
          e.getCause() == null ? new IOException(e) : e.getCause());
    }
  }

  public StorageException failure(Doing doing, String key, SdkException cause) {
    return S3Failures.of(name(), doing, key, cause);
  }
}
