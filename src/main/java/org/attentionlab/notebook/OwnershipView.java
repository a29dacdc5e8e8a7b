package org.attentionlab.notebook;

import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.List;

/**
 * Who owns the native memory at this moment: the tree of open managers, and how many arrays and
 * bytes each owns. Two of them, one before and one after, find a leak.
 *
 * <pre>{@code
 * OwnershipView before = OwnershipView.of(home);
 * trainOneStep();
 * OwnershipView.of(home).since(before)
 * }</pre>
 *
 * <p>A manager is shown by the name that {@code manager.setName("step")} gave it. The bytes are
 * those of the numbers of each array; an array that shares its numbers with another one, such as
 * {@code E.get(0)}, is counted as if it had its own. DJL knows no list of all base managers, so the
 * view starts at the managers that it is given. The numbers are read once: the view does not change
 * later and keeps no array alive.
 */
public final class OwnershipView {

  private static final int CHILDREN = 8; // of one manager; the others are summed up
  private static final int KINDS = 3;

  private final List<OwnedManager> roots;

  private OwnershipView(List<OwnedManager> roots) {
    this.roots = roots;
  }

  /**
   * Looks at all that {@code managers} and the managers below them own.
   *
   * @throws IllegalArgumentException if no manager is given
   */
  public static OwnershipView of(NDManager... managers) {
    if (managers.length == 0) {
      throw new IllegalArgumentException(
          "Expected a manager to look at, but got none. Give the one that owns your model.");
    }
    return new OwnershipView(Arrays.stream(managers).map(OwnedManager::read).toList());
  }

  /** What is new, and what is gone, since {@code earlier} was taken of the same managers. */
  public OwnershipChange since(OwnershipView earlier) {
    return OwnershipChange.between(earlier.roots, roots);
  }

  /** Open managers, the given ones included. */
  public long managers() {
    return roots.stream().mapToLong(OwnedManager::managers).sum();
  }

  /** Arrays of all these managers. */
  public long arrays() {
    return roots.stream().mapToLong(OwnedManager::allArrays).sum();
  }

  /** Bytes of all these arrays. */
  public long bytes() {
    return roots.stream().mapToLong(OwnedManager::allBytes).sum();
  }

  /** How it is shown: a tree as text and as HTML. */
  Bundle bundle() {
    String title =
        "Who owns the memory: %s, %s, %s"
            .formatted(
                Numbers.count(managers(), "manager"),
                Numbers.count(arrays(), "array"),
                Numbers.bytes(bytes()));
    TreeTable table =
        new TreeTable(
            title, List.of("manager", "arrays", "bytes", "with all below", "largest"), note());
    roots.forEach(root -> add(table, root, 0));
    return table.bundle();
  }

  /** What a reader must know if this version of DJL shows less. */
  static String note() {
    return OwnedManager.seesEmptyManagers()
        ? ""
        : "Managers that own no array are not shown: this version of DJL does not let us find them.";
  }

  private static void add(TreeTable table, OwnedManager manager, int depth) {
    table.add(
        depth,
        false,
        manager.name(),
        Integer.toString(manager.arrays().size()),
        Numbers.bytes(manager.bytes()),
        Numbers.bytes(manager.allBytes()),
        OwnedManager.kinds(manager.arrays(), KINDS));
    List<OwnedManager> children = manager.children();
    children.stream().limit(CHILDREN).forEach(child -> add(table, child, depth + 1));
    if (children.size() > CHILDREN) {
      List<OwnedManager> rest = children.subList(CHILDREN, children.size());
      table.add(
          depth + 1,
          false,
          "… " + Numbers.count(rest.size(), "more manager"),
          Long.toString(rest.stream().mapToLong(OwnedManager::allArrays).sum()),
          "",
          Numbers.bytes(rest.stream().mapToLong(OwnedManager::allBytes).sum()),
          "");
    }
  }

  @Override
  public String toString() {
    return bundle().text();
  }
}
