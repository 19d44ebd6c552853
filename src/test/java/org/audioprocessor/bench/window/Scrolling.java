package org.audioprocessor.bench.window;

import java.util.Objects;
import java.util.Set;
import javafx.event.Event;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.TableView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.ScrollEvent;
import org.audioprocessor.desktop.testing.Fx;

/** Moves through the queue's table in every way a person can. */
final class Scrolling {
  private static final long FRAME_MILLIS = 17;
  private static final int WHEEL_TURNS = 300;
  private static final int PAGES = 150;
  private static final int DRAGGED = 240;

  private final Sight sight;
  private final FxPulse pulse;
  private final Report report;

  Scrolling(Sight sight, FxPulse pulse, Report report) {
    this.sight = sight;
    this.pulse = pulse;
    this.report = report;
  }

  void all() throws InterruptedException {
    sight.millisUntil(() -> {}, seen -> seen.size() > 1000 && seen.showsRows());
    pulse.take();
    jump("jump to the end", 1);
    jump("jump to the start", 0);
    jump("first jump to the middle", 0.5);
    jump("jump to a quarter", 0.25);
    jump("jump to the start", 0);
    drag("scroll bar dragged to the end in 4 s, then", 1);
    drag("scroll bar dragged back in 4 s, then", 0);
    wheel("wheel down, 300 turns, then", -1);
    wheel("wheel up, 300 turns, then", 1);
    pages("Page Down held, 150 pages, then", KeyCode.PAGE_DOWN);
    pages("Page Up held, 150 pages, then", KeyCode.PAGE_UP);
  }

  private void jump(String what, double to) throws InterruptedException {
    double time = sight.millisUntil(() -> bar().setValue(to), seen -> isAt(to) && seen.showsRows());
    report.times(what, new double[] {time}, null, pulse.take());
  }

  private boolean isAt(double place) {
    double rows = sight.size();
    return sight.lines().stream().anyMatch(line -> Math.abs(line.index() / rows - place) < 0.01);
  }

  private void drag(String what, double to) throws InterruptedException {
    double from = Fx.get(() -> bar().getValue());
    for (int step = 1; step < DRAGGED; step++) {
      double value = from + (to - from) * step / DRAGGED;
      Fx.run(() -> bar().setValue(value));
      Thread.sleep(FRAME_MILLIS);
    }
    jump(what, to);
  }

  private void wheel(String what, int direction) throws InterruptedException {
    for (int turn = 0; turn < WHEEL_TURNS; turn++) {
      Fx.run(() -> Event.fireEvent(flow(), turned(direction * 120)));
      Thread.sleep(FRAME_MILLIS);
    }
    double time = sight.millisUntil(() -> {}, Sight::showsRows);
    report.times(what, new double[] {time}, null, pulse.take());
  }

  private void pages(String what, KeyCode key) throws InterruptedException {
    Fx.run(() -> table().requestFocus());
    for (int page = 0; page < PAGES; page++) {
      Fx.run(() -> Event.fireEvent(table(), pressed(key)));
      Thread.sleep(2 * FRAME_MILLIS);
    }
    double time = sight.millisUntil(() -> {}, Sight::showsRows);
    report.times(what, new double[] {time}, null, pulse.take());
  }

  /** Shows changes by other processes while the table scrolls. */
  void whileOthersWrite(int changes) throws InterruptedException {
    pulse.take();
    for (int turn = 0; turn < 2 * WHEEL_TURNS; turn++) {
      int direction = turn < WHEEL_TURNS ? -1 : 1;
      Fx.run(() -> Event.fireEvent(flow(), turned(direction * 40)));
      Thread.sleep(FRAME_MILLIS);
    }
    double time = sight.millisUntil(() -> {}, Sight::showsRows);
    String what = "wheel, others change " + changes + " rows/s, then";
    report.times(what, new double[] {time}, null, pulse.take());
  }

  /** Until a change of others is seen in the first row. */
  void seeing(Runnable change) throws InterruptedException {
    Fx.run(() -> table().scrollTo(0));
    sight.millisUntil(() -> {}, seen -> seen.showsRows() && isAt(0));
    pulse.take();
    long start = System.nanoTime();
    change.run();
    long seen = sight.nanosWhen(now -> now.lines().stream().anyMatch(this::isChanged));
    double[] time = {(seen - start) / 1e6};
    report.times("a change by others to its being seen", time, null, pulse.take());
  }

  private boolean isChanged(Sight.Line line) {
    return line.index() == 0 && line.status().equals("failed");
  }

  private static ScrollEvent turned(double pixels) {
    return new ScrollEvent(
        ScrollEvent.SCROLL,
        300,
        300,
        300,
        300,
        false,
        false,
        false,
        false,
        false,
        false,
        0,
        pixels,
        0,
        pixels,
        ScrollEvent.HorizontalTextScrollUnits.NONE,
        0,
        ScrollEvent.VerticalTextScrollUnits.NONE,
        0,
        0,
        null);
  }

  private static KeyEvent pressed(KeyCode key) {
    return new KeyEvent(KeyEvent.KEY_PRESSED, "", "", key, false, false, false, false);
  }

  private TableView<?> table() {
    return Objects.requireNonNull(sight.table());
  }

  private VirtualFlow<?> flow() {
    return (VirtualFlow<?>) Objects.requireNonNull(table().lookup(".virtual-flow"));
  }

  private ScrollBar bar() {
    Set<Node> bars = table().lookupAll(".scroll-bar");
    return bars.stream()
        .map(ScrollBar.class::cast)
        .filter(bar -> bar.getOrientation() == Orientation.VERTICAL)
        .findFirst()
        .orElseThrow();
  }
}
