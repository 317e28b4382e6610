package org.ssiworkbench.trace.internal;

/**
 * Where things are in a packet, in bytes; everything is little endian. The metadata text describes the same layout, see
 * {@link MetadataText}. Only compile-time constants live here, so that using them loads no class in a guest.
 */
public final class PacketFormat {
	public static final int MAGIC = 0;
	public static final int UUID = 4;
	public static final int STREAM_ID = 20;
	public static final int BEGIN = 24;
	public static final int END = 32;
	/** In bits, as CTF wants it. */
	public static final int CONTENT_SIZE = 40;
	/** In bits, as CTF wants it. */
	public static final int PACKET_SIZE = 48;
	/** Events the stream has lost so far. */
	public static final int DISCARDED = 56;
	public static final int SEQUENCE = 64;
	public static final int NODE = 72;
	/** Counts the lives of the node in this trace, from 1. */
	public static final int BOOT = 76;
	/** Number of events in this packet. */
	public static final int EVENTS = 80;
	public static final int HEADER_BYTES = 84;

	/** In an event: u16 id, u64 timestamp, i64 cause, then the fields. */
	public static final int EVENT_TIME = 2;
	public static final int EVENT_CAUSE = 10;
	public static final int EVENT_FIELDS = 18;

	public static final int MAGIC_VALUE = 0xC1FC1FC1;

	/** Any event fits into a packet of this size. */
	public static final int MIN_PACKET_BYTES = 16 << 10;
	/** Larger packets are taken for corrupt; bounds what a reader holds per stream. */
	public static final int MAX_PACKET_BYTES = 256 << 10;
	/** Longer texts are cut, in bytes of UTF-8. */
	public static final int MAX_TEXT_BYTES = 4000;
	public static final int MAX_NODE = 0xFFFF;

	private PacketFormat() {
	}
}
