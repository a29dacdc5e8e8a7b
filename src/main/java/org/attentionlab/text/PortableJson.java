package org.attentionlab.text;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonParseException;

/**
 * JSON with whichever Gson is there. A kernel's own libraries win over the kit's, and IJava brings
 * Gson 2.8.5, which knows no records. So whatever runs in a notebook gets its Gson here.
 */
public final class PortableJson {

  private static final Gson PLAIN = new Gson();

  private PortableJson() {}

  /** A builder of a Gson that reads and writes records. */
  public static GsonBuilder builder() {
    return new GsonBuilder().registerTypeAdapterFactory(RecordAdapter.FACTORY);
  }

  /**
   * Any JSON text; an empty one is JSON's null.
   *
   * @throws JsonParseException if it is no JSON
   */
  public static JsonElement parse(String text) {
    JsonElement json = PLAIN.fromJson(text, JsonElement.class);
    return json == null ? JsonNull.INSTANCE : json;
  }
}
