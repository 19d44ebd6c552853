package org.audioprocessor.desktop;

import org.audioprocessor.desktop.queue.QueueServices.QueueContext;
import org.audioprocessor.desktop.queue.QueueView;
import org.jspecify.annotations.Nullable;

/**
 * Creates and lays out the queue's screen while the connection is being opened, because its table
 * takes most of the time until the first rows. UI thread only.
 */
public final class QueueAhead {
  private final QueueContext context;
  private @Nullable QueueView made;

  public QueueAhead(QueueContext context) {
    this.context = context;
  }

  /** Returns the screen for the next connection. */
  QueueView view() {
    if (made == null) {
      made = QueueView.ahead(context);
    }
    return made;
  }

  /** Hands the screen to a connection; the next connection gets a new one. */
  public QueueView take() {
    QueueView taken = view();
    made = null;
    return taken;
  }
}
