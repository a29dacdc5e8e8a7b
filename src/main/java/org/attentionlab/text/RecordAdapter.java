package org.attentionlab.text;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** A record as a JSON object: one name for each component, read through the constructor. */
final class RecordAdapter<T> extends TypeAdapter<T> {

  static final TypeAdapterFactory FACTORY =
      new TypeAdapterFactory() {
        @Override
        public <T> TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
          if (!type.getRawType().isRecord()) {
            return null; // not ours
          }
          try {
            return new RecordAdapter<>(gson, type);
          } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("JSON cannot hold a " + type, e);
          }
        }
      };

  /** One component of a record, and how its values are read and written. */
  private record Part(RecordComponent component, int index, TypeAdapter<Object> adapter) {}

  private final Constructor<? super T> constructor;
  private final Map<String, Part> parts = new LinkedHashMap<>();

  @SuppressWarnings("unchecked")
  private RecordAdapter(Gson gson, TypeToken<T> type) throws ReflectiveOperationException {
    Class<? super T> raw = type.getRawType();
    RecordComponent[] components = raw.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    constructor = raw.getDeclaredConstructor(types);
    constructor.setAccessible(true);
    for (RecordComponent component : components) {
      component.getAccessor().setAccessible(true); // the record itself may be private
      String name =
          gson.fieldNamingStrategy().translateName(raw.getDeclaredField(component.getName()));
      TypeAdapter<?> adapter = gson.getAdapter(TypeToken.get(component.getGenericType()));
      parts.put(name, new Part(component, parts.size(), (TypeAdapter<Object>) adapter));
    }
  }

  @Override
  public void write(JsonWriter out, T value) throws IOException {
    if (value == null) {
      out.nullValue();
      return;
    }
    out.beginObject();
    for (Map.Entry<String, Part> part : parts.entrySet()) {
      out.name(part.getKey());
      part.getValue().adapter().write(out, component(value, part.getValue()));
    }
    out.endObject();
  }

  private Object component(T value, Part part) {
    try {
      return part.component().getAccessor().invoke(value);
    } catch (ReflectiveOperationException e) {
      throw new JsonParseException("cannot read " + part.component(), e);
    }
  }

  /** What is missing stays null, 0 or false; what is unknown is passed over. */
  @Override
  public T read(JsonReader in) throws IOException {
    if (in.peek() == JsonToken.NULL) {
      in.nextNull();
      return null;
    }
    if (in.peek() != JsonToken.BEGIN_OBJECT) {
      throw new JsonParseException("expected an object in braces at " + in.getPath());
    }
    Object[] values = parts.values().stream().map(RecordAdapter::absent).toArray();
    in.beginObject();
    while (in.hasNext()) {
      Part part = parts.get(in.nextName());
      if (part == null) {
        in.skipValue();
        continue;
      }
      Object value = part.adapter().read(in);
      if (value == null && part.component().getType().isPrimitive()) {
        throw new JsonParseException("expected a value, found null at " + in.getPath());
      }
      values[part.index()] = value;
    }
    in.endObject();
    return build(values);
  }

  private static Object absent(Part part) {
    Class<?> type = part.component().getType();
    return type.isPrimitive() ? Array.get(Array.newInstance(type, 1), 0) : null;
  }

  @SuppressWarnings("unchecked")
  private T build(Object[] values) {
    try {
      return (T) constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException refused) {
        throw refused; // the record's own words, such as "heads must divide the width"
      }
      throw new JsonParseException("cannot make a " + constructor.getName(), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new JsonParseException("cannot make a " + constructor.getName(), e);
    }
  }
}
