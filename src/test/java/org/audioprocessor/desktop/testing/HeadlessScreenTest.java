package org.audioprocessor.desktop.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;

/** What the headless platform can draw, and what it says about the rest. */
class HeadlessScreenTest {

  private static void show(Rectangle2D place) {
    Stage stage =
        Fx.get(() -> {
          Stage made = new Stage();
          made.setScene(new Scene(new StackPane()));
          made.setX(place.getMinX());
          made.setY(place.getMinY());
          made.setWidth(place.getWidth());
          made.setHeight(place.getHeight());
          made.show();
          return made;
        });
    Fx.settle();
    Fx.run(stage::hide);
    Fx.settle();
  }

  @Test
  void aWindowThatIsWiderThanTheScreenIsDrawn() {
    Rectangle2D usual = new Rectangle2D(-140, 67, 1280, 800);
    assertThat(HeadlessScreen.canBeDrawn(usual)).isTrue();
    show(usual);
    NothingGoesUncaught.requireNone();
  }

  @Test
  void oneThatIsTallerIsNamed() {
    Rectangle2D tall = new Rectangle2D(300, -38, 400, 1010);
    assertThat(HeadlessScreen.canBeDrawn(tall)).isFalse();
    show(tall);
    assertThatThrownBy(NothingGoesUncaught::requireNone)
        .satisfies(error ->
            assertThat(error.getSuppressed())
                .anySatisfy(one ->
                    assertThat(one).hasMessageContaining("a window leaves the headless screen"))
                .anySatisfy(one -> assertThat(one).isInstanceOf(IndexOutOfBoundsException.class)));
  }

  @Test
  void oneThatReachesBelowCannotBeDrawnEither() {
    assertThat(HeadlessScreen.canBeDrawn(new Rectangle2D(0, 300, 400, 800))).isFalse();
    assertThat(HeadlessScreen.canBeDrawn(new Rectangle2D(0, 200, 1000, 800))).isTrue();
    assertThat(HeadlessScreen.canBeDrawn(new Rectangle2D(1, 200, 1000, 800))).isFalse();
    assertThat(HeadlessScreen.canBeDrawn(new Rectangle2D(-1, 0, 10, 10))).isFalse();
  }
}
