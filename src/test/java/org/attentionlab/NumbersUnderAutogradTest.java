package org.attentionlab;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.internal.NDArrayEx;
import ai.djl.nn.Activation;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.attentionlab.nn.Concatenation;
import org.junit.jupiter.api.Test;

/**
 * Where gradients flow, no Java number may be an operand: DJL frees such a number before the
 * backward pass reads it (shown in {@code ScalarsTest}). The rule also covers DJL's own helpers
 * that do so inside, like swish, and holds for changes in place: the optimiser has no need of an
 * exception, and an exception would have to prove that no graph is recorded.
 */
class NumbersUnderAutogradTest {

  private static final String[] ROOMS = {
    "..attentionlab.nn..",
    "..attentionlab.recurrent..",
    "..attentionlab.attention..",
    "..attentionlab.transformer..",
    "..attentionlab.training..",
    "..attentionlab.experiments..",
  };

  /**
   * Number forms that no backward pass reads: results without a gradient, sums, assignments, and
   * clip, whose two numbers stay with the manager.
   */
  private static final Set<String> HARMLESS =
      Set.of(
          "eq",
          "neq",
          "gt",
          "gte",
          "lt",
          "lte",
          "contentEquals",
          "add",
          "addi",
          "sub",
          "subi",
          "set",
          "setScalar",
          "clip",
          "percentile");

  private static final JavaClasses DJL =
      new ClassFileImporter().importPackages("ai.djl.ndarray", "ai.djl.nn", "ai.djl.training");

  private static final JavaClasses KIT =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.attentionlab");

  /** The DJL methods that take a number themselves or call, at any depth, one that does. */
  private static final Set<String> UNSAFE_IN_DJL = unsafeInDjl();

  private static final ArchRule RULE =
      noClasses()
          .that()
          .resideInAnyPackage(ROOMS)
          .should()
          .accessTargetWhere(
              new DescribedPredicate<JavaAccess<?>>(
                  "a Java number is an operand: write Scalars.of(x, number) instead") {
                @Override
                public boolean test(JavaAccess<?> access) {
                  return isUnsafe(access);
                }
              });

  @Test
  void noNumberIsAnOperandWhereGradientsFlow() {
    RULE.allowEmptyShould(false).check(KIT);
  }

  /** A single array that goes through DJL's concat is a copy that passes no gradient. */
  @Test
  void listsAreJoinedOnlyByOurOwnConcatenation() {
    noClasses()
        .that()
        .resideInAnyPackage(ROOMS)
        .and()
        .doNotBelongToAnyOf(Concatenation.class)
        .should()
        .accessTargetWhere(
            target(owner(assignableTo(NDArrays.class)))
                .and(target(name("concat")))
                .as("a list is joined: write Concatenation.along(axis, list) instead"))
        .check(KIT);
  }

  @Test
  void theRuleSeesACallAReferenceAndAnUnsafeHelper() {
    for (Class<?> example : List.of(Call.class, InPlace.class, Reference.class, Helper.class)) {
      JavaClass imported = new ClassFileImporter().importClass(example);
      assertThat(imported.getAccessesFromSelf().stream().anyMatch(access -> isUnsafe(access)))
          .as(example.getSimpleName())
          .isTrue();
    }
    JavaClass safe = new ClassFileImporter().importClass(Safe.class);
    assertThat(safe.getAccessesFromSelf()).noneMatch(access -> isUnsafe(access));
  }

  private static boolean isUnsafe(JavaAccess<?> access) {
    return access.getTarget() instanceof CodeUnitAccessTarget target
        && (takesNumber(target) || UNSAFE_IN_DJL.contains(target.getFullName()));
  }

  private static boolean takesNumber(CodeUnitAccessTarget target) {
    return isArray(target.getOwner())
        && !HARMLESS.contains(target.getName())
        && target.getRawParameterTypes().stream()
            .anyMatch(type -> type.isEquivalentTo(Number.class));
  }

  private static boolean isArray(JavaClass owner) {
    return owner.isAssignableTo(NDArray.class)
        || owner.isAssignableTo(NDArrays.class)
        || owner.isAssignableTo(NDArrayEx.class);
  }

  private static Set<String> unsafeInDjl() {
    Set<String> unsafe = new HashSet<>();
    int before;
    do {
      before = unsafe.size();
      for (JavaClass type : DJL) {
        for (JavaCodeUnit unit : type.getCodeUnits()) {
          if (unit.getAccessesFromSelf().stream()
              .anyMatch(
                  access ->
                      access.getTarget() instanceof CodeUnitAccessTarget target
                          && (takesNumber(target) || unsafe.contains(target.getFullName())))) {
            unsafe.add(unit.getFullName());
          }
        }
      }
    } while (unsafe.size() > before);
    return unsafe;
  }

  static final class Call {
    NDArray third(NDArray x) {
      return x.div(3);
    }
  }

  static final class InPlace {
    NDArray halve(NDArray x) {
      return NDArrays.muli(x, 0.5f);
    }
  }

  static final class Reference {
    UnaryOperator<NDArray> power(Number exponent, NDArray x) {
      java.util.function.Function<Number, NDArray> power = x::pow;
      return y -> power.apply(exponent);
    }
  }

  static final class Helper {
    NDArray swish(NDArray x) {
      return Activation.swish(x, 1);
    }
  }

  static final class Safe {
    NDArray shiftedAndMasked(NDArray x) {
      return x.add(3).mul(x.gt(0)).sum();
    }
  }
}
