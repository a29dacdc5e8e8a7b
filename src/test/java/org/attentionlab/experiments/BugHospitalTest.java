package org.attentionlab.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.attentionlab.data.SentencePair;
import org.attentionlab.data.Split;
import org.attentionlab.evaluation.LeakReport;
import org.attentionlab.evaluation.LeakTest;
import org.attentionlab.experiments.BugHospital.Ids;
import org.attentionlab.experiments.BugHospital.Patient;
import org.attentionlab.transformer.FaultPlace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The recorded patients, examined with the tests that the lesson gives to its readers. */
class BugHospitalTest {

  private final BugHospital hospital = BugHospital.open(Path.of("results"));

  @AfterEach
  void close() {
    hospital.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void eachTestFindsItsFaultAndNoOther(int number) throws IOException {
    Patient patient = hospital.patient(number);
    FaultPlace place = BugHospital.placeOf(number);
    assertThat(lookAhead(patient).isClean()).isEqualTo(place != FaultPlace.LOOK_AHEAD_MASK);
    assertThat(padding(patient).isClean()).isEqualTo(place != FaultPlace.SOURCE_PADDING_MASK);
    assertThat(batch(patient).isClean()).isEqualTo(place != FaultPlace.MEMORY_AXES);
    assertThat(permutation(patient).isClean()).isEqualTo(place == FaultPlace.SOURCE_POSITIONS);
    if (place == FaultPlace.TARGET_SHIFT) {
      assertThat(namesWhatItReads(patient)).isGreaterThan(0.9);
    } else {
      assertThat(namesWhatItReads(patient)).isLessThan(0.5);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void exactlyOneDiagnosisOfAPatientIsRight(int number) {
    assertThat(Stream.of(FaultPlace.values()).filter(p -> hospital.diagnose(number, p).right()))
        .containsExactly(BugHospital.placeOf(number));
  }

  @Test
  void noTwoPatientsHaveTheSameFault() {
    Set<FaultPlace> places = new HashSet<>();
    IntStream.rangeClosed(0, BugHospital.PATIENTS).forEach(n -> places.add(BugHospital.placeOf(n)));
    assertThat(places).hasSize(BugHospital.PATIENTS + 1);
  }

  @Test
  void aWrongDiagnosisSaysWhatToTry() {
    FaultPlace wrong =
        BugHospital.placeOf(1) == FaultPlace.DROPOUT ? FaultPlace.NONE : FaultPlace.DROPOUT;
    assertThat(hospital.diagnose(1, wrong).text()).contains("Patient 1: not").endsWith("?");
  }

  @Test
  void thereIsNoSixthPatient() {
    assertThatThrownBy(() -> hospital.patient(6)).hasMessageContaining("1 to 5");
  }

  private static LeakReport lookAhead(Patient patient) {
    Ids ids = patient.read(dates(1));
    return LeakTest.lookAhead(
        t -> patient.model().logits(ids.source(), t, false),
        ids.target(),
        patient.vocabulary().size(),
        1);
  }

  private static LeakReport padding(Patient patient) {
    Ids ids = patient.read(dates(1));
    NDArray target = ids.target().get(":, :5");
    return LeakTest.padding(
        s -> patient.model().logits(s, target, false),
        ids.source(),
        patient.model().paddingId(),
        5);
  }

  private static LeakReport batch(Patient patient) {
    NDArray source = patient.read(ofOneLength()).source();
    NDArray target = patient.read(dates(1)).target();
    return LeakTest.batch(
        s -> patient.model().logits(s, target.repeat(0, s.getShape().get(0)), false), source);
  }

  private static LeakReport permutation(Patient patient) {
    return LeakTest.permutation(
        s -> patient.model().memory(s, false), patient.read(dates(1)).source(), 1);
  }

  private static double namesWhatItReads(Patient patient) {
    Ids ids = patient.read(dates(1));
    NDArray read = ids.target().get(":, 1:-1"); // without <sos> and <eos>
    NDArray said = patient.model().logits(ids.source(), read, false).argMax(2);
    return (double) said.eq(read).sum().getLong() / read.size();
  }

  private static List<SentencePair> dates(int number) {
    return BugHospital.pairs(Split.TEST).subList(0, number);
  }

  private static List<SentencePair> ofOneLength() {
    return BugHospital.pairs(Split.TEST).stream()
        .filter(pair -> pair.source().length() == 10)
        .limit(4)
        .toList();
  }
}
