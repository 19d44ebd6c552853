package org.audioprocessor.bench.window;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import org.audioprocessor.desktop.testing.Fx;
import org.jspecify.annotations.Nullable;

/**
 * What stands in the cells of the queue's table that can be seen. Nothing counts as seen before the
 * layout of a frame is over; drawing its pixels follows on a thread of JavaFX's own.
 */
final class Sight {
  private static final long LONGEST_SECONDS = 60;
  private static final String LOADING = "…";

  private final Scene scene;
  private @Nullable Wait waiting;

  /** A row in the words of its cells. */
  record Line(int index, String file, String status) {
    boolean isStillToCome() {
      return file.isEmpty() || file.equals(LOADING);
    }
  }

  private static final class Wait {
    private final Predicate<Sight> seen;
    private final CountDownLatch over = new CountDownLatch(1);
    private long atNanos;

    Wait(Predicate<Sight> seen) {
      this.seen = seen;
    }
  }

  Sight(Scene scene) {
    this.scene = scene;
    Fx.run(() -> scene.addPostLayoutPulseListener(this::look));
    Fx.run(() -> new EveryFrame().start());
  }

  /** So that there are frames to look at. */
  private static final class EveryFrame extends AnimationTimer {
    @Override
    public void handle(long now) {
      Platform.requestNextPulse();
    }
  }

  private void look() {
    Wait wait = waiting;
    if (wait != null && wait.seen.test(this)) {
      wait.atNanos = System.nanoTime();
      waiting = null;
      wait.over.countDown();
    }
  }

  /**
   * Milliseconds from the action's begin until this is seen.
   *
   * @param seen asked on the JavaFX thread after each frame's layout
   */
  double millisUntil(Runnable action, Predicate<Sight> seen) throws InterruptedException {
    Wait wait = new Wait(seen);
    long start =
        Fx.get(() -> {
          long now = System.nanoTime();
          action.run();
          waiting = wait;
          return now;
        });
    return (nanosOf(wait) - start) / 1e6;
  }

  /** When this is seen, in {@link System#nanoTime}. */
  long nanosWhen(Predicate<Sight> seen) throws InterruptedException {
    Wait wait = new Wait(seen);
    Fx.run(() -> waiting = wait);
    return nanosOf(wait);
  }

  private long nanosOf(Wait wait) throws InterruptedException {
    if (!wait.over.await(LONGEST_SECONDS, TimeUnit.SECONDS)) {
      String seen = Fx.get(() -> size() + " rows, of which are seen " + lines());
      throw new IllegalStateException("not seen within " + LONGEST_SECONDS + " s, but " + seen);
    }
    return wait.atNanos;
  }

  // --- on the JavaFX thread only

  @Nullable TableView<?> table() {
    return (TableView<?>) scene.lookup("#queue-table");
  }

  <N extends Node> N node(String id, Class<N> type) {
    return type.cast(scene.lookup("#" + id));
  }

  @Nullable ObservableList<?> items() {
    TableView<?> table = table();
    return table == null ? null : table.getItems();
  }

  int size() {
    ObservableList<?> items = items();
    return items == null ? 0 : items.size();
  }

  /** There are rows, each of them with its words. */
  boolean showsRows() {
    List<Line> lines = lines();
    return !lines.isEmpty() && lines.stream().noneMatch(Line::isStillToCome);
  }

  boolean showsOnly(String status) {
    return showsRows() && lines().stream().allMatch(line -> line.status().equals(status));
  }

  List<Line> lines() {
    TableView<?> table = table();
    List<Line> lines = new ArrayList<>();
    if (table != null) {
      for (Node node : table.lookupAll(".table-row-cell")) {
        if (node instanceof TableRow<?> row && isSeen(row, table)) {
          lines.add(line(row));
        }
      }
    }
    return lines;
  }

  private static boolean isSeen(IndexedCell<?> row, TableView<?> table) {
    return row.isVisible() && !row.isEmpty() && row.getIndex() < table.getItems().size();
  }

  private static Line line(TableRow<?> row) {
    String file = "";
    String status = "";
    for (Node node : row.getChildrenUnmodifiable()) {
      if (node instanceof TableCell<?, ?> cell && cell.getTableColumn() != null) {
        switch (cell.getTableColumn().getId()) {
          case "column-file" -> file = String.valueOf(cell.getText());
          case "column-status" -> status = String.valueOf(cell.getAccessibleText());
          default -> {}
        }
      }
    }
    return new Line(row.getIndex(), file, status);
  }
}
