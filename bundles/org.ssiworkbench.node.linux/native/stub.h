/* What PID 1 and a stand-in (stub.c) say to each other over a Unix socket; see docs/control-line.md. */
#ifndef STUB_H
#define STUB_H

#define STUB_SOCKET "/run/ssi/stand-ins"

/* Frames `u8 type, u32 length (big endian), payload`. */
enum {
	/* From the stand-in. */
	STUB_EXECUTE = 1,	/* wants to go on as a program elsewhere: u32 node, u32 flags, then struct of run.c */
	STUB_HERE,		/* stands in for the process of its pid */
	STUB_SIGNAL,		/* got a signal: u32 signal, u32 sender, u8 1 = the whole group did */
	STUB_RESTED,
	STUB_CHILD,		/* a child that the process left here ended: u32 pid, u32 status */
	STUB_KEPT_CHILD,	/* the same from the keeper of its session or group, which says nothing else and stays unknown */
	/* To the stand-in. */
	STUB_ANSWER,		/* to STUB_EXECUTE: u8 how (enum answer), the reason */
	STUB_STOP,		/* stop by this signal: u32 */
	STUB_END,		/* end like this: u32 wait status */
	STUB_REST,		/* the process comes home: u8 1 = read no more; 2 = nor will more come: write all there is, and
				   say STUB_RESTED; 0 = go on */
	/* Both. */
	STUB_STREAM		/* a message about a stream: struct as below */
};

enum answer { ANSWER_REFUSED, ANSWER_RUNS, ANSWER_RUN_IT_YOURSELF };

/* Flags of a program run elsewhere. */
enum { RUN_PINNED = 1, RUN_LOCAL = 2 };

/* Messages about a stream: u8 what, u8 number, data. The window is how much may be under way in each direction. */
enum {
	STREAM_DATA = 1,
	STREAM_TAKEN,		/* u32 bytes that the reader has taken */
	STREAM_END,		/* no more data will come: end of file */
	STREAM_CLOSED,		/* nobody reads any more */
	STREAM_SIZE,		/* struct winsize of a terminal */
	STREAM_LAST,		/* the process has ended and all that it had written has been sent */
	STREAM_LEFT,		/* u64 mark: the process stands still, to go on elsewhere, and all that it had written here has been sent */
	STREAM_MODES		/* struct termios: how the process left its terminal when it ended; before STREAM_LAST */
};

enum { WINDOW = 64 << 10, PIECE = 8 << 10, MAX_STREAMS = 64, MOST_WAITING = 16 * WINDOW };

/* How a descriptor of a program run elsewhere is to be had there. */
enum kind {
	KIND_FILE,		/* opened by its path */
	KIND_INPUT, KIND_OUTPUT,	/* a pipe that the program reads, or writes */
	KIND_TERMINAL
};

#endif
