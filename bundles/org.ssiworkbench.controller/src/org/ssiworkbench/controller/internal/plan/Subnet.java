package org.ssiworkbench.controller.internal.plan;

/**
 * An IPv4 network.
 *
 * @param base its first address as a 32-bit number
 * @param bits length of the network part, 0..32
 */
public record Subnet(long base, int bits) {

	/** Parses {@code 10.9.0.0/24}; the model was validated. */
	public static Subnet parse(String text) {
		int slash = text.indexOf('/');
		long base = 0;
		for (String octet : text.substring(0, slash).split("\\."))
			base = base << Byte.SIZE | Integer.parseInt(octet);
		return new Subnet(base, Integer.parseInt(text.substring(slash + 1)));
	}

	/** The address of a node: base plus number. */
	public String address(int node) {
		return dotted(base + node);
	}

	/** As it is written in models. */
	public String text() {
		return dotted(base) + "/" + bits;
	}

	private static String dotted(long address) {
		return (address >> 24 & 255) + "." + (address >> 16 & 255) + "." + (address >> 8 & 255) + "." + (address & 255);
	}
}
