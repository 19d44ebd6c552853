package org.audioprocessor.desktop;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.application.Platform;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.robot.Robot;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.audioprocessor.app.ApplicationOptions;
import org.audioprocessor.app.DesktopState;
import org.audioprocessor.desktop.dialog.Notices;
import org.audioprocessor.desktop.dialog.People;
import org.audioprocessor.desktop.dialog.People.FilePicker;
import org.audioprocessor.desktop.shell.Dialogs;
import org.audioprocessor.desktop.shell.Theme;
import org.audioprocessor.desktop.testing.BelievedMouse;
import org.audioprocessor.desktop.testing.Fx;
import org.audioprocessor.desktop.wiring.WindowContext;
import org.audioprocessor.desktop.wiring.WorkspaceContext;
import org.audioprocessor.preview.line.AudioLine;
import org.audioprocessor.preview.line.AudioLine.AudioLineOpener;
import org.audioprocessor.preview.line.SilentLine;
import org.audioprocessor.settings.SettingKey;
import org.audioprocessor.testing.Patience;
import org.jspecify.annotations.Nullable;
import org.testfx.api.FxRobot;

/** The real window on a workspace of its own, with a robot in front of it. */
public final class OpenWindow implements AutoCloseable {
  private static final Duration LONGEST = Patience.LONGEST;
  private static final double USUAL_WIDTH = 1280;
  private static final double USUAL_HEIGHT = 800;

  private final WindowThreads threads;
  private final FxRobot robot = new FxRobot();
  private final Robot device; // without the way of a hand and the pauses that FxRobot makes
  private final Picked picked = new Picked();
  private final List<Path> opened = new ArrayList<>();
  private final AtomicInteger exits = new AtomicInteger();
  private final Stage stage;
  private final WindowSession session;

  /** What the robot would choose in a file dialog, which it cannot see. */
  private static final class Picked implements FilePicker {
    private final List<Path> toAdd = new ArrayList<>();
    private @Nullable Path toWrite;

    @Override
    public List<Path> audioFilesToAdd() {
      return List.copyOf(toAdd);
    }

    @Override
    public Optional<Path> fileToWrite(String suggestedName) {
      return Optional.ofNullable(toWrite);
    }
  }

  private OpenWindow(ApplicationOptions options, AudioLineOpener lines, WindowThreads threads) {
    this.threads = threads;
    Fx.start();
    device = Fx.get(Robot::new);
    DesktopState state =
        DesktopState.read(options.workspace().resolve("window"), threads.background());
    stage = Fx.get(Stage::new);
    People people = new People(new Dialogs(stage), picked, new Notices());
    WindowContext.Environment environment =
        new WindowContext.Environment(
            threads, state, people, opened::add, lines, exits::incrementAndGet);
    session =
        Fx.get(() -> {
          Theme.LIGHT.apply();
          WindowSession made = new WindowSession(stage, environment, options);
          made.show();
          // the headless screen is only 1000 wide
          stage.setWidth(USUAL_WIDTH);
          stage.setHeight(USUAL_HEIGHT);
          return made;
        });
    Fx.run(() -> BelievedMouse.in(stage.getScene()));
  }

  /** Shown, and connected to its workspace. */
  public static OpenWindow on(Path workspace) {
    return on(workspace, OpenWindow::silentLine);
  }

  /** The same, with another sound device than the silent one of usual pace. */
  public static OpenWindow on(Path workspace, AudioLineOpener lines) {
    return on(ApplicationOptions.in(workspace).withEnvironment(Map.of()), lines);
  }

  /** The same, without child processes: for what is not about them. */
  public static OpenWindow inOneProcess(Path workspace) {
    return inOneProcess(workspace, OpenWindow::silentLine);
  }

  /** The same, on another sound device. */
  static OpenWindow inOneProcess(Path workspace, AudioLineOpener lines) {
    ApplicationOptions options = ApplicationOptions.in(workspace).withEnvironment(Map.of());
    return on(options.with(SettingKey.ISOLATION, "in-process"), lines);
  }

  /** The same, on whatever the options lead to. */
  public static OpenWindow on(ApplicationOptions options) {
    return on(options, OpenWindow::silentLine);
  }

  /** The same, on another sound device. */
  public static OpenWindow on(ApplicationOptions options, AudioLineOpener lines) {
    OpenWindow window = new OpenWindow(options, lines, WindowThreads.start());
    try {
      await().atMost(LONGEST).until(() -> Fx.get(() -> window.session.window().isWhole()));
      return window;
    } catch (RuntimeException | Error e) {
      window.close(); // the next test has a window of its own
      throw e;
    }
  }

  /** Shown, and not yet connected. */
  static OpenWindow opening(ApplicationOptions options, WindowThreads threads) {
    return new OpenWindow(options, OpenWindow::silentLine, threads);
  }

  private static AudioLine silentLine(int rate) {
    return new SilentLine(rate, rate / 2, System::nanoTime, "");
  }

  public Stage stage() {
    return stage;
  }

  public FxRobot robot() {
    return robot;
  }

  public WindowSession session() {
    return session;
  }

  /** What it is connected to. */
  public WorkspaceContext context() {
    return Objects.requireNonNull(Fx.get(session::context), "connected");
  }

  /** How often the window has ended the program. */
  public int exits() {
    return exits.get();
  }

  /** The folders that the system's file manager would have shown. */
  public List<Path> openedFolders() {
    return List.copyOf(opened);
  }

  /** What the next file dialog answers. */
  public void pick(List<Path> toAdd, @Nullable Path toWrite) {
    picked.toAdd.clear();
    picked.toAdd.addAll(toAdd);
    picked.toWrite = toWrite;
  }

  /** Waits until it is there, in this window or in a dialog of it. */
  public <N extends Node> N find(String id, Class<N> type) {
    await("#" + id).pollDelay(Duration.ZERO).atMost(LONGEST).until(() -> lookup(id).isPresent());
    return type.cast(lookup(id).orElseThrow());
  }

  /** Whether something with this id is shown. */
  public boolean shows(String id) {
    return lookup(id).isPresent();
  }

  private static Optional<Node> lookup(String id) {
    return Fx.get(() ->
        Window.getWindows().stream()
            .filter(Window::isShowing)
            .flatMap(window -> window.getScene().getRoot().lookupAll("#" + id).stream())
            .filter(OpenWindow::isSeen)
            .findFirst());
  }

  private static boolean isSeen(Node node) {
    for (Node at = node; at != null; at = at.getParent()) {
      if (!at.isVisible()) {
        return false;
      }
    }
    return true;
  }

  /** With the mouse, as a person would. */
  public void click(String id) {
    click(find(id, Node.class));
  }

  void click(Node node) {
    click(node, 1);
  }

  /** The presses follow each other before the window has answered the first. */
  void doubleClick(String id) {
    click(find(id, Node.class), 2);
  }

  private void click(Node node, int times) {
    Fx.run(() -> BelievedMouse.in(node.getScene()));
    Fx.settle();
    Point2D middle = Fx.get(() -> middle(node));
    Platform.runLater(() -> device.mouseMove(middle));
    for (int i = 0; i < times; i++) {
      // each on its own: a dialog that opens keeps the release from coming back
      Platform.runLater(() -> device.mousePress(MouseButton.PRIMARY));
      Platform.runLater(() -> device.mouseRelease(MouseButton.PRIMARY));
    }
    Fx.settle();
  }

  /** On the screen. */
  private static Point2D middle(Node node) {
    Bounds place = node.localToScene(node.getBoundsInLocal());
    Scene scene = node.getScene();
    if (!new BoundingBox(0, 0, scene.getWidth(), scene.getHeight())
        .contains(place.getCenterX(), place.getCenterY())) {
      throw new AssertionError("outside its window: " + node + ", " + place);
    }
    Bounds onScreen = node.localToScreen(node.getBoundsInLocal());
    return new Point2D(onScreen.getCenterX(), onScreen.getCenterY());
  }

  /** Keys that are held together; the last one is let go of first. */
  public void press(KeyCode... keys) {
    for (KeyCode key : keys) {
      Platform.runLater(() -> device.keyPress(key));
    }
    for (KeyCode key : List.of(keys).reversed()) {
      Platform.runLater(() -> device.keyRelease(key));
    }
    Fx.settle();
  }

  @Override
  public void close() {
    Fx.run(() -> Window.getWindows().stream().toList().forEach(Window::hide));
    Fx.run(session::close);
    threads.close();
  }
}
