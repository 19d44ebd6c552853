package org.audioprocessor.storage.s3;

import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.audioprocessor.storage.Body;
import org.audioprocessor.storage.Capabilities;
import org.audioprocessor.storage.Capabilities.Feature;
import org.audioprocessor.storage.FileErrors;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.PutOptions;
import org.audioprocessor.storage.RetryCheck;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.StorageException.Kind;
import org.audioprocessor.storage.StoredObject;
import org.audioprocessor.storage.s3.client.S3Bucket;
import org.audioprocessor.storage.s3.client.S3Clients;
import org.audioprocessor.storage.s3.client.S3Failures.Doing;
import org.audioprocessor.storage.s3.client.S3Pace;
import org.audioprocessor.storage.s3.client.S3Retries;
import org.audioprocessor.storage.s3.client.S3RetryScope;
import org.audioprocessor.storage.s3.client.S3Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Objects in a bucket of S3 or of a store that speaks its protocol. Get, put and delete on objects
 * are all the permissions that it needs; without listing, {@link #list} fails and {@link
 * #sweepLeftovers} cannot be used.
 *
 * <p>At most 16 writes are on their way at a time, fewer when the store asks to slow down; further
 * ones wait. Objects that others have put have no SHA-256.
 */
public final class S3ObjectStore implements ObjectStore {

  public static final int PUTS_AT_ONCE = 16;
  public static final int STREAMS_AT_ONCE = 32;

  /** Between two looks whether a write that waits for its place is still wanted. */
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
   * With the credentials that the AWS default chain finds: environment, profile, single sign-on,
   * role. Nothing is asked of the store yet.
   *
   * @throws StorageException UNAVAILABLE if no region is to be found
   */
  public static S3ObjectStore open(S3Settings settings) throws StorageException {
    return open(settings, DefaultCredentialsProvider.builder().build());
  }

  /** With these credentials. */
  public static S3ObjectStore open(S3Settings settings, AwsCredentialsProvider credentials)
      throws StorageException {
    S3Retries retries = new S3Retries();
    S3Pace pace = new S3Pace(PUTS_AT_ONCE);
    S3Client client = S3Clients.open(settings, credentials, retries, pace);
    return new S3ObjectStore(new S3Bucket(client, settings), retries, pace);
  }

  /** The first request takes seconds: classes, credentials, a connection. */
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
            LOG.debug("the conditions of “{}” are not known yet", bucket.name(), e);
          }
        });
  }

  private void ask() {
    try {
      boolean allowed = listing.isAllowed();
      LOG.debug("the bucket “{}” answers; listing allowed: {}", bucket.name(), allowed);
    } catch (StorageException | RuntimeException e) {
      // whoever uses the store meets the same failure and says it
      LOG.debug("the bucket “{}” could not be reached yet", bucket.name(), e);
    }
  }

  @Override
  public void checkKey(String key) throws StorageException {
    S3Keys.require(key);
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

  /** Requests for uploads that had to be sent again since the store was opened. */
  @Override
  public long uploadRetries() {
    return retries.ofUploads();
  }

  /** Requests of any kind that had to be sent again since the store was opened. */
  public long retries() {
    return retries.all();
  }

  /**
   * What the bucket can do; it is tried with a small object that is there for a moment.
   *
   * @param folder below which the program may write, such as {@code tracks/}
   * @throws StorageException DENIED, UNAVAILABLE
   */
  public Capabilities capabilities(String folder) throws StorageException {
    S3Conditions.Support support = conditions.support(folder);
    return new Capabilities(
        puts(support.puts()), copies(support.copies()), listing(listing.isAllowed()));
  }

  private static Feature puts(boolean available) {
    return new Feature(
        available,
        available
            ? "Two writers of one object cannot overtake each other."
            : "The store ignores conditions of a put: between looking and writing lies a window of"
                + " one request, in which another writer is overwritten.");
  }

  private static Feature copies(boolean available) {
    return new Feature(
        available,
        available
            ? "Copies are made inside the store."
            : "The store ignores conditions of a copy: copies that need one go through this"
                + " machine.");
  }

  private static Feature listing(boolean available) {
    return new Feature(
        available,
        available
            ? "What is missing is told from what is forbidden, and leftovers can be swept."
            : "Listing is not allowed. All works without it, but leftovers of killed processes are"
                + " not found, and a small object tells what is missing from what is forbidden."
                + " Grant s3:ListBucket, s3:ListBucketMultipartUploads and"
                + " s3:AbortMultipartUpload.");
  }

  /**
   * Aborts uploads in parts that were begun by these credentials more than 24 h ago.
   *
   * @param folder below which the program may write, such as {@code tracks/}
   * @return how many
   * @throws StorageException DENIED where the bucket's uploads may not be listed
   */
  @Override
  public int sweepLeftovers(String folder) throws StorageException {
    return sweepLeftovers(folder, Instant.now());
  }

  int sweepLeftovers(String folder, Instant now) throws StorageException {
    return new S3Leftovers(bucket).sweep(folder, now);
  }

  /** How many writes may be on their way now. */
  public int writesAtOnce() {
    return pace.allowed();
  }

  /** For tests that look behind the store. */
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
