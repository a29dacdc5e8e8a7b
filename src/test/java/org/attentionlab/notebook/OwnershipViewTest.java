package org.attentionlab.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OwnershipViewTest {

  private NDManager home;

  @BeforeEach
  void open() {
    home = NDManager.newBaseManager();
    home.setName("home");
  }

  @AfterEach
  void close() {
    home.close();
  }

  @Test
  void each_manager_counts_its_own_arrays_and_the_tree_counts_all() {
    home.ones(new Shape(50, 8)); // 1600 bytes
    NDManager step = child(home, "step");
    step.ones(new Shape(3), DataType.FLOAT64); // 24 bytes
    child(step, "inner").ones(new Shape(2, 2), DataType.INT64); // 32 bytes
    OwnershipView view = OwnershipView.of(home);
    assertThat(view.managers()).isEqualTo(3);
    assertThat(view.arrays()).isEqualTo(3);
    assertThat(view.bytes()).isEqualTo(1600 + 24 + 32);
    assertThat(view.toString().lines().map(line -> line.replaceAll(" +", " ")))
        .containsExactly(
            "Who owns the memory: 3 managers, 3 arrays, 1.66 kB",
            "manager arrays bytes with all below largest",
            "home 1 1.6 kB 1.66 kB (50, 8) float32, 1.6 kB",
            "└─ step 1 24 B 56 B (3) float64, 24 B",
            " └─ inner 1 32 B 32 B (2, 2) int64, 32 B");
  }

  @Test
  void an_open_manager_is_shown_even_if_it_owns_nothing() {
    child(child(home, "step"), "forgotten");
    assertThat(OwnershipView.of(home).toString()).contains("└─ step").contains("└─ forgotten");
    assertThat(OwnershipView.of(home).managers()).isEqualTo(3);
  }

  @Test
  void the_planted_leak_is_found_the_sum_of_the_table_lands_with_its_owner() {
    NDArray e = home.ones(new Shape(50, 8));
    OwnershipView before = OwnershipView.of(home);
    for (int i = 0; i < 10; i++) {
      try (NDManager step = child(home, "step " + i)) {
        NDArray x = step.ones(new Shape(50, 8));
        x.mul(e).sum();
        e.sum(new int[] {0}); // belongs to home: its first operand does
      }
    }
    OwnershipChange change = OwnershipView.of(home).since(before);
    assertThat(change.grewMost()).contains("home");
    assertThat(change.arrays()).isEqualTo(10);
    assertThat(change.bytes()).isEqualTo(10 * 8 * 4);
    assertThat(change.opened()).isZero();
    assertThat(change.toString())
        .startsWith("home grew most: +10 arrays, +320 B")
        .contains("10 × (8) float32, 320 B");
  }

  @Test
  void a_step_that_frees_what_it_makes_changes_nothing() {
    OwnershipView before = OwnershipView.of(home);
    try (NDManager step = home.newSubManager()) {
      step.ones(new Shape(3)).sum();
    }
    OwnershipChange change = OwnershipView.of(home).since(before);
    assertThat(change.grewMost()).isEmpty();
    assertThat(change.arrays()).isZero();
    assertThat(change.toString()).startsWith("No manager grew");
  }

  @Test
  void the_manager_that_grew_is_named_not_the_one_that_owns_most() {
    home.ones(new Shape(1000, 1000));
    NDManager step = child(home, "step");
    OwnershipView before = OwnershipView.of(home);
    step.ones(new Shape(2));
    assertThat(OwnershipView.of(home).since(before).grewMost()).contains("step");
  }

  @Test
  void managers_that_nobody_closed_are_counted_and_closed_ones_too() {
    NDManager old = child(home, "old");
    OwnershipView before = OwnershipView.of(home);
    old.close();
    child(home, "new");
    OwnershipChange change = OwnershipView.of(home).since(before);
    assertThat(change.opened()).isEqualTo(1);
    assertThat(change.toString())
        .startsWith("1 manager left open")
        .contains("new (opened)")
        .contains("Closed in between: 1 manager.");
  }

  @Test
  void an_array_on_loan_counts_where_it_is() {
    NDArray w = home.ones(new Shape(3, 2));
    OwnershipView before = OwnershipView.of(home);
    NDManager guest = child(home, "guest");
    w.tempAttach(guest);
    OwnershipChange lent = OwnershipView.of(home).since(before);
    assertThat(lent.arrays()).isZero();
    assertThat(lent.grewMost()).contains("guest");
    guest.close();
    assertThat(OwnershipView.of(home).since(before).grewMost()).isEmpty();
  }

  @Test
  void the_view_makes_no_array_and_keeps_none() {
    home.ones(new Shape(3));
    int before = home.getManagedArrays().size();
    OwnershipView view = OwnershipView.of(home);
    view.bundle();
    assertThat(home.getManagedArrays()).hasSize(before);
    home.close();
    assertThat(view.arrays()).as("it is a picture of the past").isEqualTo(1);
    assertThat(OwnershipView.of(home).toString()).contains("home (closed)");
  }

  @Test
  void a_thousand_open_managers_are_summed_up() {
    for (int i = 0; i < 1000; i++) {
      home.newSubManager().ones(new Shape(1));
    }
    assertThat(OwnershipView.of(home).toString().lines().count()).isLessThan(15);
    assertThat(OwnershipView.of(home).toString()).contains("… 992 more managers");
  }

  @Test
  void names_cannot_break_the_page() {
    home.setName("<b>");
    assertThat(Rendering.of(OwnershipView.of(home)).html())
        .contains("&lt;b&gt;")
        .doesNotContain("<b>");
  }

  @Test
  void without_a_manager_there_is_nothing_to_see() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OwnershipView.of())
        .withMessageContaining("Expected a manager");
  }

  private static NDManager child(NDManager parent, String name) {
    NDManager child = parent.newSubManager();
    child.setName(name);
    return child;
  }
}
