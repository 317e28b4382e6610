package org.ssiworkbench.debug.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.ssiworkbench.debug.gdb.MiParser;
import org.ssiworkbench.debug.gdb.MiRecord.Event;
import org.ssiworkbench.debug.gdb.MiRecord.Other;
import org.ssiworkbench.debug.gdb.MiRecord.Output;
import org.ssiworkbench.debug.gdb.MiRecord.Prompt;
import org.ssiworkbench.debug.gdb.MiRecord.Result;
import org.ssiworkbench.debug.gdb.MiValue.Text;

/** Lines of gdb's machine interface. */
class MiParserTest {

	@Test
	void anAnswerHasItsTokenAndItsValues() {
		Result result = assertInstanceOf(Result.class, MiParser.parse(
				"17^done,stack=[frame={level=\"0\",func=\"vfs_read\"},frame={level=\"1\",func=\"ksys_read\"}],threads=[],names=[\"a\",\"b\"],empty={}"));
		assertEquals(17, result.token());
		assertEquals("done", result.kind());
		assertEquals(List.of("vfs_read", "ksys_read"), result.values().stream("stack").map(frame -> frame.text("func")).toList());
		assertEquals(1, result.values().list("stack").get(1).number("level", -1));
		assertEquals(List.of(), result.values().list("threads"));
		assertEquals(List.of(new Text("a"), new Text("b")), result.values().list("names"));
		assertEquals("", result.values().get("empty").text("absent"));
		assertEquals(-1, result.values().number("absent", -1));
	}

	@Test
	void whatHappensByItselfHasNoToken() {
		Event event = assertInstanceOf(Event.class, MiParser
				.parse("*stopped,reason=\"breakpoint-hit\",bkptno=\"2\",frame={func=\"f\",args=[{name=\"n\",value=\"1\"}]},stopped-threads=\"all\""));
		assertEquals("stopped", event.kind());
		assertEquals(2, event.values().number("bkptno", 0));
		assertEquals("1", event.values().get("frame").list("args").get(0).text("value"));
		assertEquals("thread-group-added", assertInstanceOf(Event.class, MiParser.parse("=thread-group-added,id=\"i1\"")).kind());
	}

	@Test
	void textIsUnescapedByBytes() {
		assertEquals(new Output('~', "a \"quoted\"\n\tü\\"), MiParser.parse("~\"a \\\"quoted\\\"\\n\\t\\303\\274\\\\\""));
		assertEquals(new Output('&', "ü\033[1m"), MiParser.parse("&\"ü\\e[1m\""));
	}

	@Test
	void thePromptIsNoText() {
		assertEquals(new Prompt(), MiParser.parse("(gdb) "));
	}

	@Test
	void whatBreaksTheGrammarIsKeptAsItIs() {
		for (String line : List.of("", "hello", "^", "^done,", "^done,a", "^done,a=", "^done,a=\"b", "^done,a=\"b\"x", "^done,a=[\"b\"",
				"~\"\\", "~\"\\0", "99999999999999999999^done", "^done,a={b=\"c\"", "(gdb"))
			assertEquals(new Other(line), MiParser.parse(line), line);
		String deep = "^done,a=" + "[".repeat(100_000);
		assertEquals(new Other(deep), MiParser.parse(deep));
	}

	@Test
	void quotedTextIsReadBack() {
		String text = "print \"a\\b\"\nü";
		assertEquals(new Output('~', text), MiParser.parse("~" + MiParser.quote(text)));
	}
}
