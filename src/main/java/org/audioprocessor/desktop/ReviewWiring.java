package org.audioprocessor.desktop;

import java.time.InstantSource;
import org.audioprocessor.desktop.controls.Screen;
import org.audioprocessor.desktop.review.ReviewServices;
import org.audioprocessor.desktop.review.ReviewView;
import org.audioprocessor.desktop.review.ReviewViewModel;
import org.audioprocessor.settings.Settings;

/** Puts the review together. */
final class ReviewWiring {
  private ReviewWiring() {}

  static Screen screen(Workbench bench) {
    Settings.Target target = bench.parts().settings().settings().target();
    ReviewServices services =
        new ReviewServices(
            bench.parts().queue().verdicts(),
            System.getProperty("user.name", "unknown"),
            new ReviewServices.Shared(
                bench.selection(), bench.reviewCounts(), target.truePeakDbtp()),
            bench.desk().notices(),
            bench.desk().threads().lanes());
    return new ReviewView(new ReviewViewModel(services, InstantSource.system()));
  }
}
