package org.ssiworkbench.trace;

/**
 * One field of an event kind.
 *
 * @param name the field's name in the trace
 * @param type how it is written: 64-bit signed integer, or UTF-8 text
 */
public record Field(String name, Type type) {

	/** How a value is held: {@link Long} or {@link String}. */
	public enum Type {
		INTEGER, TEXT
	}

	static Field integer(String name) {
		return new Field(name, Type.INTEGER);
	}

	static Field text(String name) {
		return new Field(name, Type.TEXT);
	}

	static Field[] message() {
		return new Field[] { integer("msg"), integer("peer"), integer("channel"), text("form"), text("service"),
				text("operation"), integer("request"), integer("priority"), integer("inline"), integer("ool") };
	}
}
