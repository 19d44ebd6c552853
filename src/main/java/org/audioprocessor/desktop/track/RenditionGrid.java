package org.audioprocessor.desktop.track;

import java.util.Optional;
import java.util.stream.Collectors;
import javafx.geometry.HPos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.audioprocessor.desktop.controls.Controls;
import org.audioprocessor.desktop.controls.Formats;
import org.audioprocessor.desktop.controls.Formats.PeakCeiling;
import org.audioprocessor.desktop.controls.Formats.RenditionWords;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.track.PublishedFacts.Measurement;
import org.audioprocessor.desktop.track.PublishedFacts.RenditionFacts;
import org.audioprocessor.desktop.track.PublishedFacts.RuleFacts;
import org.kordamp.ikonli.feather.Feather;

/** Shows each rendition as measured after encoding, and the rules. */
final class RenditionGrid extends VBox {
  private static final int FIGURES = 3;

  private final GridPane grid = new GridPane();
  private final VBox checks = new VBox();
  private final TrackViewModel model;

  RenditionGrid(TrackViewModel model) {
    this.model = model;
    grid.getStyleClass().add("track-grid");
    checks.getStyleClass().add("track-checks");
    ColumnConstraints names = new ColumnConstraints();
    names.setHgrow(Priority.ALWAYS);
    grid.getColumnConstraints().add(names);
    for (int column = 0; column < FIGURES; column++) {
      ColumnConstraints figures = new ColumnConstraints();
      figures.setHalignment(HPos.RIGHT);
      figures.setMinWidth(52);
      grid.getColumnConstraints().add(figures);
    }
    getStyleClass().add("track-section");
    getChildren()
        .setAll(
            Controls.label(Messages.text("track.renditions"), "section-title"),
            grid,
            Controls.label(Messages.text("track.checks"), "section-title"),
            checks);
  }

  void show(TrackPage page) {
    PublishedFacts facts = page.published();
    Controls.show(this, facts != null && !facts.renditions().isEmpty());
    grid.getChildren().clear();
    checks.getChildren().clear();
    if (facts == null) {
      return;
    }
    String[] heads = {"", "LUFS", "LU", "dBTP"};
    for (int column = 0; column < heads.length; column++) {
      grid.add(Controls.label(heads[column], "text-muted", "text-small"), column, 0);
    }
    int row = 1;
    for (RenditionFacts rendition : facts.renditions()) {
      row(page, rendition, row++);
    }
    if (facts.renditions().stream().map(RenditionFacts::measured).anyMatch(this::isOver)) {
      String ceiling = Formats.level(model.ceilingDbtp());
      Label why =
          Controls.paragraph(Messages.text("track.peak.over", ceiling), "text-muted", "text-small");
      why.setId("track-peak-over");
      grid.add(why, 0, row, FIGURES + 2, 1);
    }
    quality(page, facts, row + 1);
    checks(facts);
  }

  private void quality(TrackPage page, PublishedFacts facts, int row) {
    String each =
        facts.renditions().stream()
            .map(RenditionGrid::quality)
            .flatMap(Optional::stream)
            .collect(Collectors.joining(" · "));
    if (!each.isEmpty()) {
      TrackPage.Standing standing = page.standing();
      String all =
          standing == null
              ? each
              : Messages.text(
                  "track.quality.standing", each, standing.percent(), standing.tracks());
      Label label = Controls.paragraph(Messages.text("track.quality", all), "text-small");
      label.setId("track-quality");
      grid.add(label, 0, row, FIGURES + 2, 1);
    }
  }

  private static Optional<String> quality(RenditionFacts rendition) {
    PublishedFacts.Quality heard = rendition.quality();
    return heard == null
        ? Optional.empty()
        : Optional.of(
            Messages.text(
                "track.quality.one",
                name(rendition),
                Math.round(heard.score2f()),
                Formats.level(heard.odg())));
  }

  private void row(TrackPage page, RenditionFacts rendition, int row) {
    Measurement measured = rendition.measured();
    String name = name(rendition);
    grid.add(Controls.label(name), 0, row);
    grid.add(Controls.label(Formats.level(measured.integratedLufs())), 1, row);
    grid.add(Controls.label(Formats.level(measured.rangeLu())), 2, row);
    grid.add(peak(measured), 3, row);
    Button download =
        Controls.iconButton(
            "track-download-" + rendition.name(),
            Feather.DOWNLOAD,
            Messages.text("track.download", name),
            () -> model.commands().download(page, rendition.name()));
    download.setDisable(!page.isCurrent());
    grid.add(download, FIGURES + 1, row);
  }

  private boolean isOver(Measurement measured) {
    return PeakCeiling.isOver(measured.truePeakDbtp(), model.ceilingDbtp());
  }

  private Label peak(Measurement measured) {
    boolean over = isOver(measured);
    String level = Formats.level(measured.truePeakDbtp());
    Label label = Controls.label(over ? PeakCeiling.SIGN + " " + level : level);
    if (over) {
      label.getStyleClass().add("peak-over");
    }
    return label;
  }

  private static String name(RenditionFacts rendition) {
    return RenditionWords.of(rendition.name());
  }

  private void checks(PublishedFacts facts) {
    boolean all = facts.rulesPassed() == facts.rules().size();
    Label sum =
        Controls.paragraph(Messages.text("track.rules", facts.rulesPassed(), facts.rules().size()));
    sum.setText((all ? "✓ " : "! ") + sum.getText());
    sum.setId("track-rules");
    sum.getStyleClass().add(all ? "track-good" : "track-warn");
    checks.getChildren().add(sum);
    for (RuleFacts rule : facts.rules()) {
      if (!rule.passed()) {
        String text = Messages.text("track.rule", rule.number(), rule.caption(), rule.detail());
        checks.getChildren().add(Controls.paragraph(text, "track-warn"));
      }
    }
    for (String warning : facts.warnings()) {
      checks.getChildren().add(Controls.paragraph("! " + warning, "track-warn"));
    }
  }
}
