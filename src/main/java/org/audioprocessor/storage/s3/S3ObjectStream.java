package org.audioprocessor.storage.s3;

import java.io.IOException;
import java.io.InputStream;
import org.audioprocessor.storage.FileErrors;
import org.audioprocessor.storage.RetryCheck;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.StorageException.Kind;
import org.audioprocessor.storage.s3.client.S3Failures.Doing;
import org.audioprocessor.storage.s3.client.S3RetryStrategy.S3RetryScope;
import org.audioprocessor.storage.s3.client.S3Settings.S3Bucket;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Reads one version of an object. Reopens a connection that breaks or ends early at the current
 * position; if that fails too, the read fails, so a partial object never counts as complete.
 */
final class S3ObjectStream extends InputStream {

  private static final int MOST_RESUMPTIONS = 10;

  /** An answer in chunks does not state its length; the last chunk does. */
  private static final long UNKNOWN = Long.MAX_VALUE;

  private final S3Bucket bucket;
  private final String key;
  private final Runnable closed;
  private final String etag;
  private final RetryCheck check = S3RetryScope.current();
  private long end;
  private ResponseInputStream<GetObjectResponse> in;
  private long position;
  private int resumptions;
  private boolean isAtEnd;
  private boolean isClosed;

  /**
   * Reads from a response.
   *
   * @param from the position in the object of the response's first byte
   * @param closed called once
   */
  S3ObjectStream(
      S3Bucket bucket,
      String key,
      long from,
      ResponseInputStream<GetObjectResponse> answer,
      Runnable closed) {
    this.bucket = bucket;
    this.key = key;
    this.closed = closed;
    in = answer;
    etag = answer.response().eTag();
    position = from;
    Long length = answer.response().contentLength();
    end = length == null ? UNKNOWN : from + length;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (isClosed) {
      throw new IOException("The stream is closed.");
    }
    if (length == 0) {
      return 0;
    }
    while (position < end) {
      int n = readOrResume(target, offset, (int) Math.min(length, end - position));
      if (n > 0) {
        position += n;
        return n;
      }
    }
    finish();
    return -1;
  }

  /** 0 if it was resumed. */
  private int readOrResume(byte[] target, int offset, int length) throws StorageException {
    try {
      int n = in.read(target, offset, length);
      if (n < 0 && end == UNKNOWN) {
        end = position;
        isAtEnd = true;
      } else if (n < 0) {
        resume(new IOException("The response ended at byte " + position + " of " + end + "."));
      }
      return Math.max(n, 0);
    } catch (IOException | SdkException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw new StorageException(
            Kind.INTERRUPTED, "“" + key + "” could not be read: " + FileErrors.INTERRUPTED, e);
      }
      resume(e);
      return 0;
    }
  }

  private void resume(Exception cause) throws StorageException {
    if (++resumptions > MOST_RESUMPTIONS) {
      throw new StorageException(
          Kind.UNAVAILABLE,
          "“" + key + "” could not be read: the connection broke repeatedly.",
          cause);
    }
    in.abort();
    try {
      in =
          S3RetryScope.within(
              check,
              () ->
                  bucket
                      .client()
                      .getObject(r ->
                          r.bucket(bucket.name())
                              .key(key)
                              .ifMatch(etag)
                              .range("bytes=" + position + "-" + (end == UNKNOWN ? "" : end - 1))));
    } catch (S3Exception e) {
      if (e.statusCode() == 416 && end == UNKNOWN) {
        end = position;
        return;
      }
      if (e.statusCode() == 412 || e.statusCode() == 404) {
        throw new StorageException(
            Kind.IO, "“" + key + "” was replaced or deleted while it was read. Try it again.", e);
      }
      throw bucket.failure(Doing.READ, key, e);
    } catch (SdkException e) {
      throw bucket.failure(Doing.READ, key, e);
    }
  }

  /** The client compares its checksum when it meets the end; only then is the connection free. */
  private void finish() throws StorageException {
    if (isAtEnd) {
      return;
    }
    try {
      isAtEnd = in.read() < 0;
    } catch (SdkException e) {
      throw bucket.failure(Doing.READ, key, e);
    } catch (IOException everythingWasRead) {
      isAtEnd = false;
    }
  }

  @Override
  public void close() throws IOException {
    if (isClosed) {
      return;
    }
    isClosed = true;
    try {
      if (isAtEnd) {
        in.close();
      } else {
        // closing would read the rest of a large object first
        in.abort();
      }
    } finally {
      closed.run();
    }
  }
}
