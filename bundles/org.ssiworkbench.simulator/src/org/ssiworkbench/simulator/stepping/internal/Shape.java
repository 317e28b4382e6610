package org.ssiworkbench.simulator.stepping.internal;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

import sun.reflect.ReflectionFactory;

/** How objects of one class are copied. */
final class Shape {
	private enum Kind {
		VALUE, PLAIN, RECORD, CLOSURE, CONTAINER
	}

	private static final ClassValue<Shape> SHAPES = new ClassValue<>() {
		@Override
		protected Shape computeValue(Class<?> type) {
			return new Shape(type);
		}
	};

	private final Kind kind;
	private final Field[] fields;
	private final Constructor<?> constructor;

	private Shape(Class<?> type) {
		kind = kind(type);
		fields = kind == Kind.VALUE || kind == Kind.CONTAINER ? new Field[0] : fields(type);
		constructor = switch (kind) {
		case PLAIN -> allocator(type);
		case RECORD, CLOSURE -> constructor(type, fields);
		default -> null;
		};
	}

	static Shape of(Class<?> type) {
		return SHAPES.get(type);
	}

	private static Kind kind(Class<?> type) {
		if (isSimple(type))
			return Kind.VALUE;
		if (type.isRecord())
			return Stream.of(fields(type)).allMatch(field -> isSimple(field.getType())) ? Kind.VALUE : Kind.RECORD;
		if (type.isHidden())
			return fields(type).length == 0 ? Kind.VALUE : Kind.CLOSURE;
		return type.isArray() || isLibrary(type) ? Kind.CONTAINER : Kind.PLAIN;
	}

	private static boolean isSimple(Class<?> type) {
		return type.isPrimitive() || Enum.class.isAssignableFrom(type) || type == String.class || type == Class.class || isBox(type);
	}

	private static boolean isBox(Class<?> type) {
		return type == Boolean.class || type == Character.class || type.getSuperclass() == Number.class && isLibrary(type);
	}

	private static boolean isLibrary(Class<?> type) {
		return type.getClassLoader() == null && type != Object.class;
	}

	private static Field[] fields(Class<?> type) {
		List<Field> found = new ArrayList<>();
		for (Class<?> at = type; at != null && at != Object.class && at != Record.class; at = at.getSuperclass()) {
			if (at != type && isLibrary(at))
				throw new IllegalStateException(type.getName() + " extends " + at.getName() + " and so cannot be copied");
			for (Field field : at.getDeclaredFields())
				if (!Modifier.isStatic(field.getModifiers())) {
					field.setAccessible(true);
					found.add(field);
				}
		}
		return found.toArray(new Field[0]);
	}

	/** The canonical constructor of a record; the one of a closure takes what it captured. */
	private static Constructor<?> constructor(Class<?> type, Field[] fields) {
		Class<?>[] types = new Class<?>[fields.length];
		for (int i = 0; i < types.length; i++)
			types[i] = fields[i].getType();
		try {
			Constructor<?> found = type.getDeclaredConstructor(types);
			found.setAccessible(true);
			return found;
		} catch (NoSuchMethodException e) {
			throw new IllegalStateException(type.getName() + " cannot be copied: it has no constructor of its fields", e);
		}
	}

	/** Makes an object without running a constructor of its class. */
	private static Constructor<?> allocator(Class<?> type) {
		try {
			return ReflectionFactory.getReflectionFactory().newConstructorForSerialization(type, Object.class.getConstructor());
		} catch (NoSuchMethodException e) {
			throw new IllegalStateException("java.lang.Object has no constructor", e);
		}
	}

	boolean isValue() {
		return kind == Kind.VALUE;
	}

	boolean isPlain() {
		return kind == Kind.PLAIN;
	}

	boolean isRecord() {
		return kind == Kind.RECORD;
	}

	boolean isConstructed() {
		return kind == Kind.RECORD || kind == Kind.CLOSURE;
	}

	boolean componentsAre(Object object, Predicate<Object> test) {
		try {
			for (Field field : fields)
				if (!field.getType().isPrimitive() && !test.test(field.get(object)))
					return false;
			return true;
		} catch (IllegalAccessException e) {
			throw new IllegalStateException(e);
		}
	}

	Object allocate() {
		return make();
	}

	Object construct(Object original, GraphCopy copy) {
		try {
			Object[] arguments = new Object[fields.length];
			for (int i = 0; i < arguments.length; i++) {
				Object value = fields[i].get(original);
				arguments[i] = fields[i].getType().isPrimitive() ? value : copy.copy(value);
			}
			return make(arguments);
		} catch (IllegalAccessException e) {
			throw new IllegalStateException(e);
		}
	}

	private Object make(Object... arguments) {
		try {
			return constructor.newInstance(arguments);
		} catch (InstantiationException | IllegalAccessException e) {
			throw new IllegalStateException(e);
		} catch (InvocationTargetException e) {
			throw new IllegalStateException(constructor.getDeclaringClass().getName() + " cannot be copied: its constructor failed",
					e.getCause());
		}
	}

	void fill(Object original, Object made, GraphCopy copy) {
		try {
			for (Field field : fields)
				copyField(field, original, made, copy);
		} catch (IllegalAccessException e) {
			throw new IllegalStateException(e);
		}
	}

	private static void copyField(Field field, Object original, Object made, GraphCopy copy) throws IllegalAccessException {
		Class<?> type = field.getType();
		if (!type.isPrimitive())
			field.set(made, copy.copy(field.get(original)));
		else if (type == long.class)
			field.setLong(made, field.getLong(original));
		else if (type == int.class)
			field.setInt(made, field.getInt(original));
		else if (type == boolean.class)
			field.setBoolean(made, field.getBoolean(original));
		else
			field.set(made, field.get(original));
	}
}
