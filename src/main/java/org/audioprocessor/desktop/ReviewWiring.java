package org.audioprocessor.desktop;

import org.audioprocessor.desktop.controls.Screen;
import org.audioprocessor.desktop.review.ReviewServices;
import org.audioprocessor.desktop.review.ReviewView;
import org.audioprocessor.desktop.review.ReviewViewModel;

/** Puts the review together. */
final class ReviewWiring {
  private ReviewWiring() {}

  static Screen screen(Workbench bench) {
    ReviewServices services =
        new ReviewServices(
            bench.parts().queue().verdicts(),
            System.getProperty("user.name", "somebody"),
            new ReviewServices.Shared(bench.selection(), bench.reviewCounts()),
            bench.desk().notices(),
            bench.desk().threads().lanes());
    return new ReviewView(new ReviewViewModel(services));
  }
}
