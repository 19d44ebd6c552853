package org.audioprocessor.desktop.queue;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import org.audioprocessor.desktop.controls.Controls;
import org.audioprocessor.desktop.controls.Controls.ChoiceButton;
import org.audioprocessor.desktop.controls.Formats;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.queue.Review.ReviewVerdict;
import org.audioprocessor.queue.UploadStatus;
import org.audioprocessor.queue.list.UploadFilter.BackOff;

/** One button per status and one for all, each with its count. */
final class FilterChips extends FlowPane {
  private final ToggleGroup group = new ToggleGroup();
  private final QueueViewModel model;
  private final ChoiceButton all;
  private final ChoiceButton cancelled;
  private final Map<UploadStatus, ChoiceButton> byStatus = new EnumMap<>(UploadStatus.class);
  private final Map<ReviewVerdict, ChoiceButton> byVerdict = new EnumMap<>(ReviewVerdict.class);

  FilterChips(QueueViewModel model) {
    this.model = model;
    setId("filters");
    getStyleClass().add("chips");
    all = chip("all", model::showAll);
    getChildren().add(all);
    cancelled = chip("cancelled", model::showCancelled);
    model.cancelledProperty().subscribe(() -> count(model.countsProperty().get()));
    for (UploadStatus status : UploadStatus.values()) {
      ChoiceButton chip = chip(id(status), () -> model.showOnly(status));
      byStatus.put(status, chip);
      getChildren().add(chip);
      if (status == UploadStatus.WAITING) {
        getChildren().add(cancelled);
      }
    }
    for (ReviewVerdict verdict : ReviewVerdict.values()) {
      String id = verdict == ReviewVerdict.UNREVIEWED ? "to-review" : id(verdict);
      ChoiceButton chip = chip(id, () -> model.showOnly(verdict));
      byVerdict.put(verdict, chip);
      getChildren().add(chip);
    }
    Label selected = Controls.label("", "text-muted", "selected-count");
    selected.setId("selected-count");
    model
        .selectionProperty()
        .subscribe(rows -> {
          selected.setText(Messages.text("queue.selected", rows.size()));
          Controls.show(selected, rows.size() > 1);
        });
    getChildren().add(selected);
    model.verdictsProperty().subscribe(this::countVerdicts);
    model.countsProperty().subscribe(this::count);
    model.filterProperty().subscribe(this::select);
  }

  private static String id(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private ChoiceButton chip(String id, Runnable show) {
    ChoiceButton chip = new ChoiceButton("filter-" + id, "", group, show);
    chip.getStyleClass().add("chip");
    return chip;
  }

  private void select(QueueFilter filter) {
    ChoiceButton chip = all;
    if (filter.backOff() == BackOff.CANCELLED) {
      chip = cancelled;
    } else if (filter.verdict() != null) {
      chip = byVerdict.get(filter.verdict());
    } else if (filter.status() != null) {
      chip = byStatus.get(filter.status());
    }
    if (chip != null) {
      chip.setSelected(true);
    }
  }

  private void countVerdicts(Map<ReviewVerdict, Long> counts) {
    byVerdict.forEach((verdict, chip) -> {
      long uploads = counts.getOrDefault(verdict, 0L);
      write(chip, Messages.word("queue.filter.", verdict), uploads, !counts.isEmpty());
      boolean always = verdict == ReviewVerdict.UNREVIEWED;
      Controls.show(chip, always || uploads > 0 || chip.isSelected());
    });
  }

  private void count(Map<UploadStatus, Long> counts) {
    long sum = counts.values().stream().mapToLong(Long::longValue).sum();
    write(all, Messages.text("queue.filter.all"), sum, !counts.isEmpty());
    Arrays.stream(UploadStatus.values())
        .forEach(status -> count(status, uploads(status, counts), !counts.isEmpty()));
    long stopped = model.cancelledProperty().get();
    write(cancelled, Messages.text("queue.filter.cancelled"), stopped, !counts.isEmpty());
    Controls.show(cancelled, stopped > 0 || cancelled.isSelected());
  }

  private long uploads(UploadStatus status, Map<UploadStatus, Long> counts) {
    return status == UploadStatus.WAITING ? model.waiting() : counts.getOrDefault(status, 0L);
  }

  private void count(UploadStatus status, long uploads, boolean known) {
    ChoiceButton chip = byStatus.get(status);
    if (chip != null) {
      write(chip, Messages.word("queue.filter.", status), uploads, known);
      // the platform's other statuses are rare: the button is shown only if there are some
      Controls.show(chip, status != UploadStatus.OTHER || uploads > 0 || chip.isSelected());
    }
  }

  private static void write(ChoiceButton chip, String name, long uploads, boolean known) {
    chip.setText(known ? name + "  " + Formats.count(uploads) : name);
    chip.setAccessibleText(chip.getText());
  }
}
