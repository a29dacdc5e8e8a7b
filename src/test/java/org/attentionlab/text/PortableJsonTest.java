package org.attentionlab.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PortableJsonTest {

  private enum Colour {
    RED
  }

  private record Point(int xCoordinate, double y) {
    Point {
      if (xCoordinate < 0) {
        throw new IllegalArgumentException("x must not be negative");
      }
    }
  }

  private record Line(String name, List<Point> points, Colour colour, boolean closed, Line next) {}

  private final Gson gson =
      PortableJson.builder()
          .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
          .create();

  @Test
  void aRecordIsReadAndWrittenByUsAndNotByTheGsonThatHappensToBeThere() {
    assertThat(gson.getAdapter(Line.class)).isInstanceOf(RecordAdapter.class);
    assertThat(gson.getAdapter(String.class)).isNotInstanceOf(RecordAdapter.class);
  }

  @Test
  void aRecordOfRecordsComesBackEqual() {
    Line inner = new Line("선", List.of(), null, false, null);
    Line line =
        new Line("a", List.of(new Point(1, 0.5), new Point(2, -3)), Colour.RED, true, inner);

    String json = gson.toJson(line);

    assertThat(json)
        .isEqualTo(
            "{\"name\":\"a\",\"points\":[{\"x_coordinate\":1,\"y\":0.5},{\"x_coordinate\":2,\"y\":-3.0}],"
                + "\"colour\":\"RED\",\"closed\":true,"
                + "\"next\":{\"name\":\"선\",\"points\":[],\"closed\":false}}");
    assertThat(gson.fromJson(json, Line.class)).isEqualTo(line);
  }

  @Test
  void whatIsMissingIsEmptyAndWhatIsUnknownIsPassedOver() {
    assertThat(gson.fromJson("{\"new\": [1, {}], \"y\": 2}", Point.class))
        .isEqualTo(new Point(0, 2));
    assertThat(gson.fromJson("null", Point.class)).isNull();
  }

  @Test
  void whatTheRecordRefusesIsSaidInItsOwnWords() {
    assertThatThrownBy(() -> gson.fromJson("{\"x_coordinate\": -1}", Point.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("x must not be negative");
  }

  @Test
  void aValueOfTheWrongKindIsAParseError() {
    for (String wrong : List.of("{\"y\": null}", "[1]", "{\"y\": 1")) {
      assertThatThrownBy(() -> gson.fromJson(wrong, Point.class))
          .isInstanceOf(JsonParseException.class);
    }
  }

  @Test
  void textIsParsedToAnyElement() {
    assertThat(PortableJson.parse("[1, 2]").getAsJsonArray()).hasSize(2);
    assertThat(PortableJson.parse("").isJsonNull()).isTrue();
    assertThatThrownBy(() -> PortableJson.parse("{")).isInstanceOf(JsonParseException.class);
  }
}
