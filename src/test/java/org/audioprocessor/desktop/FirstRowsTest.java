package org.audioprocessor.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.audioprocessor.desktop.wiring.WorkspaceContext.FirstRows;
import org.junit.jupiter.api.Test;

class FirstRowsTest {
  private final FirstRows firstRows = new FirstRows();
  private final List<String> done = new ArrayList<>();

  @Test
  void whatWaitsComesOnceInItsOrder() {
    firstRows.then(() -> done.add("panes"));
    firstRows.then(() -> done.add("counts"));
    assertThat(done).isEmpty();
    assertThat(firstRows.isComplete()).isFalse();

    firstRows.complete();
    firstRows.complete();

    assertThat(done).containsExactly("panes", "counts");
    assertThat(firstRows.isComplete()).isTrue();
  }

  @Test
  void afterwardsNothingWaits() {
    firstRows.complete();
    firstRows.then(() -> done.add("at once"));
    assertThat(done).containsExactly("at once");
  }
}
