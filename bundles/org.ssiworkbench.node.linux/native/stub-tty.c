/* The stand-in's terminal: raw while it is in the foreground, as it was otherwise. */
#include "stub.h"
#include "stub-parts.h"

#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

static int terminal = -1, number, raw, has_after;
static struct termios before, after;

void terminal_set(int fd, int stream)
{
	if (terminal < 0) {
		terminal = fd;
		number = stream;
	}
}

int terminal_foreground(void)
{
	return terminal >= 0 && tcgetpgrp(terminal) == getpgrp();
}

/* All keys, and all that is written, pass unchanged: the program's own terminal does the rest. */
void terminal_enter(void)
{
	struct termios modes;

	if (raw || !terminal_foreground() || tcgetattr(terminal, &before))
		return;
	modes = before;
	cfmakeraw(&modes);
	tcsetattr(terminal, TCSADRAIN, &modes);
	raw = 1;
	terminal_resized();
}

void terminal_leave(void)
{
	if (raw)
		tcsetattr(terminal, TCSADRAIN, &before);
	raw = 0;
}

void terminal_modes(const unsigned char *modes, uint32_t length)
{
	has_after = length == sizeof after;
	if (has_after)
		memcpy(&after, modes, sizeof after);
}

void terminal_as_left(void)
{
	if (has_after)
		before = after;
}

void terminal_resized(void)
{
	unsigned char message[2 + sizeof(struct winsize)] = { STREAM_SIZE, number };
	struct winsize size;

	if (terminal < 0 || ioctl(terminal, TIOCGWINSZ, &size))
		return;
	memcpy(message + 2, &size, sizeof size);
	send_frame(STUB_STREAM, message, sizeof message);
}
