package org.audioprocessor.storage.s3;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import org.audioprocessor.storage.Body;
import org.audioprocessor.storage.FileErrors;
import org.audioprocessor.storage.PutOptions;
import org.audioprocessor.storage.PutOptions.Condition;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.StorageException.Kind;
import org.audioprocessor.storage.StoredObject;
import org.audioprocessor.storage.s3.S3Conditions.EtagForm;
import org.audioprocessor.storage.s3.client.S3Failures.Doing;
import org.audioprocessor.storage.s3.client.S3Settings.S3Bucket;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.MetadataDirective;

/**
 * Copies inside the bucket. If the store does not support the condition of a copy, or does not know
 * the expected checksum, the bytes go through this machine.
 */
final class S3Copies {

  /** A source that is replaced while it is copied is copied again. */
  private static final int TRIES = 3;

  private final S3Bucket bucket;
  private final S3Reads reads;
  private final S3Writes writes;
  private final S3Conditions conditions;

  S3Copies(S3Bucket bucket, S3Reads reads, S3Writes writes, S3Conditions conditions) {
    this.bucket = bucket;
    this.reads = reads;
    this.writes = writes;
    this.conditions = conditions;
  }

  StoredObject copy(String from, String to, PutOptions options) throws StorageException {
    for (int attempt = 1; ; attempt++) {
      HeadObjectResponse source = reads.head(from).orElseThrow(() -> FileErrors.notFound(from));
      try {
        return copy(from, source, to, options);
      } catch (StorageException e) {
        boolean replaced =
            reads.head(from).filter(now -> now.eTag().equals(source.eTag())).isEmpty();
        if (!replaced || from.equals(to) || attempt == TRIES) {
          throw e;
        }
      }
    }
  }

  private StoredObject copy(String from, HeadObjectResponse source, String to, PutOptions options)
      throws StorageException {
    S3Attributes attributes = S3Attributes.of(source).changedBy(options);
    String known = attributes.sha256();
    if (known != null && options.sha256() != null && !known.equals(options.sha256())) {
      throw new StorageException(
          Kind.CHECKSUM, "“" + from + "” does not have the expected SHA-256.");
    }
    boolean conditional = !(options.condition() instanceof Condition.None);
    S3Conditions.Support support =
        conditional ? conditions.support(S3Probes.folderOf(to)) : S3Conditions.NOT_NEEDED;
    boolean inside = (options.sha256() == null || known != null) && support.copies();
    return inside
        ? inside(from, source, to, options, support.etags())
        : writes.put(to, attributes, new Version(from, source), options);
  }

  private StoredObject inside(
      String from, HeadObjectResponse source, String to, PutOptions options, EtagForm etags)
      throws StorageException {
    S3Attributes old = S3Attributes.of(source);
    S3Attributes attributes = old.changedBy(options).ofNewWrite(old.sha256());
    S3Put.Precondition precondition = S3Put.Precondition.of(options.condition(), etags);
    return writes.write(
        to,
        attributes,
        options.condition(),
        () -> {
          CopyObjectResponse answer =
              bucket.call(
                  Doing.COPY,
                  to,
                  () ->
                      bucket
                          .client()
                          .copyObject(r -> {
                            r.sourceBucket(bucket.name())
                                .sourceKey(from)
                                .copySourceIfMatch(source.eTag())
                                .destinationBucket(bucket.name())
                                .destinationKey(to)
                                .metadataDirective(MetadataDirective.REPLACE)
                                .ifNoneMatch(precondition.ifNoneMatch())
                                .ifMatch(precondition.ifMatch());
                            attributes.applyTo(r, bucket.settings().encryption());
                          }));
          Instant now = answer.copyObjectResult().lastModified();
          String etag = answer.copyObjectResult().eTag();
          return attributes.describe(to, source.contentLength(), etag, now);
        });
  }

  /** One version of an object as the body of another object. */
  private final class Version implements Body {
    private final String key;
    private final HeadObjectResponse source;

    Version(String key, HeadObjectResponse source) {
      this.key = key;
      this.source = source;
    }

    @Override
    public long length() {
      return source.contentLength();
    }

    @Override
    public InputStream open() throws IOException {
      return reads.openVersion(key, source.eTag());
    }
  }
}
