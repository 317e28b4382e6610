package org.ssiworkbench.trace.filter;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** A condition as it is answered from the columns of an index, zone by zone. Thread-safe. */
abstract class Finder {

	/** Whether any row of the zone can satisfy it, as far as the zone's summary tells. */
	abstract boolean possible(ZoneRows zone);

	/**
	 * Sets the bits of those of the candidates that satisfy it, and clears all others. Both have one bit a row.
	 *
	 * @param result not the same array as {@code candidates}
	 */
	abstract void find(ZoneRows zone, long[] candidates, long[] result);

	/** How long a row takes, roughly. */
	abstract int cost();

	static boolean isEmpty(long[] rows) {
		for (long word : rows)
			if (word != 0)
				return false;
		return true;
	}

	/** All of them, the quick ones first. */
	static final class All extends Finder {
		private final List<Finder> parts;

		All(List<Finder> parts) {
			this.parts = parts.stream().sorted(Comparator.comparingInt(Finder::cost)).toList();
		}

		@Override
		boolean possible(ZoneRows zone) {
			for (Finder part : parts)
				if (!part.possible(zone))
					return false;
			return true;
		}

		@Override
		void find(ZoneRows zone, long[] candidates, long[] result) {
			System.arraycopy(candidates, 0, result, 0, result.length);
			long[] left = new long[result.length];
			for (Finder part : parts) {
				if (isEmpty(result))
					return;
				System.arraycopy(result, 0, left, 0, left.length);
				part.find(zone, left, result);
			}
		}

		@Override
		int cost() {
			return parts.stream().mapToInt(Finder::cost).sum();
		}
	}

	/** Any of them. */
	static final class Any extends Finder {
		private final List<Finder> parts;

		Any(List<Finder> parts) {
			this.parts = parts.stream().sorted(Comparator.comparingInt(Finder::cost)).toList();
		}

		@Override
		boolean possible(ZoneRows zone) {
			for (Finder part : parts)
				if (part.possible(zone))
					return true;
			return false;
		}

		@Override
		void find(ZoneRows zone, long[] candidates, long[] result) {
			Arrays.fill(result, 0);
			long[] left = candidates.clone();
			long[] found = new long[result.length];
			for (Finder part : parts) {
				if (!part.possible(zone))
					continue;
				part.find(zone, left, found);
				for (int i = 0; i < result.length; i++) {
					result[i] |= found[i];
					left[i] &= ~found[i];
				}
			}
		}

		@Override
		int cost() {
			return parts.stream().mapToInt(Finder::cost).sum();
		}
	}

	/** Not that. */
	static final class Not extends Finder {
		private final Finder part;

		Not(Finder part) {
			this.part = part;
		}

		@Override
		boolean possible(ZoneRows zone) {
			return true;
		}

		@Override
		void find(ZoneRows zone, long[] candidates, long[] result) {
			if (part.possible(zone))
				part.find(zone, candidates, result);
			else
				Arrays.fill(result, 0);
			for (int i = 0; i < result.length; i++)
				result[i] = candidates[i] & ~result[i];
		}

		@Override
		int cost() {
			return part.cost();
		}
	}
}
