package org.audioprocessor.queue.list;

import java.sql.SQLException;
import java.util.List;
import org.audioprocessor.queue.jdbc.Session;

/** Where a list finds out which upload stands at which place. */
interface IdSource {
  long size(Session session) throws SQLException;

  /** From this place on; fewer where the list ends. */
  List<String> ids(Session session, long from, int count) throws SQLException;

  /** True if the size changed. */
  boolean refresh(Session session) throws SQLException;
}
