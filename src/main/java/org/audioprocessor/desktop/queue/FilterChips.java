package org.audioprocessor.desktop.queue;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import org.audioprocessor.desktop.controls.Controls;
import org.audioprocessor.desktop.controls.Formats;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.queue.ReviewVerdict;
import org.audioprocessor.queue.UploadStatus;

/** One status or all, each with how many there are at the moment. */
final class FilterChips extends FlowPane {
  private final ToggleGroup group = new ToggleGroup();
  private final ToggleButton all;
  private final ToggleButton toReview;
  private final Map<UploadStatus, ToggleButton> byStatus = new EnumMap<>(UploadStatus.class);

  FilterChips(QueueViewModel model) {
    setId("filters");
    getStyleClass().add("chips");
    all = chip("all", () -> model.showOnly(null));
    getChildren().add(all);
    for (UploadStatus status : UploadStatus.values()) {
      ToggleButton chip =
          chip(status.name().toLowerCase(Locale.ROOT), () -> model.showOnly(status));
      byStatus.put(status, chip);
      getChildren().add(chip);
    }
    toReview = chip("to-review", model::showThoseToReview);
    getChildren().add(toReview);
    model.verdictsProperty().subscribe(this::countVerdicts);
    model.countsProperty().subscribe(this::count);
    model.filterProperty().subscribe(this::select);
  }

  private ToggleButton chip(String id, Runnable show) {
    ToggleButton chip = new ToggleButton("");
    chip.setId("filter-" + id);
    chip.getStyleClass().add("chip");
    chip.setToggleGroup(group);
    chip.setOnAction(event -> {
      show.run();
      chip.setSelected(true); // a second press does not take the filter away
    });
    return chip;
  }

  private void select(QueueFilter filter) {
    UploadStatus status = filter.status();
    ToggleButton rest = filter.toReview() ? toReview : all;
    ToggleButton chip = status == null ? rest : byStatus.get(status);
    if (chip != null) {
      chip.setSelected(true);
    }
  }

  private void countVerdicts(Map<ReviewVerdict, Long> counts) {
    long waiting = counts.getOrDefault(ReviewVerdict.UNREVIEWED, 0L);
    write(toReview, Messages.text("queue.filter.to-review"), waiting, !counts.isEmpty());
  }

  private void count(Map<UploadStatus, Long> counts) {
    long sum = counts.values().stream().mapToLong(Long::longValue).sum();
    write(all, Messages.text("queue.filter.all"), sum, !counts.isEmpty());
    Arrays.stream(UploadStatus.values())
        .forEach(status -> count(status, counts.getOrDefault(status, 0L), !counts.isEmpty()));
  }

  private void count(UploadStatus status, long uploads, boolean known) {
    ToggleButton chip = byStatus.get(status);
    if (chip != null) {
      write(chip, Messages.word("queue.filter.", status), uploads, known);
      // what is not ours is rare: no place for it unless there is some
      Controls.show(chip, status != UploadStatus.OTHER || uploads > 0 || chip.isSelected());
    }
  }

  private static void write(ToggleButton chip, String name, long uploads, boolean known) {
    chip.setText(known ? name + "  " + Formats.count(uploads) : name);
    chip.setAccessibleText(chip.getText());
  }
}
