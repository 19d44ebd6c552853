package org.audioprocessor.process.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.audioprocessor.process.GenerationLog;

/** Records the calls of one try in memory, in order. */
final class RememberingLog implements GenerationLog {
  private final boolean first;
  private final List<String> calls = new ArrayList<>();
  private final List<String> written = new ArrayList<>();
  private final List<String> adopted = new ArrayList<>();

  RememberingLog(boolean first) {
    this.first = first;
  }

  @Override
  public synchronized void willWrite(List<String> keys) {
    calls.add("willWrite");
    written.addAll(keys);
  }

  @Override
  public synchronized boolean isFirst() {
    return first;
  }

  @Override
  public synchronized void adopt(List<String> keys) {
    calls.add("adopt");
    adopted.addAll(keys);
  }

  @Override
  public Optional<Unfinished> unfinished() {
    return Optional.empty();
  }

  @Override
  public void resume(int generation, int tryNumber) {
    throw new IllegalStateException("nothing is unfinished");
  }

  @Override
  public synchronized void willSwitch() {
    calls.add("willSwitch");
  }

  /** Whether fixed names may lead to this try. */
  synchronized boolean switched() {
    return calls.contains("willSwitch");
  }

  synchronized List<String> calls() {
    return List.copyOf(calls);
  }

  synchronized List<String> written() {
    return List.copyOf(written);
  }

  synchronized List<String> adopted() {
    return List.copyOf(adopted);
  }
}
