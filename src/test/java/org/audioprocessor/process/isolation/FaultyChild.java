package org.audioprocessor.process.isolation;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.audioprocessor.process.CancelToken;
import org.audioprocessor.process.FailureKind;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.process.Progress;
import org.audioprocessor.process.ProgressEvent;
import org.audioprocessor.process.Stage;
import org.audioprocessor.process.isolation.child.Child;
import org.audioprocessor.process.isolation.protocol.Frame;
import org.audioprocessor.process.isolation.protocol.FrameKind;
import org.audioprocessor.process.isolation.protocol.FrameWriter;
import org.audioprocessor.process.render.InProcessRenderer;
import org.audioprocessor.process.render.RenderResult;
import org.audioprocessor.process.render.TrackOrder;
import org.audioprocessor.process.render.TrackRenderer;
import org.audioprocessor.process.render.TrackSink;

/** A child whose decoder does to it what the name of the raw file says. */
public final class FaultyChild {
  /** The file in its folder that gets what it tells. */
  public static final String TOLD = "told.txt";

  private FaultyChild() {}

  /** What a decoder may do to its process; the file's name begins with it. */
  enum Fault {
    /** Reads at address 0 in native code. */
    SEGFAULT,
    EXIT,
    KILL,
    /** A native loop that never comes back, after a first sign of life. */
    HANG,
    /** The same on the thread of a rung, as a coder that does not return. */
    CODER_HANG,
    /** Reads at address 0 on the thread of a rung. */
    CODER_SEGFAULT,
    JAVA_MEMORY,
    NATIVE_MEMORY,
    GARBAGE,
    HUGE_FRAME,
    FOREIGN_SEGMENT,
    TWICE,
    NO_SEGMENTS,
    WAIT_FOR_STORE,
    BABBLE,
    /** Writes down what it knows: its environment and its command line. */
    TELL,
    /** Writes down what comes of connecting to the port in the file's name. */
    CONNECT,
    /** Tries what a decoder that is taken over would try, and writes down what came of it. */
    ATTACK,
    /** Says that it is as far as no number. */
    NAN_PROGRESS,
    EMPTY_ANNOUNCE,
    /** Says at once and for ever that it is as far as it was. */
    SAME_PROGRESS_FAST,
    /** The same, now and then. */
    SAME_PROGRESS_SLOW,
    /** Fills the disk. */
    DISK,
    NONE
  }

  public static void main(String[] args) {
    PrintStream answers = System.out;
    System.setOut(System.err);
    Child.serve(System.in, answers, new FaultyMaker(answers), () -> Runtime.getRuntime().halt(0));
  }

  private record FaultyMaker(PrintStream answers) implements TrackRenderer {
    @Override
    public void probe() {}

    @Override
    public RenderResult render(
        TrackOrder order, TrackSink sink, CancelToken cancel, Progress progress)
        throws ProcessingException {
      Fault fault = fault(order.job().fileName());
      progress.on(new ProgressEvent(Stage.MEASURE, 0.5, 1, 1, null));
      try {
        commit(fault, order, sink, progress);
      } catch (IOException | InterruptedException e) {
        throw new IllegalStateException(e);
      }
      TrackSink given =
          switch (fault) {
            case NO_SEGMENTS -> new Nowhere();
            case CODER_HANG -> new Trap(FaultyMaker::hang);
            case CODER_SEGFAULT -> new Trap(FaultyMaker::segfault);
            default -> sink;
          };
      return new InProcessRenderer().render(order, given, cancel, progress);
    }

    private void commit(Fault fault, TrackOrder order, TrackSink sink, Progress progress)
        throws IOException, InterruptedException, ProcessingException {
      switch (fault) {
        case SEGFAULT -> segfault();
        case EXIT -> Runtime.getRuntime().halt(17);
        case KILL -> raiseKill();
        case HANG -> hang();
        case JAVA_MEMORY -> eatHeap();
        case NATIVE_MEMORY -> eatNative();
        case GARBAGE -> {
          answers.print("a library that prints what it likes\n");
          answers.flush();
        }
        case HUGE_FRAME -> {
          answers.write(new byte[] {(byte) FrameKind.SEGMENT.code(), 0x7f, -1, -1, -1});
          answers.flush();
        }
        case FOREIGN_SEGMENT -> sink.announce(List.of("low/segment_g0002a_00000.ts"));
        case TWICE -> {
          String name = "low/" + order.job().segmentNames(0).name(0);
          sink.announce(List.of(name));
          sink.put(name, new byte[188]);
          sink.put(name, new byte[188]);
        }
        case WAIT_FOR_STORE ->
            throw new ProcessingException(FailureKind.STORE_AWAY, "The store is away.");
        case BABBLE -> {
          for (int i = 0; i < 100_000; i++) {
            System.err.println("line " + i + "\u001b[31m of too many\r");
          }
        }
        case TELL -> tell(environment());
        case CONNECT -> tell(connect(order.job().fileName().replaceAll("[^0-9]", "")));
        case ATTACK -> tell(Attack.tried());
        case NAN_PROGRESS -> {
          byte[] text =
              "{\"stage\":\"MEASURE\",\"fraction\":\"NaN\",\"realtimeFactor\":1,\"elapsedSeconds\":1,\"meter\":null}"
                  .getBytes(java.nio.charset.StandardCharsets.UTF_8);
          new FrameWriter(answers).write(new Frame(FrameKind.PROGRESS, text));
        }
        case EMPTY_ANNOUNCE -> sink.announce(List.of());
        case SAME_PROGRESS_FAST -> repeat(progress, 0);
        case SAME_PROGRESS_SLOW -> repeat(progress, 20);
        case DISK -> Attack.fillDisk();
        case NO_SEGMENTS, CODER_HANG, CODER_SEGFAULT, NONE -> {}
      }
    }

    private static void repeat(Progress progress, long pauseMillis) throws InterruptedException {
      while (true) {
        progress.on(new ProgressEvent(Stage.MEASURE, 0.5, 1, 1, null));
        Thread.sleep(pauseMillis);
      }
    }

    private static void tell(String text) throws IOException {
      Files.writeString(Path.of(System.getProperty("java.io.tmpdir")).resolve(TOLD), text);
    }

    private static String environment() {
      return System.getenv()
          + System.lineSeparator()
          + ManagementFactory.getRuntimeMXBean().getInputArguments()
          + System.getProperties();
    }

    private static String connect(String port) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(port))) {
        return "connected to " + socket.getRemoteSocketAddress();
      } catch (IOException e) {
        return "refused: " + e.getMessage();
      }
    }

    private static Fault fault(String fileName) {
      for (Fault fault : Fault.values()) {
        if (fileName.startsWith(fault.name())) {
          return fault;
        }
      }
      return Fault.NONE;
    }

    @SuppressWarnings("restricted")
    private static void raiseKill() {
      Linker linker = Linker.nativeLinker();
      try {
        int failed =
            (int)
                linker
                    .downcallHandle(
                        linker.defaultLookup().find("raise").orElseThrow(),
                        FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT))
                    .invokeExact(9);
        throw new IllegalStateException("still alive: " + failed);
      } catch (Throwable e) {
        throw new IllegalStateException(e);
      }
    }

    private static void hang() {
      long ends = System.nanoTime() + 3_600_000_000_000L;
      while (System.nanoTime() < ends) {
        Thread.onSpinWait();
      }
    }

    @SuppressWarnings("restricted") // to crash is what it is for
    private static void segfault() {
      MemorySegment.ofAddress(0).reinterpret(8).get(ValueLayout.JAVA_LONG, 0);
    }

    private static void eatHeap() {
      List<long[]> eaten = new ArrayList<>();
      while (!eaten.contains(null)) {
        eaten.add(new long[1 << 17]);
      }
    }

    private static void eatNative() throws InterruptedException {
      List<MemorySegment> eaten = new ArrayList<>();
      while (eaten.size() < 10_000) {
        MemorySegment more = Arena.global().allocate(8 << 20);
        more.fill((byte) 1);
        eaten.add(more);
        Thread.sleep(10);
      }
    }
  }

  /** Gets a rung's thread into trouble at its first segment. */
  private record Trap(Runnable fault) implements TrackSink {
    @Override
    public void announce(List<String> names) {}

    @Override
    public void put(String name, byte[] bytes) {
      fault.run();
    }
  }

  private record Nowhere() implements TrackSink {
    @Override
    public void announce(List<String> names) {}

    @Override
    public void put(String name, byte[] bytes) {}
  }
}
