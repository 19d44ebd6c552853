package org.audioprocessor.process.isolation;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.audioprocessor.media.MediaLimits;
import org.audioprocessor.process.CancelToken;
import org.audioprocessor.process.Progress;
import org.audioprocessor.process.isolation.child.Child;
import org.audioprocessor.process.render.InProcessRenderer;
import org.audioprocessor.process.render.TrackOrder;
import org.audioprocessor.process.render.TrackRenderer;
import org.audioprocessor.process.render.TrackSink;

/**
 * What isolation costs: CPU time and memory of both processes, over some tracks one after the
 * other. Arguments: {@code child} or {@code in-process}, how many tracks, the file, and perhaps
 * more flags for the child's virtual machine.
 */
public final class IsolationBench {
  private IsolationBench() {}

  public static void main(String[] args) throws Exception {
    boolean child = args[0].equals("child");
    int tracks = Integer.parseInt(args[1]);
    Path file = Path.of(args[2]);
    Path folder = Files.createTempDirectory("isolation");
    long began = System.nanoTime();
    List<String> main = new ArrayList<>(List.of(args).subList(3, args.length));
    main.addAll(List.of("org.audioprocessor.Main", Child.COMMAND));
    ChildLimits limits = ChildLimits.of(MediaLimits.DEFAULT);
    try (Children children = new Children(folder, main, limits, 1)) {
      TrackRenderer renderer = child ? children.renderer() : new InProcessRenderer();
      for (int i = 0; i < tracks; i++) {
        TrackOrder order = children.order(file);
        renderer.render(order, new Nowhere(), new CancelToken(), Progress.NONE);
        children.temporary.remove(order.work());
      }
      String childLine = "";
      Duration childCpu = Duration.ZERO;
      if (child) {
        ChildProcess process = children.pool.take();
        childCpu = process.handle().info().totalCpuDuration().orElse(Duration.ZERO);
        childLine = "; child " + seconds(childCpu) + " CPU-s, " + peak(process.pid());
        children.pool.release(process, true);
      }
      OperatingSystemMXBean system =
          (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
      Duration own = Duration.ofNanos(system.getProcessCpuTime());
      System.out.printf(
          Locale.ROOT,
          "%s, %d tracks in %.1f s: parent %s CPU-s, %s%s; %.2f CPU-s a track%n",
          args[0],
          tracks,
          (System.nanoTime() - began) / 1e9,
          seconds(own),
          peak(ProcessHandle.current().pid()),
          childLine,
          own.plus(childCpu).toMillis() / 1000.0 / tracks);
    }
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.2f", time.toMillis() / 1000.0);
  }

  private static String peak(long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
        .filter(line -> line.startsWith("VmHWM"))
        .findFirst()
        .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024 + " MB at most")
        .orElse("?");
  }

  /** Takes segments and forgets them. */
  private static final class Nowhere implements TrackSink {
    @Override
    public void announce(List<String> names) {}

    @Override
    public void put(String name, byte[] bytes) {}
  }
}
