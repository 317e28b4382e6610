package org.ssiworkbench.debug.gdb;

import java.util.stream.Collectors;

/**
 * A frame of a kernel's stack.
 *
 * @param level 0 for the innermost
 * @param address of the next instruction, hexadecimal with 0x
 * @param function its name, ?? when it is not known
 * @param arguments names and values for people, empty when they are not known
 * @param file the source file as the compiler was told it; empty when it is not known
 * @param path where the source file was when it was compiled; empty when it is not known
 * @param line from 1; 0 when it is not known
 */
public record KernelFrameInfo(int level, String address, String function, String arguments, String file, String path, int line) {

	static KernelFrameInfo of(MiValue frame, MiValue arguments) {
		String shown = arguments.stream("args")
				.map(argument -> argument.text("name") + "=" + argument.text("value")).collect(Collectors.joining(", "));
		return new KernelFrameInfo(frame.number("level", 0), frame.text("addr"), frame.text("func"), shown, frame.text("file"),
				frame.text("fullname"), frame.number("line", 0));
	}

	/** The line for people. */
	public String label() {
		String place = line > 0 ? file.substring(file.lastIndexOf('/') + 1) + ":" + line : address.replaceFirst("^0x0+", "0x");
		return function + "(" + arguments + ")  " + place;
	}
}
