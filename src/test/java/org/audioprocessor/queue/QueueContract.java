package org.audioprocessor.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.audioprocessor.queue.ClaimAnswer.Claimed;
import org.audioprocessor.queue.ClaimAnswer.Refused;
import org.junit.jupiter.api.BeforeEach;

/** What the contracts share; a database's test extends each contract and says where it is. */
public abstract class QueueContract {
  public QueueFixture db;
  public UploadQueue queue;

  abstract QueueFixture database();

  @BeforeEach
  void startEmpty() {
    db = database();
    queue = db.queue();
    db.empty();
  }

  public Claim claimed(String uploadId) throws QueueException {
    ClaimAnswer answer = queue.claim(uploadId, "worker", QueueFixture.LEASE);
    assertThat(answer).isInstanceOf(Claimed.class);
    return ((Claimed) answer).claim();
  }

  Refused refused(String uploadId) throws QueueException {
    ClaimAnswer answer = queue.claim(uploadId, "worker", QueueFixture.LEASE);
    assertThat(answer).isInstanceOf(Refused.class);
    return (Refused) answer;
  }

  public Optional<Claim> anyClaim() throws QueueException {
    return queue.claim("worker", QueueFixture.LEASE);
  }

  public UploadRow row(String uploadId) throws QueueException {
    return queue.get(uploadId).orElseThrow();
  }

  /** Added and claimed. */
  public Claim working(String uploadId, String fileName) throws QueueException {
    queue.add(new Upload(uploadId, fileName));
    return claimed(uploadId);
  }
}
