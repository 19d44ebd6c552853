import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.view.ViewBox;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/** Draws audio-processor.svg in each platform's format; {@code icons/make} says how to run it. */
final class MakeIcons {
  private static final Path ICONS = Path.of("icons");

  private MakeIcons() {}

  public static void main(String[] arguments) throws IOException {
    SVGDocument drawing = new SVGLoader().load(ICONS.resolve("audio-processor.svg").toUri().toURL());
    Map<Integer, byte[]> pngs = new LinkedHashMap<>();
    for (int size : List.of(16, 32, 48, 64, 128, 256, 512)) {
      pngs.put(size, png(drawing, size));
    }
    for (int size : List.of(16, 32, 48, 64, 128, 256)) {
      Path folder = ICONS.resolve("hicolor/" + size + "x" + size + "/apps");
      Files.createDirectories(folder);
      Files.write(folder.resolve("audio-processor.png"), pngs.get(size));
    }
    Path scalable = Files.createDirectories(ICONS.resolve("hicolor/scalable/apps"));
    Files.copy(ICONS.resolve("audio-processor.svg"), scalable.resolve("audio-processor.svg"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    Files.write(ICONS.resolve("audio-processor.png"), pngs.get(256));
    Files.write(ICONS.resolve("audio-processor.ico"), ico(pngs));
    Files.write(ICONS.resolve("audio-processor.icns"), icns(pngs));
  }

  private static byte[] png(SVGDocument drawing, int size) throws IOException {
    BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    drawing.render((java.awt.Component) null, graphics, new ViewBox(0, 0, size, size));
    graphics.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return out.toByteArray();
  }

  /** A directory of PNGs; Windows Vista and later read them. */
  private static byte[] ico(Map<Integer, byte[]> pngs) throws IOException {
    List<Integer> sizes = List.of(16, 32, 48, 64, 128, 256);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteBuffer head = ByteBuffer.allocate(6 + 16 * sizes.size()).order(ByteOrder.LITTLE_ENDIAN);
    head.putShort((short) 0).putShort((short) 1).putShort((short) sizes.size());
    int offset = head.capacity();
    for (int size : sizes) {
      byte side = (byte) (size == 256 ? 0 : size);
      head.put(side).put(side).put((byte) 0).put((byte) 0).putShort((short) 1).putShort((short) 32);
      head.putInt(pngs.get(size).length).putInt(offset);
      offset += pngs.get(size).length;
    }
    out.write(head.array());
    for (int size : sizes) {
      out.write(pngs.get(size));
    }
    return out.toByteArray();
  }

  /** Apple's icon file: a type of four letters, a length, a PNG, and so on. */
  private static byte[] icns(Map<Integer, byte[]> pngs) throws IOException {
    Map<String, Integer> types = new LinkedHashMap<>();
    types.put("icp4", 16);
    types.put("icp5", 32);
    types.put("ic07", 128);
    types.put("ic08", 256);
    types.put("ic09", 512);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    DataOutputStream entries = new DataOutputStream(body);
    for (Map.Entry<String, Integer> type : types.entrySet()) {
      byte[] png = pngs.get(type.getValue());
      entries.writeBytes(type.getKey());
      entries.writeInt(8 + png.length);
      entries.write(png);
    }
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(file);
    out.writeBytes("icns");
    out.writeInt(8 + body.size());
    out.write(body.toByteArray());
    return file.toByteArray();
  }
}
