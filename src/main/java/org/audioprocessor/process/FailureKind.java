package org.audioprocessor.process;

/** Why a track could not be processed, and what helps. */
public enum FailureKind {
  /** The file is not audio in a supported format. */
  NOT_AUDIO(Cure.NEW_FILE),
  /** The file is damaged audio. */
  CORRUPT(Cure.NEW_FILE),
  /** The file contains much less sound than it states. */
  TRUNCATED(Cure.NEW_FILE),
  /** The file exceeds a limit: size, length, channels, sample rate, effort. */
  OVER_LIMIT(Cure.NEW_FILE),
  /** The name cannot become a key of the bucket. */
  BAD_NAME(Cure.NEW_FILE),
  /** The raw file is not where its row says. */
  RAW_MISSING(Cure.LATE_FILE),
  /** The output violates a rule that blocks publication. */
  RULE_BROKEN(Cure.TRY_AGAIN),
  /** Bytes were changed in transfer. */
  CHECKSUM(Cure.TRY_AGAIN),
  /** The process that decodes the file crashed on it. */
  DECODER_CRASHED(Cure.FEW_TRIES),
  /** A stage made no progress. */
  STALLED(Cure.TRY_AGAIN),
  /** An internal error. */
  INTERNAL(Cure.TRY_AGAIN),
  /** The process that decodes cannot be started. */
  DECODER_UNAVAILABLE(Cure.WAIT),
  /** The store does not answer. */
  STORE_AWAY(Cure.WAIT),
  /** The store denies access to an object. */
  STORE_DENIED(Cure.WAIT),
  /** The store does not accept the credentials. */
  CREDENTIALS_REFUSED(Cure.WAIT),
  /** The store, or a proxy before it, refuses a request and will refuse it again. */
  STORE_REFUSED(Cure.TRY_AGAIN),
  /** The database does not answer, or refuses the request. */
  DATABASE_AWAY(Cure.WAIT),
  /** A disk is full. */
  DISK_FULL(Cure.WAIT),
  /** The claim was lost. */
  LEASE_LOST(Cure.LEAVE),
  /** An operator or a shutdown cancelled the run. */
  CANCELLED(Cure.LEAVE);

  /** The remedy for a failure. */
  public enum Cure {
    /** Another file only: the track has failed. */
    NEW_FILE,
    /** Retries for some minutes, since the file may be being uploaded; then another file only. */
    LATE_FILE,
    /** A retry after a back-off. */
    TRY_AGAIN,
    /** One or two retries: most likely the file is the reason. */
    FEW_TRIES,
    /** Waiting until the environment works again; the track is not the reason. */
    WAIT,
    /** None: this process no longer decides about the track. */
    LEAVE
  }

  private final Cure cure;

  FailureKind(Cure cure) {
    this.cure = cure;
  }

  /** The remedy for this failure. */
  public Cure cure() {
    return cure;
  }

  /** The key of its remedy in the messages bundle. */
  public String messageKey() {
    return "failure." + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
