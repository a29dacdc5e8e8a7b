package org.attentionlab.notebook;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.attentionlab.notebook.OwnedManager.OwnedArray;

/**
 * What changed between two looks at the same managers: for each manager the arrays that are new and
 * those that are gone. An array that moved to another manager is gone there and new here.
 */
public final class OwnershipChange {

  private static final int ROWS = 20;
  private static final int KINDS = 3;

  /** One manager that changed. */
  private record Change(
      OwnedManager manager,
      int depth,
      boolean opened,
      List<OwnedArray> fresh,
      List<OwnedArray> gone) {

    long bytes() {
      return sum(fresh) - sum(gone);
    }

    int arrays() {
      return fresh.size() - gone.size();
    }

    private static long sum(List<OwnedArray> arrays) {
      return arrays.stream().mapToLong(OwnedArray::bytes).sum();
    }
  }

  private final List<Change> changes;
  private final long closed;

  private OwnershipChange(List<Change> changes, long closed) {
    this.changes = changes;
    this.closed = closed;
  }

  static OwnershipChange between(List<OwnedManager> before, List<OwnedManager> after) {
    IdentityHashMap<NDManager, OwnedManager> known = new IdentityHashMap<>();
    before.forEach(root -> index(root, known));
    List<Change> changes = new ArrayList<>();
    after.forEach(root -> compare(root, 0, known, changes)); // takes those out that it finds
    return new OwnershipChange(changes, known.size());
  }

  private static void index(OwnedManager manager, IdentityHashMap<NDManager, OwnedManager> known) {
    known.put(manager.manager(), manager);
    manager.children().forEach(child -> index(child, known));
  }

  private static void compare(
      OwnedManager now,
      int depth,
      IdentityHashMap<NDManager, OwnedManager> known,
      List<Change> changes) {
    OwnedManager then = known.remove(now.manager());
    List<OwnedArray> old = then == null ? List.of() : then.arrays();
    changes.add(
        new Change(
            now,
            depth,
            then == null,
            OwnedManager.without(now.arrays(), ids(old)),
            OwnedManager.without(old, ids(now.arrays()))));
    now.children().forEach(child -> compare(child, depth + 1, known, changes));
  }

  private static Set<String> ids(List<OwnedArray> arrays) {
    Set<String> ids = new HashSet<>();
    arrays.forEach(array -> ids.add(array.id()));
    return ids;
  }

  /** Arrays that are new, less those that are gone, in all managers that are still open. */
  public long arrays() {
    return changes.stream().mapToLong(Change::arrays).sum();
  }

  /** Bytes of the new arrays, less those that are gone, in all managers that are still open. */
  public long bytes() {
    return changes.stream().mapToLong(Change::bytes).sum();
  }

  /** Managers opened in between and not closed again. */
  public long opened() {
    return changes.stream().filter(Change::opened).count();
  }

  /** The name of the manager that grew most, in bytes and then in arrays; empty if none grew. */
  public Optional<String> grewMost() {
    return largest().map(change -> change.manager.name());
  }

  private Optional<Change> largest() {
    return changes.stream()
        .filter(change -> change.bytes() > 0 || (change.bytes() == 0 && change.arrays() > 0))
        .max(Comparator.comparingLong(Change::bytes).thenComparingInt(Change::arrays));
  }

  /** How it is shown: the managers that changed, with an arrow at the one that grew most. */
  Bundle bundle() {
    Optional<Change> largest = largest();
    String title =
        largest
            .map(
                change ->
                    "%s grew most: +%s, %s"
                        .formatted(
                            change.manager.name(),
                            Numbers.count(change.arrays(), "array"),
                            signed(change.bytes())))
            .orElse(
                opened() == 0
                    ? "No manager grew"
                    : Numbers.count(opened(), "manager") + " left open");
    TreeTable table =
        new TreeTable(title, List.of("manager", "new", "gone", "bytes", "new arrays"), note());
    NDManager grown = largest.map(change -> change.manager.manager()).orElse(null);
    List<Change> shown = changes.stream().filter(OwnershipChange::isWorthARow).toList();
    for (Change change : shown.subList(0, Math.min(ROWS, shown.size()))) {
      table.add(
          change.depth,
          change.manager.manager() == grown,
          change.manager.name() + (change.opened ? " (opened)" : ""),
          Integer.toString(change.fresh.size()),
          Integer.toString(change.gone.size()),
          signed(change.bytes()),
          OwnedManager.kinds(change.fresh, KINDS));
    }
    if (shown.size() > ROWS) {
      table.add(
          0, false, "… " + Numbers.count(shown.size() - ROWS, "more manager"), "", "", "", "");
    }
    return table.bundle();
  }

  /** The roots stay, so that a reader sees where the others hang. */
  private static boolean isWorthARow(Change change) {
    return change.depth == 0 || change.opened || !change.fresh.isEmpty() || !change.gone.isEmpty();
  }

  private String note() {
    String closing =
        closed == 0 ? "" : "Closed in between: " + Numbers.count(closed, "manager") + ". ";
    return (closing + OwnershipView.note()).strip();
  }

  private static String signed(long bytes) {
    return bytes < 0 ? "-" + Numbers.bytes(-bytes) : "+" + Numbers.bytes(bytes);
  }

  @Override
  public String toString() {
    return bundle().text();
  }
}
