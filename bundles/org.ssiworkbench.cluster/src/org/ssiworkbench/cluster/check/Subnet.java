package org.ssiworkbench.cluster.check;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An IPv4 network.
 *
 * @param base its first address, as an unsigned 32-bit number
 * @param bits length of its prefix, 0 to 32
 */
record Subnet(long base, int bits) {
	private static final Pattern FORM = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})/(\\d{1,2})");
	private static final long LOOPBACK = 127;
	private static final long FIRST_MULTICAST = 224;

	/** @return null if the text is no network in the form base/bits */
	static Subnet parse(String text) {
		Matcher matcher = FORM.matcher(text == null ? "" : text);
		if (!matcher.matches()) {
			return null;
		}
		long address = 0;
		for (int group = 1; group <= 4; group++) {
			int octet = Integer.parseInt(matcher.group(group));
			if (octet > 255) {
				return null;
			}
			address = address << 8 | octet;
		}
		int bits = Integer.parseInt(matcher.group(5));
		return bits > 32 ? null : new Subnet(address, bits);
	}

	long size() {
		return 1L << 32 - bits;
	}

	long last() {
		return base + size() - 1;
	}

	boolean isAligned() {
		return base % size() == 0;
	}

	/** @return the network this one's address belongs to */
	Subnet aligned() {
		return new Subnet(base - base % size(), bits);
	}

	/** @return whether hosts may have its addresses: not this host, loopback, multicast or reserved */
	boolean isForHosts() {
		long first = base >> 24;
		long end = last() >> 24;
		return first > 0 && end < FIRST_MULTICAST && (end < LOOPBACK || first > LOOPBACK);
	}

	/** @return whether it lies in one of the networks for private use (RFC 1918) */
	boolean isPrivate() {
		return isIn("10.0.0.0/8") || isIn("172.16.0.0/12") || isIn("192.168.0.0/16");
	}

	private boolean isIn(String text) {
		Subnet other = parse(text);
		return base >= other.base && last() <= other.last();
	}

	@Override
	public String toString() {
		return (base >> 24) + "." + (base >> 16 & 255) + "." + (base >> 8 & 255) + "." + (base & 255) + "/" + bits;
	}
}
