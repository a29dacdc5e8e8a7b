package org.attentionlab.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.attentionlab.reference.ReferenceCases.Result;
import org.attentionlab.reference.ReferenceCases.Verdict;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The library against PyTorch; {@code -Dreference.cases=DIR} takes the cases of another folder. */
class ReferenceCasesTest {

  /** Families that the library will implement later; their cases are skipped, not failed. */
  private static final Set<String> LATER = Set.of("parse_f1");

  private static final List<Result> RESULTS = new ArrayList<>();

  @TestFactory
  Stream<DynamicTest> theLibraryEqualsPyTorchOn() throws IOException {
    String other = System.getProperty("reference.cases", "");
    Path folder = other.isEmpty() ? ReferenceCases.own() : Path.of(other);
    List<Path> cases = ReferenceCase.find(folder);
    assertThat(cases).as("cases below " + folder.toAbsolutePath()).isNotEmpty();
    return cases.stream()
        .map(one -> dynamicTest(folder.relativize(one).toString(), () -> requirePass(one)));
  }

  private static void requirePass(Path one) {
    Result result = ReferenceCases.run(one);
    RESULTS.add(result);
    System.out.println(result.line());
    if (result.verdict() == Verdict.UNSUPPORTED && LATER.contains(result.family())) {
      abort(result.line());
    }
    assertThat(result.verdict()).as(result.line()).isEqualTo(Verdict.PASS);
  }

  @AfterAll
  static void printSummary() {
    System.out.println(ReferenceCases.summary(RESULTS));
  }
}
