package org.ssiworkbench.debug.gdb;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Takes the breakpoints of a gdb that died out of a kernel's code: it would end at the first that it meets. gdb has them there
 * only while the kernel runs. Thread-safe.
 */
final class TextRepair {
	private static final int BREAKPOINT = 0xCC;
	private static final int HEXADECIMAL = 16;

	private final long pid;
	private final Map<Long, Integer> bytes = new ConcurrentHashMap<>();

	TextRepair(long pid) {
		this.pid = pid;
	}

	/** Notes what gdb says is at an address: both are hexadecimal, the address begins with 0x. */
	void remember(String address, String contents) {
		bytes.put(Long.parseUnsignedLong(address.substring(2), HEXADECIMAL), Integer.parseInt(contents, HEXADECIMAL));
	}

	/** Puts the kernel's code back; says in words what has become of the kernel. */
	String repair() {
		try (RandomAccessFile memory = new RandomAccessFile("/proc/" + pid + "/mem", "rw")) {
			for (Map.Entry<Long, Integer> place : bytes.entrySet()) {
				memory.seek(place.getKey());
				if (memory.read() == BREAKPOINT) {
					memory.seek(place.getKey());
					memory.write(place.getValue());
				}
			}
			return "the kernel runs on, without its breakpoints. Debug it again to go on.";
		} catch (IOException e) {
			return "the kernel has ended too, or its code could not be restored (" + e.getMessage() + ").";
		}
	}
}
