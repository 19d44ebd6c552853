package org.audioprocessor.desktop;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.audioprocessor.desktop.controls.Controls;
import org.audioprocessor.desktop.controls.Controls.EmptyState;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.controls.Screen;
import org.audioprocessor.desktop.controls.Screen.Shortcut;
import org.audioprocessor.desktop.shell.BannerArea;
import org.audioprocessor.desktop.shell.BatchBar;
import org.audioprocessor.desktop.shell.NavigationBar;
import org.audioprocessor.desktop.shell.WindowKeys;
import org.audioprocessor.desktop.shell.WindowKeys.ShortcutSheet;
import org.audioprocessor.desktop.wiring.WindowContext;
import org.audioprocessor.desktop.wiring.WindowContext.QueueAhead;
import org.audioprocessor.desktop.wiring.WorkspaceContext;
import org.audioprocessor.desktop.work.ConnectionBadgeState;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/**
 * The content of the window: navigation left, a screen in the middle, the selected track right,
 * player and meters at the bottom. Notices are overlaid on the screen and move nothing. The window
 * is shown before a connection is open.
 */
final class MainWindow {
  /** Below this width the details are hidden and the layout is denser. */
  private static final double NARROW_BELOW = 1080;

  /** Below this width the navigation shows its icons only. */
  private static final double WIDE_FROM = 1240;

  private static final PseudoClass NARROW = PseudoClass.getPseudoClass("narrow");
  private static final PseudoClass PRODUCTION = PseudoClass.getPseudoClass("production");

  private final BorderPane root = new BorderPane();
  private final NavigationBar navigation = new NavigationBar(this::go, this::showKeys);
  private final StackPane middle = new StackPane();
  private final SidePanes sidePanes = new SidePanes(this::updatePanes);
  private final VBox column = new VBox();
  private final Node opening = new EmptyState(Feather.LOADER, Messages.text("window.opening"), "");
  private final Map<Screens.Entry, Screen> made = new HashMap<>();
  private final QueueAhead queueAhead;
  private @Nullable WorkspaceContext context;
  private @Nullable BatchBar batchBar;
  private @Nullable Screen shown;
  private boolean prepared;
  private boolean opens;
  private Screens.Entry current = Screens.MAIN.getFirst();

  MainWindow(WindowContext windowContext) {
    queueAhead = windowContext.queueAhead();
    root.setId("main-window");
    root.getStyleClass().add("main-window");
    middle.setId("screen");
    Node stripe = Controls.label(Messages.text("connection.stripe"), "production-stripe");
    stripe.setId("production-stripe");
    Controls.show(stripe, false);
    BannerArea banners = new BannerArea(windowContext.notices());
    StackPane.setAlignment(banners, Pos.BOTTOM_CENTER);
    StackPane overlaid = new StackPane(middle, banners);
    overlaid.setMinSize(0, 0);
    VBox.setVgrow(overlaid, Priority.ALWAYS);
    column.getChildren().setAll(overlaid);
    BorderPane work = new BorderPane(column, null, sidePanes.details(), sidePanes.bottom(), null);
    root.setTop(stripe);
    root.setLeft(navigation);
    root.setCenter(work);
    WindowKeys keys = new WindowKeys(middle, this::shortcuts, this::spaceAlwaysPlays);
    root.sceneProperty().subscribe(scene -> Optional.ofNullable(scene).ifPresent(keys::attach));
    root.widthProperty().addListener((value, before, now) -> fit());
    opening();
    updatePanes();
  }

  Parent root() {
    return root;
  }

  /**
   * Lays out the first screen while its connection is being opened. Call it after the window was
   * drawn for the first time.
   */
  void prepare() {
    prepared = true;
    showOpening();
  }

  /** Shows the placeholder, unless a failure is shown. */
  private void showOpening() {
    if (context == null && opens) {
      boolean ahead = prepared && current.id().equals(Screens.QUEUE);
      show(ahead ? queueAhead.view().node() : opening);
    }
  }

  /**
   * Shows a node. A node that is already shown stays: a second layout would cost as much as the
   * first.
   */
  private void show(Node node) {
    if (!middle.getChildren().contains(node)) {
      middle.getChildren().setAll(node);
    }
  }

  /** Shows a connection; {@link #disconnect} the previous one first. */
  void connect(WorkspaceContext opened) {
    context = opened;
    navigation.connect(opened);
    showConnection(opened.connection());
    updatePanes();
    go(current);
    opened.firstRows().then(() -> addSidePanes(opened));
    if (!current.id().equals(Screens.QUEUE)) {
      opened.firstRows().complete();
    }
  }

  private void addSidePanes(WorkspaceContext opened) {
    if (opened.equals(context)) {
      batchBar = new BatchBar(opened.batch());
      column.getChildren().add(batchBar);
      sidePanes.connect(opened);
    }
  }

  /** Returns whether all panes are shown. */
  boolean isWhole() {
    return context != null && context.firstRows().isComplete() && sidePanes.isWhole();
  }

  /** Closes all screens. */
  void disconnect() {
    if (shown != null) {
      shown.hidden();
      shown = null;
    }
    made.values().forEach(Screen::closed);
    made.clear();
    sidePanes.disconnect();
    if (batchBar != null) {
      batchBar.dispose();
      column.getChildren().remove(batchBar);
      batchBar = null;
    }
    context = null;
    navigation.showConnection(null);
    showConnection(null);
    opening();
    updatePanes();
  }

  /** Reports that a connection is being opened. */
  void opening() {
    opens = true;
    if (context == null) {
      navigation.showConnection(null);
    }
    showOpening();
  }

  /** Shows the reason in place of a screen. */
  void showFailure(Node why) {
    opens = false;
    navigation.showUnconnected();
    show(why);
  }

  private void showConnection(@Nullable ConnectionBadgeState connection) {
    boolean production =
        connection != null && connection.kind() == ConnectionBadgeState.Kind.PRODUCTION;
    root.pseudoClassStateChanged(PRODUCTION, production);
    Controls.show(root.getTop(), production);
  }

  /** Shows a screen; creates it on first use. */
  void go(Screens.Entry entry) {
    WorkspaceContext opened = context;
    current = entry;
    navigation.select(entry);
    if (opened == null) {
      showOpening();
      return;
    }
    Screen now = made.computeIfAbsent(entry, one -> one.make().apply(opened));
    if (!now.equals(shown)) {
      if (shown != null) {
        shown.hidden();
      }
      show(now.node());
      now.shown();
      shown = now;
    }
    updatePanes();
  }

  private void fit() {
    boolean narrow = root.getWidth() < NARROW_BELOW;
    root.pseudoClassStateChanged(NARROW, narrow);
    navigation.setNarrow(root.getWidth() < WIDE_FROM);
    updatePanes();
  }

  private void updatePanes() {
    boolean narrow = root.getWidth() < NARROW_BELOW;
    boolean alone = current.id().equals(Screens.TRACK);
    StackPane details = sidePanes.details();
    Controls.show(details, !narrow && !alone && !details.getChildren().isEmpty());
    Controls.show(sidePanes.bottom(), !sidePanes.bottom().getChildren().isEmpty());
  }

  // --- keys

  /** Returns whether Space always means play, as in the review, whatever has the focus. */
  private boolean spaceAlwaysPlays() {
    return shown != null && shown.spaceAlwaysPlays();
  }

  /** Returns the shortcuts that work now, those of the screen first. */
  List<Shortcut> shortcuts() {
    return shortcutGroups().stream().flatMap(group -> group.shortcuts().stream()).toList();
  }

  private List<ShortcutSheet.Group> shortcutGroups() {
    List<Shortcut> ofScreen = shown == null ? List.of() : shown.shortcuts();
    List<Shortcut> ofWindow = new ArrayList<>();
    for (int i = 0; i < Screens.MAIN.size(); i++) {
      Screens.Entry entry = Screens.MAIN.get(i);
      ofWindow.add(Shortcut.of("Shortcut+" + (i + 1), "screen." + entry.id(), () -> go(entry)));
    }
    ofWindow.add(Shortcut.of("F1", "navigation.keys", this::showKeys));
    return List.of(
        new ShortcutSheet.Group(Messages.text("screen." + current.id()), ofScreen),
        new ShortcutSheet.Group(Messages.text("shortcuts.playback"), sidePanes.shortcuts()),
        new ShortcutSheet.Group(Messages.text("shortcuts.window"), ofWindow));
  }

  private void showKeys() {
    ShortcutSheet.show(root.getScene().getWindow(), shortcutGroups());
  }
}
