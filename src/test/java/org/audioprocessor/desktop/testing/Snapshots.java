package org.audioprocessor.desktop.testing;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.transform.Transform;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.audioprocessor.desktop.shell.Theme;

/**
 * Pictures to look at, under {@code target/screens/}: light and dark, at 1280 × 800 and at 200 %,
 * which is a window of 640 × 400 drawn twice as large.
 */
public final class Snapshots {
  private static final Path FOLDER =
      Path.of(System.getProperty("project.build.directory", "target"), "screens");
  private static final int WIDTH = 1280;
  private static final int HEIGHT = 800;

  private Snapshots() {}

  /** Four pictures of a shown stage; its content is resized, and light again afterwards. */
  public static void take(Stage stage, String name) {
    for (Theme theme : new Theme[] {Theme.DARK, Theme.LIGHT}) {
      Fx.run(theme::apply);
      String start = name + "-" + theme.name().toLowerCase(java.util.Locale.ROOT);
      write(stage, start, 1);
      write(stage, start + "-200", 2);
    }
    size(stage, 1);
  }

  /** One picture, as it is. */
  public static Path write(Stage stage, String name, int scale) {
    size(stage, scale);
    WritableImage image =
        Fx.get(() -> {
          Scene scene = stage.getScene();
          SnapshotParameters how = new SnapshotParameters();
          how.setTransform(Transform.scale(scale, scale));
          how.setFill(scene.getFill());
          return scene.getRoot().snapshot(how, new WritableImage(WIDTH, HEIGHT));
        });
    return save(image, name);
  }

  /** One picture of a dialog, as large as it is. */
  public static Path write(Stage dialog, String name) {
    return save(Fx.get(() -> dialog.getScene().snapshot(null)), name);
  }

  private static void size(Stage stage, int scale) {
    Fx.run(() -> {
      stage.setMinWidth(0);
      stage.setMinHeight(0);
      stage.setWidth((double) WIDTH / scale);
      stage.setHeight((double) HEIGHT / scale);
    });
    Fx.settle();
    Fx.run(() -> {
      stage.getScene().getRoot().applyCss();
      stage.getScene().getRoot().layout();
    });
    Fx.settle();
  }

  private static Path save(WritableImage image, String name) {
    int width = (int) image.getWidth();
    int height = (int) image.getHeight();
    int[] pixels = new int[width * height];
    image
        .getPixelReader()
        .getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    picture.setRGB(0, 0, width, height, pixels, 0, width);
    Path file = FOLDER.resolve(name + ".png");
    try {
      Files.createDirectories(FOLDER);
      ImageIO.write(picture, "png", file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }
}
