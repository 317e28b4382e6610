/* A controlling terminal and a pipe from another process: what lies outside of the process and is supplied anew. */
#include "steps.h"

#include <sys/ioctl.h>
#include <termios.h>

int main(int argc, char **argv)
{
	struct winsize size = { .ws_row = 7, .ws_col = 33 };
	struct termios mode;
	char text[16] = "";
	int ends[2], got = 0;

	begin_steps(argc, argv);
	must(!pipe(ends), "pipe");
	if (fork() == 0)
		for (;;)
			pause();
	close(ends[1]);
	fcntl(ends[0], F_SETFL, O_NONBLOCK);
	tcgetattr(0, &mode);
	mode.c_lflag &= ~ECHO;
	must(!tcsetattr(0, TCSANOW, &mode) && !ioctl(0, TIOCSWINSZ, &size), "beginning");
	for (int n = 0;; n++) {
		int terminal = open("/dev/tty", O_RDWR | O_CLOEXEC);

		memset(&size, 0, sizeof size);
		must(terminal >= 0 && !ioctl(terminal, TIOCGWINSZ, &size) && size.ws_row == 7 && size.ws_col == 33, "terminal");
		must(!tcgetattr(1, &mode) && !(mode.c_lflag & ECHO), "terminal's mode");
		must(tcgetpgrp(0) == getpgrp() && getsid(0) == getpid(), "foreground");
		if (!got && read(ends[0], text, sizeof text) == 9)
			got = !memcmp(text, "supplied", 8);
		close(terminal);
		step(n, "supplied %d", got);
	}
}
