package org.audioprocessor.media.ffmpeg;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerPointer;

/** Planes of samples in native memory, one per channel, that grow as needed. */
public final class NativePlanes extends NativeOwner {
  private final FloatPointer[] planes;
  private final PointerPointer<FloatPointer> pointers;
  private int capacity;

  public NativePlanes(int channels, int frames) {
    planes = new FloatPointer[channels];
    pointers = new PointerPointer<>(channels);
    onClose(pointers::deallocate);
    onClose(this::free);
    allocate(frames);
  }

  /** Ensures a capacity; the content is lost if the planes grow. */
  public void ensure(int frames) {
    requireOpen();
    if (frames > capacity) {
      free();
      allocate(Math.max(frames, capacity * 2));
    }
  }

  /** The C array of plane addresses; changes when the planes grow. */
  public PointerPointer<FloatPointer> pointers() {
    requireOpen();
    return pointers;
  }

  public int capacity() {
    return capacity;
  }

  public void put(int channel, float[] from, int offset, int frames) {
    planes[channel].put(from, offset, frames);
  }

  public void get(int channel, float[] to, int offset, int frames) {
    planes[channel].get(to, offset, frames);
  }

  /** Copies from this frame on to the beginning of a plane. */
  public void get(int channel, int from, float[] to, int frames) {
    planes[channel].getPointer(from).get(to, 0, frames);
  }

  /** Fills the first frames of every plane with silence. */
  public void silence(int frames) {
    for (FloatPointer plane : planes) {
      FloatPointer.memset(plane, 0, (long) frames * Float.BYTES);
    }
  }

  private void allocate(int frames) {
    for (int i = 0; i < planes.length; i++) {
      planes[i] = new FloatPointer(frames);
      pointers.put(i, planes[i]);
    }
    capacity = frames;
  }

  private void free() {
    for (FloatPointer plane : planes) {
      plane.deallocate();
    }
  }
}
