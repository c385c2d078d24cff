package dev.attn.mask;

import com.google.common.collect.ImmutableCollection;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * Adds up what an object and everything it alone refers to take in memory, as a 64-bit JVM lays
 * them out by default: headers of 12 bytes, 16 for arrays, references of 4, all in steps of 8.
 *
 * <p>Constants of the program (enums, classes, literals) are not counted. Collections count with a
 * reference for each member.
 */
final class ObjectSize {

  private static final int HEADER = 12;
  private static final int ARRAY_HEADER = 16;
  private static final int REFERENCE = 4;

  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<Object> open = new ArrayDeque<>();

  private ObjectSize() {}

  static long of(Object root) {
    ObjectSize size = new ObjectSize();
    size.visit(root);
    long bytes = 0;
    while (!size.open.isEmpty()) {
      bytes += (size.shallow(size.open.pop()) + 7) / 8 * 8;
    }
    return bytes;
  }

  private void visit(Object object) {
    boolean constant =
        object == null
            || object instanceof Enum
            || object instanceof Class
            || (object instanceof String text && isLiteral(text));
    if (!constant && seen.add(object)) {
      open.push(object);
    }
  }

  @SuppressWarnings("ReferenceEquality")
  private static boolean isLiteral(String text) {
    return text.intern() == text;
  }

  private long shallow(Object object) {
    if (object.getClass().isArray()) {
      return array(object);
    } else if (object instanceof ImmutableCollection<?> members) {
      members.forEach(this::visit);
      return HEADER + REFERENCE + ARRAY_HEADER + (long) REFERENCE * members.size();
    } else if (object instanceof BitSet bits) {
      return HEADER + REFERENCE + ARRAY_HEADER + bits.size() / (long) Byte.SIZE;
    } else if (object.getClass().getName().startsWith("java.")) {
      throw new IllegalStateException("size must be known, got " + object.getClass());
    }
    return fields(object);
  }

  private long array(Object array) {
    Class<?> type = array.getClass().getComponentType();
    int length = Array.getLength(array);
    for (int i = 0; i < length && !type.isPrimitive(); i++) {
      visit(Array.get(array, i));
    }
    return ARRAY_HEADER + (long) width(type) * length;
  }

  private long fields(Object object) {
    long bytes = HEADER;
    for (Class<?> type = object.getClass(); type != Object.class; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers())) {
          bytes += width(field.getType());
          if (!field.getType().isPrimitive()) {
            visit(value(field, object));
          }
        }
      }
    }
    return bytes;
  }

  private static Object value(Field field, Object object) {
    try {
      field.setAccessible(true);
      return field.get(object);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int width(Class<?> type) {
    if (type == long.class || type == double.class) {
      return 8;
    } else if (type == int.class || type == float.class) {
      return 4;
    } else if (type == short.class || type == char.class) {
      return 2;
    }
    return type.isPrimitive() ? 1 : REFERENCE;
  }
}
