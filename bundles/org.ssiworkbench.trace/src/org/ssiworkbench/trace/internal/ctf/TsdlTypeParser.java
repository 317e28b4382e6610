package org.ssiworkbench.trace.internal.ctf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.ssiworkbench.trace.TraceFormatException;
import org.ssiworkbench.trace.internal.TsdlScanner;
import org.ssiworkbench.trace.internal.ctf.CtfType.ArrayType;
import org.ssiworkbench.trace.internal.ctf.CtfType.EnumType;
import org.ssiworkbench.trace.internal.ctf.CtfType.FloatType;
import org.ssiworkbench.trace.internal.ctf.CtfType.IntegerType;
import org.ssiworkbench.trace.internal.ctf.CtfType.Label;
import org.ssiworkbench.trace.internal.ctf.CtfType.Member;
import org.ssiworkbench.trace.internal.ctf.CtfType.SequenceType;
import org.ssiworkbench.trace.internal.ctf.CtfType.StringType;
import org.ssiworkbench.trace.internal.ctf.CtfType.StructType;
import org.ssiworkbench.trace.internal.ctf.CtfType.VariantType;

/** Understands the types of the Trace Stream Description Language. How deep and how large they are is bounded. */
final class TsdlTypeParser {
	private static final int MAX_DEPTH = 64;
	private static final int MAX_MEMBERS = 4096;
	private static final int MAX_LENGTH = 1 << 16;

	private final TsdlScanner scanner;
	private TsdlTypes named = TsdlTypes.predefined();
	private TsdlTypes[] outer = new TsdlTypes[0];
	private boolean bigEndian;
	private int depth;

	TsdlTypeParser(TsdlScanner scanner) {
		this.scanner = scanner;
	}

	/** Names that are given from here on are known up to {@link #leave}. */
	void enter() throws TraceFormatException {
		if (++depth > MAX_DEPTH)
			throw fault("types are nested too deeply");
		outer = Arrays.copyOf(outer, outer.length + 1);
		outer[outer.length - 1] = named;
		named = new TsdlTypes(named);
	}

	void leave() {
		depth--;
		named = outer[outer.length - 1];
		outer = Arrays.copyOf(outer, outer.length - 1);
	}

	/** The order of bytes of integers that do not say theirs. */
	void byteOrder(String name) throws TraceFormatException {
		bigEndian = isBigEndian(name);
	}

	/** Reads a definition of a named type if one comes next. */
	boolean acceptDefinition() throws TraceFormatException {
		if (scanner.accept("typealias")) {
			CtfType type = type();
			scanner.expect(":=");
			named.put(name(), type);
		} else if (scanner.accept("typedef")) {
			CtfType type = type();
			Member member = declarator(type);
			named.put(member.name(), member.type());
		} else if (scanner.comes("struct") || scanner.comes("variant") || scanner.comes("enum"))
			type();
		else
			return false;
		scanner.expect(";");
		return true;
	}

	/** Reads a type. */
	CtfType type() throws TraceFormatException {
		if (++depth > MAX_DEPTH)
			throw fault("types are nested too deeply");
		CtfType type = typeWithin();
		depth--;
		return type;
	}

	private CtfType typeWithin() throws TraceFormatException {
		if (scanner.accept("integer"))
			return integer(attributes());
		if (scanner.accept("floating_point"))
			return floating(attributes());
		if (scanner.accept("struct"))
			return struct();
		if (scanner.accept("variant"))
			return variant();
		if (scanner.accept("enum"))
			return enumeration();
		if (!scanner.accept("string"))
			return known(name());
		if (scanner.comes("{"))
			attributes();
		return new StringType();
	}

	/** A name of one or more words, such as {@code unsigned long}. */
	private String name() throws TraceFormatException {
		StringBuilder name = new StringBuilder(scanner.word());
		while (named.get(name.toString()) == null && scanner.comesWord() && !scanner.comes(":="))
			name.append(' ').append(scanner.word());
		return name.toString();
	}

	private CtfType known(String name) throws TraceFormatException {
		CtfType type = named.get(name);
		if (type == null)
			throw fault("there is no type " + name);
		return type;
	}

	private Map<String, String> attributes() throws TraceFormatException {
		Map<String, String> attributes = new HashMap<>();
		scanner.expect("{");
		while (!scanner.accept("}")) {
			String key = scanner.word();
			scanner.expect("=");
			attributes.put(key, scanner.value());
			scanner.expect(";");
		}
		return attributes;
	}

	private IntegerType integer(Map<String, String> attributes) throws TraceFormatException {
		int size = (int) number(attributes, "size", 0);
		if (size < 1 || size > Long.SIZE)
			throw fault("an integer has 1 to 64 bits, not " + size);
		String order = attributes.get("byte_order");
		String signed = attributes.getOrDefault("signed", "false");
		boolean text = !attributes.getOrDefault("encoding", "none").equalsIgnoreCase("none");
		return new IntegerType(size, align(attributes, size), signed.equals("true") || signed.equals("1"),
				order == null ? bigEndian : isBigEndian(order), text, clock(attributes.get("map")));
	}

	private FloatType floating(Map<String, String> attributes) throws TraceFormatException {
		int size = (int) (number(attributes, "exp_dig", 0) + number(attributes, "mant_dig", 0));
		if (size != Integer.SIZE && size != Long.SIZE)
			throw fault("floating point numbers of " + size + " bits are not known");
		String order = attributes.get("byte_order");
		return new FloatType(size, align(attributes, size), order == null ? bigEndian : isBigEndian(order));
	}

	private int align(Map<String, String> attributes, int size) throws TraceFormatException {
		long align = number(attributes, "align", size % Byte.SIZE == 0 ? Byte.SIZE : 1);
		if (align < 1 || align > 4096 || Long.bitCount(align) != 1)
			throw fault("an alignment is a power of two up to 4096, not " + align);
		return (int) align;
	}

	/** {@code clock.NAME.value}. */
	private static String clock(String map) {
		String[] words = map == null ? new String[0] : map.split("\\.");
		return words.length == 3 ? words[1] : map;
	}

	private CtfType struct() throws TraceFormatException {
		String name = scanner.comes("{") ? null : scanner.word();
		if (!scanner.comes("{"))
			return known("struct " + name);
		List<Member> members = members();
		int align = members.stream().mapToInt(member -> member.type().align()).max().orElse(1);
		if (scanner.accept("align")) {
			scanner.expect("(");
			align = Math.max(align, align(Map.of("align", scanner.word()), 8));
			scanner.expect(")");
		}
		StructType type = new StructType(members, align);
		if (name != null)
			named.put("struct " + name, type);
		return type;
	}

	private CtfType variant() throws TraceFormatException {
		String name = scanner.comes("{") || scanner.comes("<") ? null : scanner.word();
		String tag = tag();
		if (!scanner.comes("{")) {
			VariantType type = (VariantType) known("variant " + name);
			return tag == null ? type : new VariantType(tag, type.options());
		}
		VariantType type = new VariantType(tag, members());
		if (name != null)
			named.put("variant " + name, type);
		return type;
	}

	private String tag() throws TraceFormatException {
		if (!scanner.accept("<"))
			return null;
		String tag = scanner.word();
		scanner.expect(">");
		return tag;
	}

	private List<Member> members() throws TraceFormatException {
		List<Member> members = new ArrayList<>();
		enter();
		scanner.expect("{");
		while (!scanner.accept("}")) {
			if (scanner.comes("typealias") || scanner.comes("typedef")) {
				acceptDefinition();
				continue;
			}
			CtfType type = type();
			if (!scanner.comes(";"))
				members.add(declarator(type));
			scanner.expect(";");
			if (members.size() > MAX_MEMBERS)
				throw fault("a struct has too many members");
		}
		leave();
		return List.copyOf(members);
	}

	/** A name, with the length if it is an array or sequence. */
	private Member declarator(CtfType type) throws TraceFormatException {
		String name = scanner.word();
		List<String> lengths = new ArrayList<>();
		while (scanner.accept("[")) {
			lengths.add(scanner.word());
			scanner.expect("]");
		}
		CtfType whole = type;
		for (String length : lengths.reversed())
			whole = Character.isDigit(length.charAt(0)) ? new ArrayType(whole, length(length)) : new SequenceType(whole, length);
		if (lengths.size() > MAX_DEPTH)
			throw fault("an array has too many dimensions");
		return new Member(name, whole);
	}

	private int length(String text) throws TraceFormatException {
		long length = number(text);
		if (length < 0 || length > MAX_LENGTH)
			throw fault("arrays of " + text + " elements are not read");
		return (int) length;
	}

	private CtfType enumeration() throws TraceFormatException {
		String name = scanner.comes("{") || scanner.comes(":") ? null : scanner.word();
		CtfType container = scanner.accept(":") ? type() : named.get("int");
		if (!scanner.comes("{"))
			return known("enum " + name);
		if (!(container instanceof IntegerType integer))
			throw fault("an enum needs an integer type");
		EnumType type = new EnumType(integer, labels());
		if (name != null)
			named.put("enum " + name, type);
		return type;
	}

	private List<Label> labels() throws TraceFormatException {
		List<Label> labels = new ArrayList<>();
		long next = 0;
		scanner.expect("{");
		while (!scanner.accept("}")) {
			String name = scanner.value();
			long from = scanner.accept("=") ? number(scanner.value()) : next;
			long to = scanner.accept("...") ? number(scanner.value()) : from;
			labels.add(new Label(name, from, to));
			next = to + 1;
			if (!scanner.accept(",") && !scanner.comes("}"))
				scanner.expect("}");
			if (labels.size() > MAX_MEMBERS)
				throw fault("an enum has too many names");
		}
		return List.copyOf(labels);
	}

	private long number(Map<String, String> attributes, String key, long otherwise) throws TraceFormatException {
		return attributes.containsKey(key) ? number(attributes.get(key)) : otherwise;
	}

	private long number(String text) throws TraceFormatException {
		try {
			return Long.decode(text.replaceAll("[uUlL]+$", ""));
		} catch (NumberFormatException e) {
			throw fault(text + " is not a number");
		}
	}

	private boolean isBigEndian(String name) throws TraceFormatException {
		return switch (name) {
		case "be", "network" -> true;
		case "le" -> false;
		case "native" -> bigEndian;
		default -> throw fault("there is no byte order " + name);
		};
	}

	private TraceFormatException fault(String message) {
		return new TraceFormatException("metadata line " + scanner.line() + ": " + message);
	}
}
