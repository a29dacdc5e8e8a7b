package org.attentionlab.grading;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The head of the method that an exercise asks for, such as {@code NDArray scores(NDArray queries,
 * NDArray keys)}.
 *
 * @param returns the type of the result
 * @param method its name
 * @param types of the parameters
 * @param names of the parameters
 */
public record Signature(String returns, String method, List<String> types, List<String> names) {

  private static final Pattern HEAD = Pattern.compile("(\\S.*?)\\s+(\\w+)\\s*\\((.*)\\)");

  /**
   * Reads a head.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Signature of(String head) {
    Matcher parts = HEAD.matcher(head.strip());
    if (!parts.matches()) {
      throw new IllegalArgumentException("Expected the head of a method, but got: " + head);
    }
    List<String> types = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (String parameter : split(parts.group(3))) {
      int space = parameter.lastIndexOf(' ');
      types.add(parameter.substring(0, space).strip());
      names.add(parameter.substring(space + 1));
    }
    return new Signature(parts.group(1), parts.group(2), List.copyOf(types), List.copyOf(names));
  }

  /** At the commas that stand outside of angle brackets. */
  private static List<String> split(String parameters) {
    List<String> found = new ArrayList<>();
    int depth = 0;
    StringBuilder now = new StringBuilder();
    for (char c : parameters.toCharArray()) {
      depth += c == '<' ? 1 : c == '>' ? -1 : 0;
      if (c == ',' && depth == 0) {
        found.add(now.toString().strip());
        now.setLength(0);
      } else {
        now.append(c);
      }
    }
    if (!now.toString().isBlank()) {
      found.add(now.toString().strip());
    }
    return found;
  }

  /** Java text: the method as an {@link Answer}. */
  String asAnswer() {
    String arguments =
        IntStream.range(0, types.size())
            .mapToObj(i -> "(" + types.get(i) + ") a[" + i + "]")
            .collect(Collectors.joining(", "));
    return "(" + Answer.class.getName() + ") a -> " + method + "(" + arguments + ")";
  }

  @Override
  public String toString() {
    return IntStream.range(0, types.size())
        .mapToObj(i -> types.get(i) + " " + names.get(i))
        .collect(Collectors.joining(", ", returns + " " + method + "(", ")"));
  }
}
