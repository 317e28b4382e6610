package org.ssiworkbench.simulator.stepping.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Copies an object with everything that can be reached from it, closures included, so that original and copy go on
 * independently. Values are shared, not copied: strings, boxed numbers, enums, and records and immutable lists of
 * values; byte arrays and lists in a record count as values. The ordinary collections are copied; their keys must be values.
 * Anything else of the class library is refused, so that nothing is ever shared by mistake.
 */
public final class GraphCopy {
	private final Map<Object, Object> copies;
	/** Plain objects whose fields have yet to be copied: original, copy, original, copy, ... */
	private final ArrayDeque<Object> unfilled = new ArrayDeque<>();
	/** Heaps compare their elements, which must be filled before: original, copy, ... */
	private final List<PriorityQueue<Object>> heaps = new ArrayList<>();

	/** For a graph of about so many objects. */
	public GraphCopy(int expected) {
		copies = new IdentityHashMap<>(expected);
	}

	/** How many objects were copied. */
	public int size() {
		return copies.size();
	}

	/** Has original and copy refer to the same {@code part}. */
	public GraphCopy share(Object part) {
		copies.put(part, part);
		return this;
	}

	/** The copy of an object; {@link IllegalStateException} names the class that cannot be copied. */
	@SuppressWarnings("unchecked")
	public <T> T of(T root) {
		T copy = (T) copy(root);
		while (!unfilled.isEmpty()) {
			Object original = unfilled.poll();
			Shape.of(original.getClass()).fill(original, unfilled.poll(), this);
		}
		for (int i = 0; i < heaps.size(); i += 2)
			heaps.get(i + 1).addAll(heaps.get(i).stream().map(this::known).toList());
		return copy;
	}

	private Object known(Object original) {
		return copies.getOrDefault(original, original);
	}

	Object copy(Object original) {
		if (original == null)
			return null;
		Shape shape = Shape.of(original.getClass());
		if (shape.isValue())
			return original;
		Object known = copies.get(original);
		return known != null ? known : fresh(original, shape);
	}

	private Object fresh(Object original, Shape shape) {
		if (Values.isValue(original))
			return original;
		if (shape.isPlain()) {
			Object copy = shape.allocate();
			copies.put(original, copy);
			unfilled.add(original);
			unfilled.add(copy);
			return copy;
		}
		if (shape.isConstructed()) {
			Object copy = shape.construct(original, this);
			copies.put(original, copy);
			return copy;
		}
		return container(original);
	}

	/** Arrays and collections are registered before their elements are copied, which may refer back to them. */
	@SuppressWarnings("unchecked")
	private Object container(Object original) {
		return switch (original) {
		case Object[] array -> elements(array);
		case ArrayList<?> list -> {
			ArrayList<Object> copy = register(original, new ArrayList<>(list.size()));
			for (Object element : list)
				copy.add(copy(element));
			yield copy;
		}
		case ArrayDeque<?> deque -> {
			ArrayDeque<Object> copy = register(original, new ArrayDeque<>());
			for (Object element : deque)
				copy.add(copy(element));
			yield copy;
		}
		case TreeMap<?, ?> map -> entries(original, (Map<Object, Object>) map.clone());
		case HashMap<?, ?> map -> entries(original, (Map<Object, Object>) map.clone());
		case TreeSet<?> set -> keys(original, (Set<?>) set.clone());
		case HashSet<?> set -> keys(original, (Set<?>) set.clone());
		case PriorityQueue<?> heap -> heap((PriorityQueue<Object>) heap);
		default -> Primitives.copy(original).map(copy -> register(original, copy)).orElseThrow(() -> refused(original));
		};
	}

	private <T> T register(Object original, T copy) {
		copies.put(original, copy);
		return copy;
	}

	private Object[] elements(Object[] array) {
		Object[] copy = register(array, array.clone());
		for (int i = 0; i < copy.length; i++)
			copy[i] = copy(copy[i]);
		return copy;
	}

	private Object entries(Object original, Map<Object, Object> copy) {
		register(original, copy);
		for (Map.Entry<Object, Object> entry : copy.entrySet()) {
			requireValue(entry.getKey(), original);
			entry.setValue(copy(entry.getValue()));
		}
		return copy;
	}

	private Object keys(Object original, Set<?> copy) {
		for (Object key : copy)
			requireValue(key, original);
		return register(original, copy);
	}

	private Object heap(PriorityQueue<Object> original) {
		PriorityQueue<Object> copy = register(original, new PriorityQueue<>(original.comparator()));
		original.forEach(this::copy);
		heaps.add(original);
		heaps.add(copy);
		return copy;
	}

	private static void requireValue(Object key, Object collection) {
		if (!Values.isValue(key))
			throw new IllegalStateException("a " + collection.getClass().getSimpleName() + " with a key of "
					+ key.getClass().getName() + " cannot be copied: keys must be values");
	}

	private static IllegalStateException refused(Object original) {
		return new IllegalStateException("the state of the simulation holds a " + original.getClass().getName()
				+ ", which cannot be copied");
	}
}
