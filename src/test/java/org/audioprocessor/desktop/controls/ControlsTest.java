package org.audioprocessor.desktop.controls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import org.audioprocessor.desktop.testing.Fx;
import org.junit.jupiter.api.Test;

/** Buttons as the mouse meets them. */
class ControlsTest {
  private static void click(Button button, int count) {
    for (EventType<MouseEvent> type :
        List.of(MouseEvent.MOUSE_ENTERED, MouseEvent.MOUSE_PRESSED, MouseEvent.MOUSE_RELEASED)) {
      boolean down = type == MouseEvent.MOUSE_PRESSED;
      Event.fireEvent(
          button,
          new MouseEvent(
              type,
              3,
              3,
              3,
              3,
              MouseButton.PRIMARY,
              count,
              false,
              false,
              false,
              false,
              down,
              false,
              false,
              true,
              false,
              true,
              null));
    }
  }

  private static int presses(Button button, AtomicInteger pressed, int... clickCounts) {
    Fx.run(() -> {
      Scene scene = new Scene(button);
      scene.getRoot().applyCss();
      scene.getRoot().layout();
      for (int count : clickCounts) {
        click(button, count);
      }
    });
    return pressed.get();
  }

  @Test
  void theSecondPressOfADoubleClickDecidesNothingAboutTheNextTrack() {
    AtomicInteger verdicts = new AtomicInteger();
    Button verdict = Fx.get(() -> Controls.verdict("v", "Approve", verdicts::incrementAndGet));
    assertThat(presses(verdict, verdicts, 1, 2, 3)).isEqualTo(1);
    AtomicInteger others = new AtomicInteger();
    Button other = Fx.get(() -> Controls.button("o", "Next", others::incrementAndGet));
    assertThat(presses(other, others, 1, 2, 3)).isEqualTo(3);
  }

  @Test
  void theSecondPressOfADoubleClickDoesNotTakeAStopBack() {
    AtomicInteger presses = new AtomicInteger();
    Button stop =
        Fx.get(() -> Controls.singleClick(Controls.button("s", "Stop", presses::incrementAndGet)));
    // a double click, and a later click that takes it back on purpose
    assertThat(presses(stop, presses, 1, 2, 1)).isEqualTo(2);
  }
}
