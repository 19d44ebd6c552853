package org.audioprocessor.storage.s3;

import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.audioprocessor.storage.Body;
import org.audioprocessor.storage.Capabilities;
import org.audioprocessor.storage.FileErrors;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.PutOptions;
import org.audioprocessor.storage.RetryCheck;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.StorageException.Kind;
import org.audioprocessor.storage.StoredObject;
import org.audioprocessor.storage.keys.KeyRules;
import org.audioprocessor.storage.s3.S3Multipart.S3Leftovers;
import org.audioprocessor.storage.s3.client.S3Clients;
import org.audioprocessor.storage.s3.client.S3Clients.S3Pace;
import org.audioprocessor.storage.s3.client.S3Failures.Doing;
import org.audioprocessor.storage.s3.client.S3RetryStrategy.S3Retries;
import org.audioprocessor.storage.s3.client.S3RetryStrategy.S3RetryScope;
import org.audioprocessor.storage.s3.client.S3Settings;
import org.audioprocessor.storage.s3.client.S3Settings.S3Bucket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Stores objects in a bucket of S3 or of a compatible store. Requires the permissions to get, put
 * and delete objects; without the permission to list, {@link #list} and {@link #sweepLeftovers}
 * fail.
 *
 * <p>Sends at most 16 writes at a time, and fewer after the store asks to slow down; further writes
 * wait. Objects of other writers have no SHA-256.
 */
public final class S3ObjectStore implements ObjectStore {

  public static final int PUTS_AT_ONCE = 16;
  public static final int STREAMS_AT_ONCE = 32;

  /** Interval of the checks whether a waiting write is still wanted. */
  private static final Duration LOOK = Duration.ofMillis(100);

  private static final Logger LOG = LoggerFactory.getLogger(S3ObjectStore.class);

  private final S3Bucket bucket;
  private final S3Retries retries;
  private final S3Listing listing;
  private final S3Conditions conditions;
  private final S3Absence absence;
  private final S3Reads reads;
  private final S3Writes writes;
  private final S3Copies copies;
  private final S3Pace pace;
  private final RetryCheck check;

  private S3ObjectStore(S3Bucket bucket, S3Retries retries, S3Pace pace) {
    this.bucket = bucket;
    this.retries = retries;
    this.pace = pace;
    listing = new S3Listing(bucket);
    conditions = new S3Conditions(bucket);
    absence = new S3Absence(bucket, listing);
    reads = new S3Reads(bucket, absence, STREAMS_AT_ONCE);
    writes = new S3Writes(bucket, reads, conditions);
    copies = new S3Copies(bucket, reads, writes, conditions);
    check = S3RetryScope.UNCHECKED;
  }

  private S3ObjectStore(S3ObjectStore other, RetryCheck check) {
    bucket = other.bucket;
    retries = other.retries;
    pace = other.pace;
    listing = other.listing;
    conditions = other.conditions;
    absence = other.absence;
    reads = other.reads;
    writes = other.writes;
    copies = other.copies;
    this.check = check;
  }

  @Override
  public ObjectStore withRetryCheck(RetryCheck wanted) {
    return new S3ObjectStore(this, wanted);
  }

  /**
   * Opens a bucket with credentials from the AWS default chain: environment, profile, single
   * sign-on, role. Sends no request.
   *
   * @throws StorageException UNAVAILABLE if no region is set
   */
  public static S3ObjectStore open(S3Settings settings) throws StorageException {
    return open(settings, DefaultCredentialsProvider.builder().build());
  }

  /** Opens a bucket with the given credentials. */
  public static S3ObjectStore open(S3Settings settings, AwsCredentialsProvider credentials)
      throws StorageException {
    S3Retries retries = new S3Retries();
    S3Pace pace = new S3Pace(PUTS_AT_ONCE, settings.silence());
    S3Client client = S3Clients.open(settings, credentials, retries, pace);
    return new S3ObjectStore(new S3Bucket(client, settings, pace), retries, pace);
  }

  /** The first request takes seconds, for class loading, credentials and a connection. */
  @Override
  public void warmUp() {
    Thread.ofVirtual().name("s3-warm-up").start(this::ask);
  }

  @Override
  public void warmUpConditions(String folder) {
    String top = S3Probes.folderOf(folder);
    if (conditions.isKnown()) {
      return;
    }
    Thread.ofVirtual()
        .name("s3-conditions")
        .start(() -> {
          try {
            LOG.debug("the bucket “{}”: {}", bucket.name(), conditions.support(top));
          } catch (StorageException | RuntimeException e) {
            LOG.debug("the conditions of “{}” could not be probed", bucket.name(), e);
          }
        });
  }

  private void ask() {
    try {
      boolean allowed = listing.isAllowed();
      LOG.debug("the bucket “{}” answers; listing allowed: {}", bucket.name(), allowed);
    } catch (StorageException | RuntimeException e) {
      // the next request reports the failure
      LOG.debug("the bucket “{}” could not be reached", bucket.name(), e);
    }
  }

  @Override
  public void checkKey(String key) throws StorageException {
    Optional<String> objection = KeyRules.objectionToKey(key);
    if (objection.isPresent()) {
      throw KeyRules.invalid(key, objection.get());
    }
  }

  @Override
  public StoredObject put(String key, Body body, PutOptions options) throws StorageException {
    checkKey(key);
    return inPlace(key, () -> writes.put(key, S3Attributes.of(key, options), body, options));
  }

  @Override
  public InputStream get(String key) throws StorageException {
    checkKey(key);
    return S3RetryScope.within(check, () -> reads.open(key));
  }

  @Override
  public InputStream get(String key, long from, long toInclusive) throws StorageException {
    if (from < 0 || toInclusive < from - 1) {
      throw new IllegalArgumentException("no such range: " + from + " to " + toInclusive);
    }
    checkKey(key);
    return S3RetryScope.within(check, () -> reads.open(key, from, toInclusive));
  }

  @Override
  public Optional<StoredObject> head(String key) throws StorageException {
    checkKey(key);
    return S3RetryScope.within(check, () -> reads.head(key))
        .map(head -> S3Attributes.describe(key, head));
  }

  @Override
  public Stream<StoredObject> list(String prefix) throws StorageException {
    return listing.of(prefix);
  }

  @Override
  public StoredObject copy(String from, String to, PutOptions options) throws StorageException {
    checkKey(from);
    checkKey(to);
    return inPlace(to, () -> copies.copy(from, to, options));
  }

  @Override
  public void delete(String key) throws StorageException {
    checkKey(key);
    S3RetryScope.within(
        check,
        () ->
            bucket.call(
                Doing.DELETE,
                key,
                () -> bucket.client().deleteObject(r -> r.bucket(bucket.name()).key(key))));
  }

  /** Returns the number of retried requests of uploads since the store was opened. */
  @Override
  public long uploadRetries() {
    return retries.ofUploads();
  }

  /** Returns the number of all retried requests since the store was opened. */
  public long retries() {
    return retries.all();
  }

  /**
   * Probes the bucket's features with a small temporary object.
   *
   * @param folder below which the program may write, such as {@code tracks/}
   * @throws StorageException DENIED, UNAVAILABLE
   */
  public Capabilities capabilities(String folder) throws StorageException {
    S3Conditions.Support support = conditions.support(folder);
    return Capabilities.of(support.puts(), support.copies(), listing.isAllowed());
  }

  /**
   * Aborts multipart uploads that these credentials began more than 24 h ago.
   *
   * @param folder below which the program may write, such as {@code tracks/}
   * @return the number of aborted uploads
   * @throws StorageException DENIED if the bucket's uploads may not be listed
   */
  @Override
  public int sweepLeftovers(String folder) throws StorageException {
    return sweepLeftovers(folder, Instant.now());
  }

  int sweepLeftovers(String folder, Instant now) throws StorageException {
    return new S3Leftovers(bucket).sweep(folder, now);
  }

  /** The current limit of concurrent writes. */
  public int writesAtOnce() {
    return pace.allowed();
  }

  /** For tests that bypass the store. */
  public S3Client client() {
    return bucket.client();
  }

  private StoredObject inPlace(String key, S3Writes.Send write) throws StorageException {
    awaitPlace(key);
    try {
      StoredObject written = S3RetryScope.within(check, write::run);
      absence.noteThere();
      return written;
    } catch (StorageException e) {
      absence.noteRefused();
      throw e;
    } finally {
      pace.release();
    }
  }

  private void awaitPlace(String key) throws StorageException {
    InterruptedException cause = null;
    try {
      while (check.maySendAfter(Duration.ZERO)) {
        if (pace.tryAcquire(LOOK)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      cause = e;
    }
    throw new StorageException(
        Kind.INTERRUPTED, "“" + key + "” could not be stored: " + FileErrors.INTERRUPTED, cause);
  }

  @Override
  public void close() {
    bucket.client().close();
  }
}
