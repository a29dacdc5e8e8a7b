package org.attentionlab.experiments;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.attentionlab.text.PortableJson;

/** JSON as this room writes it: names like {@code model_width}, records as objects. */
final class Json {

  private static final Gson GSON =
      PortableJson.builder()
          .setPrettyPrinting()
          .disableHtmlEscaping()
          .serializeSpecialFloatingPointValues()
          .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
          .create();

  private Json() {}

  /** A record as an object. */
  static JsonObject of(Object value) {
    return GSON.toJsonTree(value).getAsJsonObject();
  }

  /**
   * An object as a record.
   *
   * @throws IllegalArgumentException if a value is not understood or not allowed
   */
  static <T> T to(Class<T> type, JsonObject json) {
    try {
      return GSON.fromJson(json, type);
    } catch (JsonParseException e) {
      throw new IllegalArgumentException(
          "A value in the configuration is not understood: " + e.getMessage(), e);
    }
  }

  /**
   * A copy of {@code base} with the values of {@code changes}.
   *
   * @param where how a message calls the place
   * @throws IllegalArgumentException if a name is not in {@code base}
   */
  static JsonObject changed(JsonObject base, JsonObject changes, String where) {
    JsonObject result = base.deepCopy();
    for (Map.Entry<String, JsonElement> change : changes.entrySet()) {
      requireKnown(change.getKey(), List.copyOf(base.keySet()), where);
      result.add(change.getKey(), change.getValue());
    }
    return result;
  }

  static void requireKnown(String name, List<String> known, String where) {
    if (!known.contains(name)) {
      throw new IllegalArgumentException(
          "There is no \"" + name + "\" in " + where + ". Known: " + String.join(", ", known));
    }
  }

  /**
   * Reads a file that holds one object.
   *
   * @throws IOException if it is missing or no JSON; the message names it
   */
  static JsonObject read(Path file) throws IOException {
    try {
      JsonElement json = PortableJson.parse(Files.readString(file));
      if (!json.isJsonObject()) {
        throw new JsonParseException("expected an object in braces");
      }
      return json.getAsJsonObject();
    } catch (JsonParseException e) {
      throw new IOException(file + " is not understood as JSON: " + e.getMessage(), e);
    } catch (NoSuchFileException e) {
      throw new IOException("There is no file " + file + ".", e);
    } catch (java.nio.charset.CharacterCodingException e) {
      throw new IOException(file + " is not UTF-8. Save it as UTF-8.", e);
    }
  }

  static String text(JsonObject json) {
    return GSON.toJson(json) + "\n";
  }
}
