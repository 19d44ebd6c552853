package org.audioprocessor.queue.connect;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import org.audioprocessor.queue.jdbc.SqlFailures;

/**
 * Drops connections to a server that has become a read-only one: after a fail-over the pool would
 * otherwise keep them, and never find the new primary. Public for the pool, which makes it.
 */
public final class ReadOnlyServers implements SQLExceptionOverride {
  @java.lang.Override
  public Override adjudicate(SQLException failure) {
    return SqlFailures.isReadOnly(failure) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
  }
}
