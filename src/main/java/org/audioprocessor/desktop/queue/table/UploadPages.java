package org.audioprocessor.desktop.queue.table;

import java.util.List;
import org.audioprocessor.desktop.queue.QueueFilter;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.UploadRow;

/** The uploads of a filter in an order, read in pieces. Every method may wait. */
public interface UploadPages {

  /** Opens the uploads of a filter. */
  @FunctionalInterface
  interface Source {
    UploadPages open(QueueFilter filter) throws QueueException;
  }

  long size() throws QueueException;

  /** Returns fewer rows than requested at the end. */
  List<UploadRow> rows(long from, int count) throws QueueException;

  /**
   * Makes additions and changes visible.
   *
   * @return whether rows may have moved
   */
  boolean refresh() throws QueueException;

  /** Returns why not everything can be sorted or searched; empty if it can. */
  String hint() throws QueueException;
}
