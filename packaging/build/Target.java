import java.nio.file.Path;

/**
 * Where things lie in an image, on the platform that builds.
 *
 * @param image the folder that jpackage makes
 * @param runtime the image's java.home
 * @param app the folder of the jars
 * @param libraries where the virtual machine looks for native libraries by itself
 */
record Target(Path image, Path runtime, Path app, Path libraries) {
  enum System {
    LINUX,
    WINDOWS,
    MACOS;

    static System here() {
      String name = java.lang.System.getProperty("os.name").toLowerCase(java.util.Locale.ROOT);
      return name.startsWith("windows") ? WINDOWS : name.startsWith("mac") ? MACOS : LINUX;
    }

    String folder() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** Its names in jars that carry libraries of all platforms. */
    String inJars() {
      return switch (this) {
        case LINUX -> "linux";
        case WINDOWS -> "win32|windows";
        case MACOS -> "darwin|mac";
      };
    }

    /** The same of the processor that builds. */
    static String architectureInJars() {
      return java.lang.System.getProperty("os.arch").equals("aarch64") ? "aarch64|arm64" : "x86[-_]64";
    }
  }

  static Target of(System system, Path folder) {
    return switch (system) {
      case LINUX -> {
        Path image = folder.resolve("audio-processor");
        Path runtime = image.resolve("lib/runtime");
        yield new Target(image, runtime, image.resolve("lib/app"), runtime.resolve("lib"));
      }
      case WINDOWS -> {
        Path image = folder.resolve("Audio Processor");
        Path runtime = image.resolve("runtime");
        yield new Target(image, runtime, image.resolve("app"), runtime.resolve("bin"));
      }
      case MACOS -> {
        Path image = folder.resolve("Audio Processor.app");
        Path runtime = image.resolve("Contents/runtime/Contents/Home");
        yield new Target(image, runtime, image.resolve("Contents/app"), runtime.resolve("lib"));
      }
    };
  }

  /** The same without a desktop: made by jlink, for containers and servers. */
  static Target headless(Path folder) {
    Path image = folder.resolve("audio-processor");
    Path runtime = image.resolve("runtime");
    return new Target(image, runtime, image.resolve("app"), runtime.resolve("lib"));
  }
}
