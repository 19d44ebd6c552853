package org.audioprocessor.process;

/** Why a track could not be processed: whose fault it is and whether trying again can help. */
public enum FailureKind {
  /** The file is not audio that we read. */
  NOT_AUDIO(Cure.NEW_FILE),
  /** The file is audio, but broken. */
  CORRUPT(Cure.NEW_FILE),
  /** Much less sound is in the file than it states. */
  TRUNCATED(Cure.NEW_FILE),
  /** The file exceeds a limit: size, length, channels, sample rate, effort. */
  OVER_LIMIT(Cure.NEW_FILE),
  /** The name cannot become a key of the bucket. */
  BAD_NAME(Cure.NEW_FILE),
  /** The raw file is not where its row says. */
  RAW_MISSING(Cure.LATE_FILE),
  /** What was rendered broke a rule that blocks publication. */
  RULE_BROKEN(Cure.TRY_AGAIN),
  /** Bytes changed on their way. */
  CHECKSUM(Cure.TRY_AGAIN),
  /** The process that decodes the file died of it. */
  DECODER_CRASHED(Cure.FEW_TRIES),
  /** A stage made no progress. */
  STALLED(Cure.TRY_AGAIN),
  /** Something of ours went wrong. */
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
  /** The database does not answer, or refuses us. */
  DATABASE_AWAY(Cure.WAIT),
  /** No room on a disk. */
  DISK_FULL(Cure.WAIT),
  /** Somebody else holds the track now. */
  LEASE_LOST(Cure.LEAVE),
  /** A person or a shutdown asked to stop. */
  CANCELLED(Cure.LEAVE);

  /** What helps. */
  public enum Cure {
    /** Only another file: the track has failed. */
    NEW_FILE,
    /** The same thing for some minutes: the file may be on its way. Then only another file. */
    LATE_FILE,
    /** The same thing once more, a little later. */
    TRY_AGAIN,
    /** The same thing once or twice more: most likely the file is the reason. */
    FEW_TRIES,
    /** Nothing until the environment is well again; the track is not to blame. */
    WAIT,
    /** Nothing: the track is not ours to judge any more. */
    LEAVE
  }

  private final Cure cure;

  FailureKind(Cure cure) {
    this.cure = cure;
  }

  /** What helps against it. */
  public Cure cure() {
    return cure;
  }

  /** The key of its remedy in the messages bundle. */
  public String messageKey() {
    return "failure." + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
