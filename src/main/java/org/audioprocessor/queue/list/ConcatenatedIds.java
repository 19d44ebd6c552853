package org.audioprocessor.queue.list;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.audioprocessor.queue.jdbc.Session;
import org.audioprocessor.queue.list.UploadList.IdSource;

/** Concatenates lists of one status each. */
record ConcatenatedIds(List<? extends IdSource> parts) implements IdSource {

  @Override
  public long size(Session session) throws SQLException {
    long size = 0;
    for (IdSource part : parts) {
      size += part.size(session);
    }
    return size;
  }

  /** Returns an upload once, even if its status changes between the queries of two parts. */
  @Override
  public List<String> ids(Session session, long from, int count) throws SQLException {
    Set<String> ids = new LinkedHashSet<>();
    long start = 0;
    for (IdSource part : parts) {
      long size = part.size(session);
      long inPart = Math.max(0, from - start);
      int wanted = (int) Math.min(count - ids.size(), size - inPart);
      if (wanted > 0) {
        ids.addAll(part.ids(session, inPart, wanted));
      }
      start += size;
    }
    return new ArrayList<>(ids);
  }

  @Override
  public boolean refresh(Session session) throws SQLException {
    boolean changed = false;
    for (IdSource part : parts) {
      changed |= part.refresh(session);
    }
    return changed;
  }
}
