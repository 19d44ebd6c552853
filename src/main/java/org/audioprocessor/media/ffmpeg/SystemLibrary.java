package org.audioprocessor.media.ffmpeg;

import java.io.File;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A shared library of the system, which stays loaded. */
@SuppressWarnings("restricted") // granted in jvm.options
public final class SystemLibrary {
  /** Names folders to search first, separated like a class path. */
  public static final String FOLDERS_PROPERTY = "audio-processor.encoders";

  /** Homebrew and MacPorts install outside the folders that macOS searches. */
  private static final List<String> OF_MACOS =
      List.of("/opt/homebrew/lib", "/usr/local/lib", "/opt/local/lib");

  private final SymbolLookup symbols;
  private final String file;

  private SystemLibrary(SymbolLookup symbols, String file) {
    this.symbols = symbols;
    this.file = file;
  }

  /**
   * Loads a library.
   *
   * @param stem its name without the prefix {@code lib}
   * @param version of its binary interface
   * @return empty if it is not installed or cannot be loaded
   */
  public static Optional<SystemLibrary> find(String stem, int version) {
    String file = fileName(stem, version);
    for (String folder : folders()) {
      Path path = Path.of(folder, file);
      if (path.isAbsolute() && Files.isRegularFile(path)) {
        Optional<SystemLibrary> found = load(path.toString(), file);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    // Windows would also search the current folder
    return system().startsWith("windows") ? Optional.empty() : load(file, file);
  }

  private static Optional<SystemLibrary> load(String name, String file) {
    try {
      SymbolLookup symbols =
          new File(name).isAbsolute()
              ? SymbolLookup.libraryLookup(Path.of(name), Arena.global())
              : SymbolLookup.libraryLookup(name, Arena.global());
      return Optional.of(new SystemLibrary(symbols, file));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The folders to search first; empty if there is none. */
  public static String searchedFirst() {
    return System.getProperty(FOLDERS_PROPERTY, "");
  }

  private static List<String> folders() {
    List<String> folders = new ArrayList<>(split(searchedFirst()));
    if (system().startsWith("mac")) {
      folders.addAll(OF_MACOS);
    } else if (system().startsWith("windows")) {
      folders.addAll(split(System.getenv().getOrDefault("PATH", "")));
    }
    return folders;
  }

  private static List<String> split(String folders) {
    return Stream.of(folders.split(File.pathSeparator)).filter(f -> !f.isBlank()).toList();
  }

  /** The name of the file on this system. */
  public static String fileName(String stem, int version) {
    if (system().startsWith("mac")) {
      return "lib" + stem + "." + version + ".dylib";
    }
    return system().startsWith("windows")
        ? "lib" + stem + "-" + version + ".dll"
        : "lib" + stem + ".so." + version;
  }

  private static String system() {
    return System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
  }

  /**
   * Returns a function.
   *
   * @throws IllegalStateException if the library has no such function
   */
  public Function function(String name, FunctionDescriptor type) {
    MemorySegment address =
        symbols
            .find(name)
            .orElseThrow(() -> new IllegalStateException(file + " has no function " + name));
    return new Function(Linker.nativeLinker().downcallHandle(address, type));
  }

  /** A function that returns a status. */
  public record Function(MethodHandle handle) {
    /** Calls it. */
    public int call(Object... arguments) {
      try {
        return (int) handle.invokeWithArguments(arguments);
      } catch (Error | RuntimeException e) {
        throw e;
      } catch (Throwable e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
