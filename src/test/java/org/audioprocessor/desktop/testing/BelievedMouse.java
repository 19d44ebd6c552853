package org.audioprocessor.desktop.testing;

import java.util.EnumSet;
import java.util.Set;
import javafx.event.Event;
import javafx.event.EventDispatchChain;
import javafx.event.EventDispatcher;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;

/**
 * Mends three faults of the headless robot (JavaFX 26.0.1): every press looks like a pop-up
 * trigger, so that no table header sorts; modifier keys never reach the mouse; and clicks in
 * different places are counted as one double click. Each scene needs its own, those of dialogs too.
 */
public final class BelievedMouse implements EventDispatcher {
  private final EventDispatcher original;
  private static final double SAME_PLACE = 4;

  private final Set<KeyCode> held = EnumSet.noneOf(KeyCode.class);
  private double pressedX = Double.NaN;
  private double pressedY = Double.NaN;
  private int clicks = 1;

  private BelievedMouse(EventDispatcher original) {
    this.original = original;
  }

  /** Once is enough; again does no harm. */
  public static void in(Scene scene) {
    if (!(scene.getEventDispatcher() instanceof BelievedMouse)) {
      scene.setEventDispatcher(new BelievedMouse(scene.getEventDispatcher()));
    }
  }

  @Override
  public Event dispatchEvent(Event event, EventDispatchChain chain) {
    if (event instanceof KeyEvent key) {
      if (key.getEventType() == KeyEvent.KEY_PRESSED) {
        held.add(key.getCode());
      } else if (key.getEventType() == KeyEvent.KEY_RELEASED) {
        held.remove(key.getCode());
      }
    }
    boolean mouse = event.getClass() == MouseEvent.class;
    return original.dispatchEvent(mouse ? mended((MouseEvent) event) : event, chain);
  }

  private void count(MouseEvent press) {
    boolean there =
        Math.abs(press.getScreenX() - pressedX) <= SAME_PLACE
            && Math.abs(press.getScreenY() - pressedY) <= SAME_PLACE;
    clicks = there && press.getClickCount() > 1 ? clicks + 1 : 1;
    pressedX = press.getScreenX();
    pressedY = press.getScreenY();
  }

  private MouseEvent mended(MouseEvent event) {
    if (event.getEventType() == MouseEvent.MOUSE_PRESSED) {
      count(event);
    }
    boolean popup =
        event.getButton() == MouseButton.SECONDARY
            && event.getEventType() == MouseEvent.MOUSE_PRESSED;
    return new MouseEvent(
        event.getSource(),
        event.getTarget(),
        event.getEventType(),
        event.getX(),
        event.getY(),
        event.getScreenX(),
        event.getScreenY(),
        event.getButton(),
        Math.min(clicks, event.getClickCount()),
        held.contains(KeyCode.SHIFT),
        held.contains(KeyCode.CONTROL),
        held.contains(KeyCode.ALT),
        held.contains(KeyCode.META) || held.contains(KeyCode.COMMAND),
        event.isPrimaryButtonDown(),
        event.isMiddleButtonDown(),
        event.isSecondaryButtonDown(),
        event.isSynthesized(),
        popup,
        event.isStillSincePress(),
        event.getPickResult());
  }
}
