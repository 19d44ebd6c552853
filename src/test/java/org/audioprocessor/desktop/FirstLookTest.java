package org.audioprocessor.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FirstLookTest {
  private final FirstLook look = new FirstLook();
  private final List<String> done = new ArrayList<>();

  @Test
  void whatWaitsComesOnceInItsOrder() {
    look.then(() -> done.add("panes"));
    look.then(() -> done.add("counts"));
    assertThat(done).isEmpty();
    assertThat(look.wasHad()).isFalse();

    look.had();
    look.had();

    assertThat(done).containsExactly("panes", "counts");
    assertThat(look.wasHad()).isTrue();
  }

  @Test
  void afterwardsNothingWaits() {
    look.had();
    look.then(() -> done.add("at once"));
    assertThat(done).containsExactly("at once");
  }
}
