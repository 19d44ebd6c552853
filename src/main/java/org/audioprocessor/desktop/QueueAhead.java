package org.audioprocessor.desktop;

import org.audioprocessor.desktop.queue.QueueContext;
import org.audioprocessor.desktop.queue.QueueView;
import org.jspecify.annotations.Nullable;

/**
 * The queue's screen, made and laid out while the connection is still being opened: its table is
 * most of what the first rows would wait for. UI thread only.
 */
public final class QueueAhead {
  private final QueueContext context;
  private @Nullable QueueView made;

  public QueueAhead(QueueContext context) {
    this.context = context;
  }

  /** The one that the next connection gets. */
  QueueView view() {
    if (made == null) {
      made = QueueView.ahead(context);
    }
    return made;
  }

  /** For a connection; the next one gets another. */
  public QueueView take() {
    QueueView taken = view();
    made = null;
    return taken;
  }
}
