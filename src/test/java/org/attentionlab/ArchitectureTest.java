package org.attentionlab;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParser;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import org.attentionlab.text.PortableJson;
import org.junit.jupiter.api.Test;

/** Data flows one way through the house; imports never point back. */
class ArchitectureTest {

  private static final JavaClasses KIT =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.attentionlab");

  /** Each room with the rooms it may touch. */
  private static final String[][] ROOMS = {
    {"text"},
    {"data", "text"},
    {"nn"},
    {"attention", "nn"},
    {"recurrent", "attention", "nn"},
    {"transformer", "attention", "nn"},
    {"training", "data", "text", "nn"},
    {"decoding", "training", "data", "text", "nn"},
    {"evaluation", "text", "data", "decoding"},
    {
      "experiments",
      "evaluation",
      "decoding",
      "training",
      "transformer",
      "recurrent",
      "attention",
      "nn",
      "data",
      "text"
    },
    {
      "notebook",
      "experiments",
      "evaluation",
      "decoding",
      "training",
      "transformer",
      "recurrent",
      "attention",
      "nn",
      "data",
      "text"
    },
    {
      "grading",
      "notebook",
      "experiments",
      "evaluation",
      "decoding",
      "training",
      "transformer",
      "recurrent",
      "attention",
      "nn",
      "data",
      "text"
    },
    {
      "cli",
      "grading",
      "notebook",
      "experiments",
      "evaluation",
      "decoding",
      "training",
      "transformer",
      "recurrent",
      "attention",
      "nn",
      "data",
      "text"
    },
  };

  @Test
  void eachRoomTouchesOnlyTheRoomsBeforeIt() {
    LayeredArchitecture house = layeredArchitecture().consideringOnlyDependenciesInLayers();
    for (String[] room : ROOMS) {
      house = house.optionalLayer(room[0]).definedBy("org.attentionlab." + room[0] + "..");
    }
    for (String[] room : ROOMS) {
      String[] touches = java.util.Arrays.copyOfRange(room, 1, room.length);
      house =
          touches.length == 0
              ? house.whereLayer(room[0]).mayNotAccessAnyLayer()
              : house.whereLayer(room[0]).mayOnlyAccessLayers(touches);
    }
    house.check(KIT);
  }

  @Test
  void noTwoRoomsDependOnEachOther() {
    slices().matching("org.attentionlab.(*)..").should().beFreeOfCycles().check(KIT);
  }

  /** A kernel's own Gson may be an old one; commands always have the kit's. */
  @Test
  void whatRunsInANotebookGetsItsGsonFromPortableJson() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..cli..")
        .and()
        .doNotBelongToAnyOf(PortableJson.class)
        .should()
        .callConstructor(Gson.class)
        .orShould()
        .callConstructor(GsonBuilder.class)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(JsonParser.class)
        .check(KIT);
  }
}
