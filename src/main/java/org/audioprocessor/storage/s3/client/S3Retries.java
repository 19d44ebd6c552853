package org.audioprocessor.storage.s3.client;

import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import software.amazon.awssdk.core.metrics.CoreMetric;
import software.amazon.awssdk.metrics.MetricCollection;
import software.amazon.awssdk.metrics.MetricPublisher;

/** Counts retried requests. */
public final class S3Retries implements MetricPublisher {

  private static final Set<String> UPLOADS =
      Set.of("PutObject", "UploadPart", "CreateMultipartUpload", "CompleteMultipartUpload");

  private final LongAdder uploads = new LongAdder();
  private final LongAdder all = new LongAdder();

  public long ofUploads() {
    return uploads.sum();
  }

  public long all() {
    return all.sum();
  }

  @Override
  public void publish(MetricCollection call) {
    int retries =
        call.metricValues(CoreMetric.RETRY_COUNT).stream().mapToInt(Integer::intValue).sum();
    all.add(retries);
    if (call.metricValues(CoreMetric.OPERATION_NAME).stream().anyMatch(UPLOADS::contains)) {
      uploads.add(retries);
    }
  }

  @Override
  public void close() {}
}
