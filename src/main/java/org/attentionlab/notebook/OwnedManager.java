package org.attentionlab.notebook;

import ai.djl.ndarray.BaseNDManager;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What one open manager owned at one moment, and the managers below it. It keeps no array alive.
 *
 * <p>The arrays, their owners and the owners' parents come from DJL's public methods ({@code
 * getManagedArrays}, {@code getManager}, {@code getParentManager}). DJL has no method that lists
 * the children of a manager, so one that owns nothing would stay hidden; those are read from the
 * field {@code resources} of {@code BaseNDManager} (0.35.1).
 *
 * @param manager the manager itself; two snapshots recognise it by this
 * @param name its name, or "unnamed"
 * @param arrays its own arrays, without those of the managers below
 * @param children the managers below, the largest first
 */
record OwnedManager(
    NDManager manager, String name, List<OwnedArray> arrays, List<OwnedManager> children) {

  /**
   * An array as it was.
   *
   * @param id DJL's number for it, never used twice
   * @param kind name, shape and type, such as {@code (50, 8) float32}
   */
  record OwnedArray(String id, String kind, long bytes) {}

  private static final Field RESOURCES = resources();

  /** Whether managers that own nothing can be found in this version of DJL. */
  static boolean seesEmptyManagers() {
    return RESOURCES != null;
  }

  /** Reads the tree below {@code root}. */
  static OwnedManager read(NDManager root) {
    IdentityHashMap<NDManager, List<NDArray>> arrays = new IdentityHashMap<>();
    IdentityHashMap<NDManager, List<NDManager>> children = new IdentityHashMap<>();
    if (root.isOpen()) {
      collect(root, children);
      for (NDArray array : root.getManagedArrays()) { // those of the managers below as well
        arrays.computeIfAbsent(array.getManager(), m -> new ArrayList<>()).add(array);
        link(array.getManager(), root, children);
      }
    }
    return node(root, arrays, children);
  }

  /** The way from a manager up to the root, each manager below its parent. */
  private static void link(
      NDManager manager, NDManager root, IdentityHashMap<NDManager, List<NDManager>> children) {
    if (manager == root || manager.getParentManager() == null) {
      return;
    }
    List<NDManager> siblings =
        children.computeIfAbsent(manager.getParentManager(), m -> new ArrayList<>());
    if (siblings.stream().noneMatch(known -> known == manager)) {
      siblings.add(manager);
      link(manager.getParentManager(), root, children);
    }
  }

  private static void collect(
      NDManager parent, IdentityHashMap<NDManager, List<NDManager>> children) {
    if (RESOURCES == null || !(parent instanceof BaseNDManager)) {
      return;
    }
    try {
      for (Object resource : ((Map<?, ?>) RESOURCES.get(parent)).values()) {
        if (resource instanceof NDManager child) {
          children.computeIfAbsent(parent, m -> new ArrayList<>()).add(child);
          collect(child, children);
        }
      }
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("A field that was opened cannot be read: " + e, e);
    }
  }

  private static Field resources() {
    try {
      Field field = BaseNDManager.class.getDeclaredField("resources");
      field.setAccessible(true);
      return Map.class.isAssignableFrom(field.getType()) ? field : null;
    } catch (NoSuchFieldException | RuntimeException e) {
      return null; // another version of DJL; the view says so
    }
  }

  private static OwnedManager node(
      NDManager manager,
      IdentityHashMap<NDManager, List<NDArray>> arrays,
      IdentityHashMap<NDManager, List<NDManager>> children) {
    List<OwnedArray> own =
        arrays.getOrDefault(manager, List.of()).stream().map(OwnedManager::array).toList();
    List<OwnedManager> below =
        children.getOrDefault(manager, List.of()).stream()
            .map(child -> node(child, arrays, children))
            .sorted(
                Comparator.comparingLong(OwnedManager::allBytes)
                    .reversed()
                    .thenComparing(OwnedManager::name))
            .toList();
    String name = manager.getName().startsWith("uid-") ? "unnamed" : manager.getName();
    return new OwnedManager(manager, manager.isOpen() ? name : name + " (closed)", own, below);
  }

  private static OwnedArray array(NDArray array) {
    String name = array.getName() == null ? "" : array.getName() + " ";
    long bytes = array.size() * array.getDataType().getNumOfBytes();
    return new OwnedArray(array.getUid(), name + NDArrayView.kind(array), bytes);
  }

  /** Bytes of its own arrays. */
  long bytes() {
    return arrays.stream().mapToLong(OwnedArray::bytes).sum();
  }

  /** Arrays here and below. */
  long allArrays() {
    return arrays.size() + children.stream().mapToLong(OwnedManager::allArrays).sum();
  }

  /** Bytes here and below. */
  long allBytes() {
    return bytes() + children.stream().mapToLong(OwnedManager::allBytes).sum();
  }

  /** Managers here and below, this one included. */
  long managers() {
    return 1 + children.stream().mapToLong(OwnedManager::managers).sum();
  }

  /**
   * What arrays these are, those kinds first that take most bytes: "1000 × () float32, 4 kB".
   *
   * @param most how many kinds at most
   */
  static String kinds(List<OwnedArray> arrays, int most) {
    Map<String, long[]> kinds = new TreeMap<>(); // number and bytes of each kind
    for (OwnedArray array : arrays) {
      long[] sum = kinds.computeIfAbsent(array.kind, k -> new long[2]);
      sum[0]++;
      sum[1] += array.bytes;
    }
    List<String> parts = new ArrayList<>();
    Comparator<Map.Entry<String, long[]>> size = Comparator.comparingLong(e -> -e.getValue()[1]);
    kinds.entrySet().stream()
        .sorted(size)
        .limit(most)
        .forEach(e -> parts.add(kind(e.getKey(), e.getValue())));
    if (kinds.size() > most) {
      parts.add("and " + Numbers.count(kinds.size() - most, "more kind"));
    }
    return String.join("; ", parts);
  }

  private static String kind(String kind, long[] sum) {
    String times = sum[0] == 1 ? "" : sum[0] + " × ";
    return times + kind + ", " + Numbers.bytes(sum[1]);
  }

  /** Only those of {@code arrays} that {@code known} does not have. */
  static List<OwnedArray> without(List<OwnedArray> arrays, Set<String> known) {
    return arrays.stream().filter(array -> !known.contains(array.id)).toList();
  }
}
