package org.audioprocessor.queue;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.audioprocessor.queue.claim.Additions;
import org.audioprocessor.queue.claim.ClaimSearch;
import org.audioprocessor.queue.claim.Claims;
import org.audioprocessor.queue.claim.HeldClaims;
import org.audioprocessor.queue.claim.History;
import org.audioprocessor.queue.claim.Recovery;
import org.audioprocessor.queue.claim.Requeue;
import org.audioprocessor.queue.generation.GenerationTry;
import org.audioprocessor.queue.generation.Reviews;
import org.audioprocessor.queue.generation.Rollbacks;
import org.audioprocessor.queue.generation.TrackGenerations;
import org.audioprocessor.queue.jdbc.Dialect;
import org.audioprocessor.queue.jdbc.QueueConnections;
import org.audioprocessor.queue.jdbc.ServerTraits;
import org.audioprocessor.queue.jdbc.Sql;
import org.audioprocessor.queue.jdbc.Transactions;
import org.audioprocessor.queue.list.BudgetedCache;
import org.audioprocessor.queue.list.FailureClusters;
import org.audioprocessor.queue.list.Page;
import org.audioprocessor.queue.list.PageRequest;
import org.audioprocessor.queue.list.Pages;
import org.audioprocessor.queue.list.UploadLists;
import org.audioprocessor.queue.list.UploadRows;
import org.audioprocessor.queue.schema.QueueSchema;
import org.audioprocessor.queue.schema.TableIndexes;
import org.jspecify.annotations.Nullable;

/**
 * The platform's uploads, as a queue. Safe for use by many threads and processes at once.
 *
 * <p>Methods that take a {@link Claim} return false, and change nothing, once the claim is lost:
 * its lease was taken over, or its row no longer says {@code processing}. A {@link QueueException}
 * of kind UNAVAILABLE leaves open whether the change was made; ask again with the same claim.
 */
public final class UploadQueue {
  private static final Duration REREAD_INDEXES = Duration.ofMinutes(1);

  private final Dialect dialect;
  private final Transactions transactions;
  private final Additions additions;
  private final boolean generatesIds;
  private final Pages pages;

  /** Asked for by those that work, and quick. */
  private final Pages oneRow;

  private final Claims claims;
  private final ClaimSearch claimSearch;
  private final HeldClaims heldClaims;
  private final Recovery recovery;
  private final Requeue setBack;
  private final History history;
  private final TrackGenerations generations;
  private final Rollbacks rollbacks;
  private final UploadLists lists;
  private final LiveView liveView;
  private final Reviews verdicts;
  private final FailureClusters failureClusters;
  private final BulkRetry bulkRetry;

  /**
   * Needs a database that is prepared already.
   *
   * @param dataSource READ COMMITTED, sessions in UTC ({@link Dialect#sessionStart}), {@link
   *     QueueSchema} applied
   */
  public UploadQueue(DataSource dataSource, Dialect dialect) {
    this(
        QueueConnections.all(dataSource),
        dialect,
        ServerTraits.usual(dialect),
        new MonotonicClock());
  }

  /**
   * On connections of its own for each kind of use.
   *
   * @param clock monotonic, says how old a count is; leases go by the database's
   */
  public UploadQueue(
      QueueConnections connections, Dialect dialect, ServerTraits traits, InstantSource clock) {
    this.dialect = dialect;
    transactions = new Transactions(connections.work(), traits);
    additions = new Additions(transactions);
    generatesIds = traits.uploads().generatesIds();
    Transactions reading = new Transactions(connections.reads(), traits);
    Transactions renewing = new Transactions(connections.renewals(), traits);
    UploadRows rows = new UploadRows(dialect);
    BudgetedCache<TableIndexes> indexes =
        new BudgetedCache<>(TableIndexes::read, REREAD_INDEXES, clock);
    pages = new Pages(reading, rows, indexes);
    oneRow = new Pages(transactions, rows, indexes);
    lists = new UploadLists(reading, dialect, rows, indexes, clock);
    liveView = new LiveView(reading, rows);
    verdicts = new Reviews(transactions, dialect, rows, clock);
    heldClaims = new HeldClaims(transactions, renewing);
    claims = new Claims(transactions, heldClaims);
    claimSearch = new ClaimSearch(transactions, claims, clock);
    recovery = new Recovery(transactions, dialect);
    setBack = new Requeue(transactions);
    history = new History(transactions, dialect);
    generations = new TrackGenerations(transactions, dialect);
    rollbacks = new Rollbacks(transactions, renewing, generations);
    failureClusters = new FailureClusters(reading, setBack);
    bulkRetry = new BulkRetry(lists, setBack);
  }

  /**
   * Adds a waiting upload. CONFLICT if its id is taken; NOT_STORABLE if the table refuses the row.
   *
   * @return the upload as it is stored: where ids are numbers, the database makes them
   */
  public Upload add(Upload upload) throws QueueException {
    return additions.add(upload);
  }

  /** Fails with NOT_STORABLE if the table would refuse the row now. Changes nothing. */
  public void requireAddable(Upload upload) throws QueueException {
    additions.rehearse(upload);
  }

  /** The workspace's own database: no network lies between. */
  public boolean isEmbedded() {
    return dialect == Dialect.H2;
  }

  /** The database makes the ids of new uploads, so that an insert cannot be repeated by its id. */
  public boolean generatesIds() {
    return generatesIds;
  }

  public Page page(PageRequest request) throws QueueException {
    return pages.page(request);
  }

  /** Every status, those without uploads included. */
  public Map<UploadStatus, Long> counts() throws QueueException {
    return pages.counts();
  }

  /** How long the oldest upload that may be claimed has waited; zero if none waits. */
  public Duration oldestWait() throws QueueException {
    return pages.oldestWait(dialect);
  }

  public Optional<UploadRow> get(String uploadId) throws QueueException {
    return oneRow.get(uploadId);
  }

  /**
   * Newest first: the uploads of exactly this name. Where there is none, those whose names look the
   * same and are written in other characters, such as é as one character or as two.
   */
  public List<UploadRow> byFileName(String fileName) throws QueueException {
    return pages.byFileName(fileName);
  }

  /** Newest first: the uploads that are generations of one track. */
  public List<UploadRow> ofTrack(String trackId) throws QueueException {
    return pages.ofTrack(trackId);
  }

  /** Newest first: the uploads of other tracks whose names look the same as this one's. */
  public List<UploadRow> ofLikeTracks(String trackId) throws QueueException {
    return pages.ofLikeTracks(trackId);
  }

  /**
   * Takes one of the oldest waiting uploads. Empty does not mean that none waits: others may hold
   * them for a moment.
   */
  public Optional<Claim> claim(String owner, Duration lease) throws QueueException {
    claims.giveBackUnsure();
    return claimSearch.next(owner, lease);
  }

  /** Takes this upload, or says why not. */
  public ClaimAnswer claim(String uploadId, String owner, Duration lease) throws QueueException {
    claims.giveBackUnsure();
    return claims.picked(uploadId, owner, lease);
  }

  /** The lease ends this long after the database's now. */
  public boolean renew(Claim claim, Duration lease) throws QueueException {
    return heldClaims.renew(claim, lease);
  }

  /** Returns normally if the database answers about uploads. */
  public void requireReadable() throws QueueException {
    transactions.read(session -> session.first(Sql.READ_PROBE, row -> row.getString(1)));
  }

  /** Returns normally if the database lets the rows of uploads and of leases be changed. */
  public void requireWritable() throws QueueException {
    transactions.inTransaction(
        session -> session.update(Sql.WRITE_PROBE) + session.update(Sql.WRITE_PROBE_OF_LEASES));
  }

  /** Asks without changing anything: the token is still the last one, the row still ours. */
  public boolean stillMine(Claim claim) throws QueueException {
    return heldClaims.stillMine(claim);
  }

  /**
   * The upload is done.
   *
   * @param published becomes the track's current generation in the same transaction; null where
   *     nothing was published
   * @param detail what was measured and published, for the history
   * @param result kept where something was published
   */
  public boolean completed(
      Claim claim, @Nullable GenerationTry published, String detail, Result result)
      throws QueueException {
    return heldClaims.completed(claim, published, detail, result);
  }

  /** The upload is done, and nothing was measured. */
  public boolean completed(Claim claim, @Nullable GenerationTry published, String detail)
      throws QueueException {
    return completed(claim, published, detail, Result.UNKNOWN);
  }

  /**
   * The upload cannot be processed.
   *
   * @param kind of failure, at most 40 characters
   * @param sentence for people; becomes the row's {@code error_message}
   */
  public boolean failed(Claim claim, String kind, String sentence) throws QueueException {
    return heldClaims.failed(claim, kind, sentence);
  }

  /** Gives it back unfinished: claimable at once, the attempt is not counted. */
  public boolean release(Claim claim) throws QueueException {
    return heldClaims.release(claim);
  }

  /** Gives it back; nobody may claim it before the rest is over. */
  public boolean retryLater(Claim claim, String kind, String sentence, Duration rest)
      throws QueueException {
    return heldClaims.retryLater(claim, kind, sentence, rest);
  }

  /** Ends the leases of workers that are gone; the third lost claim of an upload fails it. */
  public List<Recovered> reclaimExpired() throws QueueException {
    return reclaimExpired(3);
  }

  /** The same; so many lost claims of an upload, one after the other, fail it. */
  public List<Recovered> reclaimExpired(int lostClaims) throws QueueException {
    return recovery.reclaimExpired(lostClaims);
  }

  /**
   * A person sets a failed or resting upload back to waiting: no attempts, no rest, no error.
   *
   * @return false if it is neither
   */
  public boolean retry(String uploadId) throws QueueException {
    return setBack.retry(uploadId);
  }

  /**
   * A person sets a completed upload back to waiting.
   *
   * @return false if it is not completed
   */
  public boolean reprocess(String uploadId) throws QueueException {
    return setBack.reprocess(uploadId);
  }

  /**
   * A person sets a row back to waiting that another system or a dead worker holds, or whose status
   * is not ours.
   *
   * @return false if a living worker of ours holds it, or there is nothing to take over
   */
  public boolean takeOver(String uploadId) throws QueueException {
    return setBack.takeOver(uploadId);
  }

  /** Newest first. */
  public List<Attempt> history(String uploadId) throws QueueException {
    return history.of(uploadId);
  }

  public TrackGenerations generations() {
    return generations;
  }

  public Rollbacks rollbacks() {
    return rollbacks;
  }

  public UploadLists lists() {
    return lists;
  }

  public LiveView liveView() {
    return liveView;
  }

  public Reviews verdicts() {
    return verdicts;
  }

  public FailureClusters failureClusters() {
    return failureClusters;
  }

  public BulkRetry bulkRetry() {
    return bulkRetry;
  }
}
