package org.audioprocessor.desktop.queue.table;

import java.util.List;
import org.audioprocessor.desktop.queue.QueueFilter;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.UploadRow;

/** The uploads of one filter in one order, read in pieces. Every method may wait. */
public interface UploadPages {

  /** Opens the uploads of a filter. */
  @FunctionalInterface
  interface Source {
    UploadPages open(QueueFilter filter) throws QueueException;
  }

  long size() throws QueueException;

  /** Fewer than asked for at the end. */
  List<UploadRow> rows(long from, int count) throws QueueException;

  /**
   * What was added or changed meanwhile is seen from now on.
   *
   * @return whether rows may stand elsewhere than before
   */
  boolean refresh() throws QueueException;

  /** Why not everything can be sorted or searched, for people; empty where it can. */
  String hint() throws QueueException;
}
