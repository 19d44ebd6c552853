package org.audioprocessor.desktop.meters;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.audioprocessor.desktop.controls.Controls;

/** Shows the small meters at the bottom of the window. */
public final class MeterBarView extends MeteredScreen {
  private static final double ROOM_FOR_TILES = 140;

  private final VBox root;

  public MeterBarView(MetersViewModel model) {
    this(model, new VBox());
  }

  private MeterBarView(MetersViewModel model, VBox root) {
    super(model, root, false);
    this.root = root;
    Label caption = Controls.label("", "text-muted", "text-small");
    tiles().getStyleClass().add("meter-tiles-small");
    caption.setId("meters-caption");
    caption.textProperty().bind(model.captionProperty());
    VBox.setVgrow(bars(), Priority.ALWAYS);
    root.setId("meter-bar");
    root.getStyleClass().add("meter-bar");
    root.getChildren().setAll(caption, bars(), tiles());
    root.heightProperty()
        .subscribe(height -> Controls.show(tiles(), height.doubleValue() >= ROOM_FOR_TILES));
  }

  @Override
  public Node node() {
    return root;
  }
}
