package org.attentionlab.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BudgetTest {

  @ParameterizedTest
  @CsvSource({"90s, 90", "5m, 300", "5 min, 300", "1.5h, 5400", "0.5M, 30"})
  void timesAreRead(String text, double seconds) {
    assertThat(Budget.time(text)).isEqualTo(new Budget(Budget.Unit.SECONDS, seconds));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "m", "-5m", "five minutes", "0s"})
  void whatIsNoTimeIsRefused(String text) {
    assertThatThrownBy(() -> Budget.time(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void eachUnitCountsItsOwn() {
    assertThat(Budget.time(Duration.ofSeconds(10)).spent(5, 100, 100)).isEqualTo(0.5);
    assertThat(Budget.steps(200).spent(5, 100, 100)).isEqualTo(0.5);
    assertThat(Budget.epochs(4).spent(5, 100, 1)).isEqualTo(0.25);
    assertThat(Budget.steps(200)).hasToString("200 steps");
  }
}
