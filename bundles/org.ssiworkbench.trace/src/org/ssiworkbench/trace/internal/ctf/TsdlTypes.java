package org.ssiworkbench.trace.internal.ctf;

import java.util.HashMap;
import java.util.Map;

import org.ssiworkbench.trace.internal.ctf.CtfType.IntegerType;

/** The types that have names, in the block that is being read and in those around it. */
final class TsdlTypes {
	private final TsdlTypes outer;
	private final Map<String, CtfType> named = new HashMap<>();

	TsdlTypes(TsdlTypes outer) {
		this.outer = outer;
	}

	/** @param name with its keyword for a struct, variant or enum, such as {@code "struct header"} */
	void put(String name, CtfType type) {
		named.put(name, type);
	}

	/** Null if there is none. */
	CtfType get(String name) {
		CtfType type = named.get(name);
		return type != null || outer == null ? type : outer.get(name);
	}

	/** Those of the outermost block that every metadata may use without saying what they are. */
	static TsdlTypes predefined() {
		TsdlTypes types = new TsdlTypes(null);
		for (int size = 8; size <= 64; size *= 2) {
			types.put("uint" + size + "_t", new IntegerType(size, 8, false, false, false, null));
			types.put("int" + size + "_t", new IntegerType(size, 8, true, false, false, null));
		}
		return types;
	}
}
