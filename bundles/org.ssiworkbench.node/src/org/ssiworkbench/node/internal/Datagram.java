package org.ssiworkbench.node.internal;

/**
 * One datagram between nodes; see {@code docs/ics.md}.
 *
 * @param type what it is
 * @param id the message's id
 * @param from the sender's incarnation
 * @param to the receiver's incarnation, 0 for any
 * @param body the type's own fields
 */
public record Datagram(Type type, long id, int from, int to, byte[] body) {

	/** Longer ones are refused. */
	public static final int MAX_SIZE = 16 << 10;

	/** The ordinal is the type byte. */
	public enum Type {
		IMALIVE("imalive"), FIND("find"), MASTER("master"), DOWNED("downed"), OPEN("open");

		public final String operation;

		Type(String operation) {
			this.operation = operation;
		}
	}

	private static final Type[] TYPES = Type.values();

	public byte[] encode() {
		return new WireWriter().u8(type.ordinal()).i64(id).i32(from).i32(to).bytes(body).toBytes();
	}

	public static Datagram decode(byte[] data) throws MalformedException {
		if (data.length > MAX_SIZE)
			throw new MalformedException("datagram of " + data.length + " bytes");
		WireReader in = new WireReader(data);
		int type = in.u8();
		if (type >= TYPES.length)
			throw new MalformedException("datagram type " + type);
		return new Datagram(TYPES[type], in.i64(), in.i32(), in.i32(), in.bytes(in.remaining()));
	}
}
