package org.ssiworkbench.trace.view.internal;

import java.util.Arrays;
import java.util.SortedSet;
import java.util.TreeSet;

/** Numbers the flows of a trace: messages with the same sender, receiver and service, imalive datagrams apart. */
final class Flows {
	private static final int EMPTY = -1;

	private long[] keys = new long[1024];
	private int[] values = new int[1024];
	private int[] from = new int[256];
	private int[] to = new int[256];
	private int[] service = new int[256];
	private boolean[] imalive = new boolean[256];
	private final SortedSet<Integer> services = new TreeSet<>();
	private int count;

	Flows() {
		Arrays.fill(values, EMPTY);
	}

	int count() {
		return count;
	}

	int from(int flow) {
		return from[flow];
	}

	int to(int flow) {
		return to[flow];
	}

	/** Code of the service's name in the index. */
	int service(int flow) {
		return service[flow];
	}

	/** Codes of all services. */
	SortedSet<Integer> services() {
		return services;
	}

	boolean isImalive(int flow) {
		return imalive[flow];
	}

	/** The number of a flow; a new one if it was not seen before. Node numbers are below 2^16. */
	int of(int sender, int receiver, int serviceCode, boolean isImalive) {
		long key = (long) (sender & 0xFFFF) << 48 | (long) (receiver & 0xFFFF) << 32 | (long) serviceCode << 1 & 0xFFFFFFFFL
				| (isImalive ? 1 : 0);
		int place = place(key);
		if (values[place] == EMPTY) {
			keys[place] = key;
			values[place] = add(sender & 0xFFFF, receiver & 0xFFFF, serviceCode, isImalive);
			if (2 * count > keys.length)
				grow();
			return count - 1;
		}
		return values[place];
	}

	private int add(int sender, int receiver, int serviceCode, boolean isImalive) {
		if (count == from.length) {
			from = Arrays.copyOf(from, 2 * count);
			to = Arrays.copyOf(to, 2 * count);
			service = Arrays.copyOf(service, 2 * count);
			imalive = Arrays.copyOf(imalive, 2 * count);
		}
		from[count] = sender;
		to[count] = receiver;
		service[count] = serviceCode;
		services.add(serviceCode);
		imalive[count] = isImalive;
		return count++;
	}

	private int place(long key) {
		long mixed = key * 0x9E3779B97F4A7C15L;
		int place = (int) (mixed >>> 40) & keys.length - 1;
		while (values[place] != EMPTY && keys[place] != key)
			place = place + 1 & keys.length - 1;
		return place;
	}

	private void grow() {
		long[] oldKeys = keys;
		int[] oldValues = values;
		keys = new long[2 * oldKeys.length];
		values = new int[keys.length];
		Arrays.fill(values, EMPTY);
		for (int i = 0; i < oldKeys.length; i++)
			if (oldValues[i] != EMPTY) {
				int place = place(oldKeys[i]);
				keys[place] = oldKeys[i];
				values[place] = oldValues[i];
			}
	}
}
