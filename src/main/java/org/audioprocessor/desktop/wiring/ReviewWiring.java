package org.audioprocessor.desktop.wiring;

import java.time.InstantSource;
import org.audioprocessor.desktop.controls.Screen;
import org.audioprocessor.desktop.review.ReviewServices;
import org.audioprocessor.desktop.review.ReviewView;
import org.audioprocessor.desktop.review.ReviewViewModel;
import org.audioprocessor.settings.Settings;

/** Puts the review together. */
public final class ReviewWiring {
  private ReviewWiring() {}

  public static Screen screen(WorkspaceContext context) {
    Settings.Target target = context.parts().settings().settings().target();
    ReviewServices services =
        new ReviewServices(
            context.parts().queue().reviews(),
            System.getProperty("user.name", "unknown"),
            new ReviewServices.Shared(
                context.selection(), context.reviewCounts(), target.truePeakDbtp()),
            context.desk().notices(),
            context.desk().threads().lanes());
    return new ReviewView(new ReviewViewModel(services, InstantSource.system()));
  }
}
